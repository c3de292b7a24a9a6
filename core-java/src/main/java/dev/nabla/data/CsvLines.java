package dev.nabla.data;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Text cut into records and fields as RFC 4180 says: a field in quotes may hold separators, line breaks, and quotes
 * written twice. Line breaks are CR LF or LF; a byte order mark at the start is passed over.
 */
final class CsvLines {
  private static final int END = -1;
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final String file;
  private final char separator;
  private final Reader in;
  private final char[] buffer = new char[1 << 13];
  private int at;
  private int filled;
  private int line = 1;
  private int recordLine;

  CsvLines(String file, char separator, Reader text) {
    this.file = file;
    this.separator = separator;
    this.in = text;
  }

  /** The fields of the next record; null at the end. An empty line is one empty field. */
  List<String> next() throws IOException {
    recordLine = line;
    int c = read();
    if (c == BYTE_ORDER_MARK && line == 1) {
      c = read();
    }
    if (c == END) {
      return null;
    }
    List<String> fields = new ArrayList<>();
    while (true) {
      StringBuilder field = new StringBuilder();
      int end = field(c, field, fields.size() + 1);
      fields.add(field.toString());
      if (end != separator) {
        return fields;
      }
      c = read();
    }
  }

  /** The line on which the present record begins, from 1. */
  int line() {
    return recordLine;
  }

  /** Reads the field that begins with {@code c} and gives what ended it: the separator, a line break or the end. */
  private int field(int c, StringBuilder field, int column) throws IOException {
    if (c == '"') {
      int end = quoted(field, column);
      if (!ends(end)) {
        throw broken(line, column, "goes on with '" + (char) end + "' behind the closing quote");
      }
      return end;
    }
    for (; !ends(c); c = read()) {
      if (c == '"') {
        throw broken(line, column, "has a quote in the middle; a field with quotes stands in quotes, its own doubled");
      }
      field.append((char) c);
    }
    return c;
  }

  /** Reads up to the closing quote, and gives what stands behind it. */
  private int quoted(StringBuilder field, int column) throws IOException {
    int opened = line;
    while (true) {
      int c = read();
      if (c == END) {
        throw broken(opened, column, "opens a quote that is never closed");
      }
      if (c == '"') {
        c = read();
        if (c != '"') {
          return c;
        }
      }
      field.append((char) c);
    }
  }

  private boolean ends(int c) {
    return c == separator || c == '\n' || c == END;
  }

  /** The next character, with every line break as LF. */
  private int read() throws IOException {
    int c = character();
    if (c == '\r') {
      c = character();
      if (c != '\n') {
        throw DataFile.broken(Csv.READ, file, "line " + line + ": has a carriage return without a line feed");
      }
    }
    if (c == '\n') {
      line++;
    }
    return c;
  }

  private int character() throws IOException {
    if (at == filled) {
      at = 0;
      filled = in.read(buffer);
    }
    return filled < 0 ? END : buffer[at++];
  }

  private RuntimeException broken(int where, int column, String problem) {
    return DataFile.broken(Csv.READ, file, "line " + where + ", column " + column + ": " + problem);
  }
}
