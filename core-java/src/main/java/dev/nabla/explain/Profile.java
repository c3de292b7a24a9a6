package dev.nabla.explain;

import dev.nabla.tensor.OperationListener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the time of a piece of a program goes: the operations of the thread that ran it, those of backward passes apart.
 * Time and bytes of an operation are without those that it is made of, which have rows of their own. Each operation is
 * computed at once and by itself, while otherwise large element-wise ones share a pass over memory: they look more
 * expensive here than they are.
 *
 * @param nanos the time of the whole piece, which contains what happened outside of operations
 * @param rows the most expensive first
 */
public record Profile(long nanos, List<Row> rows) {
  /**
   * All calls of one operation.
   *
   * @param bytes how much memory their results took; views take none
   */
  public record Row(String operation, boolean backward, long calls, long nanos, long bytes) {}

  /** Runs {@code body} and measures it. */
  public static Profile of(Runnable body) {
    Map<String, Row> rows = new HashMap<>();
    OperationListener sum = c -> rows.merge(c.op().label() + c.backward(),
        new Row(c.op().label(), c.backward(), 1, c.nanos(), c.bytes()), Profile::plus);
    long start = System.nanoTime();
    OperationListener.during(sum, false, () -> {
      body.run();
      return null;
    });
    long nanos = System.nanoTime() - start;
    List<Row> sorted = new ArrayList<>(rows.values());
    sorted.sort(Comparator.comparingLong(Row::nanos).reversed().thenComparing(Row::operation));
    return new Profile(nanos, List.copyOf(sorted));
  }

  private static Row plus(Row a, Row b) {
    return new Row(a.operation, a.backward, a.calls + b.calls, a.nanos + b.nanos, a.bytes + b.bytes);
  }

  /** The rows as a table. */
  @Override
  public String toString() {
    long inside = rows.stream().mapToLong(Row::nanos).sum();
    int width = rows.stream().mapToInt(row -> row.operation.length()).max().orElse(0);
    width = Math.max(width, "outside operations".length());
    String format = "%-" + width + "s  %-8s  %9s  %11s  %6s  %10s%n";
    StringBuilder table = new StringBuilder(
        String.format(Locale.ROOT, format, "operation", "pass", "calls", "time", "share", "memory"));
    for (Row row : rows) {
      table.append(String.format(Locale.ROOT, format, row.operation, row.backward ? "backward" : "forward", row.calls,
          time(row.nanos), share(row.nanos), memory(row.bytes)));
    }
    table.append(String.format(Locale.ROOT, format, "outside operations", "", "", time(nanos - inside),
        share(nanos - inside), ""));
    table.append(String.format(Locale.ROOT, format, "all", "", rows.stream().mapToLong(Row::calls).sum(), time(nanos),
        "100 %", memory(rows.stream().mapToLong(Row::bytes).sum())));
    return table.toString();
  }

  private String share(long part) {
    return String.format(Locale.ROOT, "%.1f %%", nanos == 0 ? 0 : 100.0 * part / nanos);
  }

  private static String time(long nanos) {
    return nanos < 10_000 ? nanos + " ns"
        : nanos < 10_000_000 ? String.format(Locale.ROOT, "%.1f µs", nanos / 1e3)
            : String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
  }

  private static String memory(long bytes) {
    return bytes < 10_000 ? bytes + " B"
        : bytes < 10_000_000 ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
            : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
