package dev.nabla.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The epochs of a training run.
 *
 * @param epochs in order; none when the run was cut off within the first
 */
public record History(List<EpochResult> epochs) {
  /** The history of these epochs. */
  public History {
    epochs = List.copyOf(epochs);
  }

  /**
   * The epoch that came last.
   *
   * @throws IllegalStateException when there is none
   */
  public EpochResult last() {
    requireEpochs();
    return epochs.get(epochs.size() - 1);
  }

  /**
   * The first epoch with the lowest {@link EpochResult#watchedLoss()}: early stopping returns to its parameters.
   *
   * @throws IllegalStateException when there is none
   */
  public EpochResult best() {
    requireEpochs();
    return epochs.stream().min(Comparator.comparingDouble(EpochResult::watchedLoss)).orElseThrow();
  }

  private void requireEpochs() {
    if (epochs.isEmpty()) {
      throw new IllegalStateException("history: no epoch has come to its end");
    }
  }

  /** One line for each epoch below a line of headings, in columns that are aligned to the right. */
  public String table() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(headings());
    epochs.forEach(epoch -> lines.add(line(epoch)));
    int[] widths = IntStream.range(0, lines.get(0).size()).map(column -> width(lines, column)).toArray();
    return lines.stream().map(line -> aligned(line, widths)).collect(Collectors.joining("\n"));
  }

  private static String aligned(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(column -> " ".repeat(widths[column] - cells.get(column).length()) + cells.get(column))
        .collect(Collectors.joining("  "));
  }

  private List<String> headings() {
    List<String> headings = new ArrayList<>(List.of("epoch", "loss"));
    if (!epochs.isEmpty() && epochs.get(0).validationLoss() != null) {
      headings.add("validation loss");
      headings.addAll(epochs.get(0).metrics().keySet());
    }
    headings.add("seconds");
    return headings;
  }

  private static List<String> line(EpochResult epoch) {
    List<String> cells = new ArrayList<>();
    cells.add(Integer.toString(epoch.epoch()));
    cells.add(text("%.4g", epoch.loss()));
    if (epoch.validationLoss() != null) {
      cells.add(text("%.4g", epoch.validationLoss()));
      epoch.metrics().values().forEach(metric -> cells.add(text("%.4f", metric)));
    }
    cells.add(text("%.2f", epoch.duration().toNanos() * 1e-9));
    return cells;
  }

  private static String text(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }

  private static int width(List<List<String>> lines, int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElseThrow();
  }

  /** {@link #table()}. */
  @Override
  public String toString() {
    return table();
  }
}
