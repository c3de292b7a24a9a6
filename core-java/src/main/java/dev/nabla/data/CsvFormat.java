package dev.nabla.data;

import java.util.List;

/**
 * How a CSV file is to be read; a value, each method gives a changed one.
 *
 * @param separator what stands between fields
 * @param header whether the first line names the columns; else their names are their positions: "0", "1", …
 * @param textColumns the names of columns of text, whose different values are numbered in alphabetical order
 */
public record CsvFormat(char separator, boolean header, List<String> textColumns) {
  /**
   * The format of these parts.
   *
   * @throws IllegalArgumentException when the separator is a quote, a line break, or part of a number
   */
  public CsvFormat {
    if ("\"\r\n+-.".indexOf(separator) >= 0 || Character.isLetterOrDigit(separator)) {
      throw new IllegalArgumentException("separator: got '" + separator
          + "', needs a character that is no part of numbers, words, quotes or line ends");
    }
    textColumns = List.copyOf(textColumns);
  }

  /** Commas between numbers, below a line of names. */
  public static CsvFormat withHeader() {
    return new CsvFormat(',', true, List.of());
  }

  /** Commas between numbers, from the first line on. */
  public static CsvFormat withoutHeader() {
    return new CsvFormat(',', false, List.of());
  }

  /** With another character between fields, such as {@code ';'} or {@code '\t'}. */
  public CsvFormat separator(char character) {
    return new CsvFormat(character, header, textColumns);
  }

  /** With columns of text, such as names of classes; {@link Table#classes} tells what their numbers stand for. */
  public CsvFormat text(String... columns) {
    return new CsvFormat(separator, header, List.of(columns));
  }
}
