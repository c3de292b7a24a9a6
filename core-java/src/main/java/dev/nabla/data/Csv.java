package dev.nabla.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Strict reader of tables of numbers in CSV files (RFC 4180), UTF-8, plain or gzip. */
public final class Csv {
  static final String READ = "Csv.read";

  private Csv() {}

  /** The table of a file of comma-separated numbers below a line of names; see {@link #read(Path, CsvFormat)}. */
  public static Table read(Path path) {
    return read(path, CsvFormat.withHeader());
  }

  /**
   * The table of a file.
   *
   * @throws UncheckedIOException when there is no such file, it holds no lines of data, or a line is broken: too short
   *     or too long, a field that is empty or no number, a quote out of place; the message names file, line and column
   */
  public static Table read(Path path, CsvFormat format) {
    try (InputStream in = DataFile.open(path)) {
      return read(in, path.toString(), format);
    } catch (IOException failure) {
      throw DataFile.unreadable(READ, path.toString(), failure);
    }
  }

  /** The table that {@code in} holds, whose messages call it {@code file}. */
  static Table read(InputStream in, String file, CsvFormat format) throws IOException {
    Reader text = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
    return new CsvTable(file, format, new CsvLines(file, format.separator(), text)).read();
  }
}
