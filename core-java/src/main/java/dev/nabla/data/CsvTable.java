package dev.nabla.data;

import dev.nabla.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A table in the making, record by record. */
final class CsvTable {
  /** What a number is written with; "NaN", "1f" and "0x1p3", which Java would take, are text. */
  private static final String NUMERALS = "0123456789+-.eE";

  private final String file;
  private final CsvFormat format;
  private final CsvLines lines;
  private List<String> columns;

  /** For each column the text of its fields; null for a column of numbers. */
  private List<List<String>> texts;

  private double[] values = new double[1024];
  private int rows;

  CsvTable(String file, CsvFormat format, CsvLines lines) {
    this.file = file;
    this.format = format;
    this.lines = lines;
  }

  /** Everything that the lines hold. */
  Table read() throws IOException {
    List<String> record = lines.next();
    if (record != null) {
      begin(record);
      if (format.header()) {
        record = lines.next();
      }
    }
    for (; record != null; record = lines.next()) {
      if (isBlank(record)) {
        requireEnd();
        break;
      }
      add(record);
    }
    if (rows == 0) {
      throw broken("holds no lines of data");
    }
    Map<String, List<String>> classes = classes();
    return new Table(columns, Tensor.of(Arrays.copyOf(values, rows * columns.size()), rows, columns.size()), classes);
  }

  /** Settles the columns from the first line. */
  private void begin(List<String> first) {
    int n = first.size();
    columns = format.header() ? List.copyOf(first) : IntStream.range(0, n).mapToObj(Integer::toString).toList();
    if (format.header() && first.stream().noneMatch(field -> Double.isNaN(number(field)))) {
      throw broken("line 1: holds only numbers, where the names of the columns were expected; a"
          + " file without them is read with CsvFormat.withoutHeader()");
    }
    if (new HashSet<>(columns).size() < n) {
      throw broken("line 1: two columns have the same name in " + columns);
    }
    texts = new ArrayList<>(Collections.nCopies(n, null));
    for (String name : format.textColumns()) {
      int column = columns.indexOf(name);
      if (column < 0) {
        throw broken("has no column '" + name + "' of text, its columns are " + columns);
      }
      texts.set(column, new ArrayList<>());
    }
  }

  private void add(List<String> record) {
    int n = columns.size();
    if (record.size() != n) {
      throw broken("line " + lines.line() + ", column " + Math.min(record.size() + 1, n + 1)
          + ": a number of fields of " + record.size() + " differs from the first line's " + n);
    }
    reserve((rows + 1L) * n);
    for (int column = 0; column < n; column++) {
      if (texts.get(column) == null) {
        values[rows * n + column] = requireNumber(record.get(column), column);
      } else {
        texts.get(column).add(record.get(column));
      }
    }
    rows++;
  }

  private void reserve(long size) {
    if (size > values.length) {
      if (size > Integer.MAX_VALUE - 8) {
        throw broken("line " + lines.line() + ": the table is larger than one tensor can be");
      }
      values = Arrays.copyOf(values, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * size));
    }
  }

  private double requireNumber(String field, int column) {
    double number = number(field);
    if (!Double.isFinite(number)) {
      throw broken(place(column) + (field.isBlank()
          ? "is empty, needs a number"
          : "'" + field + "' is " + (Double.isNaN(number) ? "not a number" : "too large for float64")));
    }
    return number;
  }

  /** The number that a field holds, spaces around it allowed; NaN when it holds none. */
  private static double number(String field) {
    String numerals = field.strip();
    for (int i = 0; i < numerals.length(); i++) {
      if (NUMERALS.indexOf(numerals.charAt(i)) < 0) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(numerals);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  private String place(int column) {
    return "line " + lines.line() + ", column " + (column + 1)
        + (format.header() ? " (" + columns.get(column) + "): " : ": ");
  }

  /** A line without text: nothing but a column of its own could mean it. */
  private boolean isBlank(List<String> record) {
    return record.size() == 1 && record.get(0).isEmpty();
  }

  /** Files may end in empty lines; one among the data is a broken one. */
  private void requireEnd() throws IOException {
    int blank = lines.line();
    for (List<String> more = lines.next(); more != null; more = lines.next()) {
      if (!isBlank(more)) {
        throw broken("line " + blank + ", column 1: is an empty line among the data");
      }
    }
  }

  /** Numbers the different texts of each text column in alphabetical order, and gives that order. */
  private Map<String, List<String>> classes() {
    Map<String, List<String>> classes = new HashMap<>();
    for (int column = 0; column < columns.size(); column++) {
      List<String> text = texts.get(column);
      if (text != null) {
        List<String> sorted = text.stream().distinct().sorted().toList();
        for (int row = 0; row < rows; row++) {
          values[row * columns.size() + column] = Collections.binarySearch(sorted, text.get(row));
        }
        classes.put(columns.get(column), sorted);
      }
    }
    return classes;
  }

  private RuntimeException broken(String problem) {
    return DataFile.broken(Csv.READ, file, problem);
  }
}
