package dev.nabla.data;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A table of numbers with named columns.
 *
 * @param columns the names of the columns, in order
 * @param values float64 [rows × columns]
 * @param classes for each column of text, by its name, what its numbers 0, 1, … stand for
 */
public record Table(List<String> columns, Tensor values, Map<String, List<String>> classes) {
  /**
   * The table of these parts.
   *
   * @throws IllegalArgumentException when there are not as many names as columns
   */
  public Table {
    if (values.rank() != 2 || values.extent(1) != columns.size()) {
      throw new IllegalArgumentException("table: got values " + values.shape() + " for the columns " + columns
          + ", needs [rows×" + columns.size() + "]");
    }
    columns = List.copyOf(columns);
    classes = Map.copyOf(classes);
  }

  /** The number of rows. */
  public int rows() {
    return values.extent(0);
  }

  /** One column: float64 [rows]. */
  public Tensor column(String name) {
    return values.select(1, position(name));
  }

  /** What the numbers 0, 1, … of a column of text stand for; empty for a column of numbers. */
  public List<String> classes(String column) {
    position(column);
    return classes.getOrDefault(column, List.of());
  }

  /**
   * The data set for learning a class: labels int64 [rows] from this column, inputs float32 from all others, in order.
   *
   * @throws IllegalArgumentException when there is no such column, or it holds something other than 0, 1, 2, …
   */
  public Dataset labelledBy(String column) {
    return labelledBy(position(column));
  }

  /** The same with the column at this position; negative ones count from the end. */
  public Dataset labelledBy(int column) {
    int at = position(column);
    Tensor labels = values.select(1, at);
    double[] numbers = labels.toDoubles();
    for (int row = 0; row < numbers.length; row++) {
      if (!(numbers[row] >= 0 && numbers[row] == Math.rint(numbers[row]))) {
        throw new IllegalArgumentException("labelledBy: column '" + columns.get(at) + "' holds " + numbers[row]
            + " in row " + row + "; classes are whole numbers from 0");
      }
    }
    return Dataset.of(without(at), labels.to(DType.INT64));
  }

  /** The data set for learning numbers: targets float32 [rows × targets], inputs float32 from all other columns. */
  public Dataset predicting(String... targets) {
    int[] at = Arrays.stream(targets).mapToInt(this::position).toArray();
    return Dataset.of(without(at), selected(at));
  }

  private Tensor without(int... left) {
    return selected(IntStream.range(0, columns.size())
        .filter(column -> Arrays.stream(left).noneMatch(other -> other == column)).toArray());
  }

  private Tensor selected(int[] positions) {
    return values.indexSelect(1, Tensor.of(positions)).to(DType.FLOAT32);
  }

  private int position(String name) {
    int position = columns.indexOf(name);
    if (position < 0) {
      throw new IllegalArgumentException("table: got the column '" + name + "', has " + columns);
    }
    return position;
  }

  private int position(int column) {
    if (column < -columns.size() || column >= columns.size()) {
      throw new IndexOutOfBoundsException("table: column " + column + " is out of range for " + columns);
    }
    return column < 0 ? column + columns.size() : column;
  }
}
