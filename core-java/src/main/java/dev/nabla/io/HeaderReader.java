package dev.nabla.io;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the header of a safetensors file: the JSON of this one grammar, strictly. An object maps names to {@code
 * {"dtype": …, "shape": […], "data_offsets": [begin, end]}}, and {@value #METADATA} to an object of strings, which is
 * skipped.
 */
final class HeaderReader {
  static final String METADATA = "__metadata__";

  private final String text;
  private int at;

  HeaderReader(String text) {
    this.text = text;
  }

  /** The entries, in their order. */
  List<HeaderEntry> read() throws IOException {
    if (!text.startsWith("{")) {
      throw new IOException("is no safetensors file: its header does not begin with '{'");
    }
    List<HeaderEntry> entries = new ArrayList<>();
    object(name -> {
      if (name.equals(METADATA)) {
        object(key -> string());
      } else {
        entries.add(entry(name));
      }
    });
    skipSpace();
    if (at < text.length()) {
      throw broken("the end of the header");
    }
    return entries;
  }

  private HeaderEntry entry(String name) throws IOException {
    Description told = new Description();
    object(key -> {
      switch (key) {
        case "dtype" -> told.type = string();
        case "shape" -> told.extents = numbers();
        case "data_offsets" -> told.offsets = numbers();
        default -> throw new IOException("tensor '" + name + "' has an entry '" + key
            + "' in the header, which safetensors does not know");
      }
    });
    if (told.type == null || told.extents == null || told.offsets == null || told.offsets.size() != 2) {
      throw new IOException("the header must tell dtype, shape and two data_offsets of tensor '" + name + "'");
    }
    long begin = told.offsets.get(0);
    long end = told.offsets.get(1);
    HeaderEntry entry = new HeaderEntry(name, dtype(name, told.type), shape(name, told.extents), begin);
    if (entry.end() != end) {
      throw new IOException("tensor '" + name + "' of " + entry.dtype() + " " + entry.shape() + " takes "
          + (entry.end() - begin) + " bytes, but the header gives it " + (end - begin));
    }
    return entry;
  }

  /** What an object has told so far about its tensor, in any order. */
  private static final class Description {
    private String type;
    private List<Long> extents;
    private List<Long> offsets;
  }

  private static DType dtype(String name, String type) throws IOException {
    for (DType dtype : DType.values()) {
      if (HeaderWriter.typeName(dtype).equals(type)) {
        return dtype;
      }
    }
    throw new IOException(
        "tensor '" + name + "' has type " + type + ", and only F32, F64, I32, I64 and BOOL can be read");
  }

  private static Shape shape(String name, List<Long> extents) throws IOException {
    try {
      return Shape.of(extents.stream().mapToInt(Math::toIntExact).toArray());
    } catch (IllegalArgumentException | ArithmeticException tooLarge) {
      throw new IOException("tensor '" + name + "' of shape " + extents + " has more elements than one array holds",
          tooLarge);
    }
  }

  /** What stands behind the colon of one name of an object. */
  private interface Member {
    void read(String name) throws IOException;
  }

  private void object(Member member) throws IOException {
    expect('{');
    if (found('}')) {
      return;
    }
    Set<String> names = new HashSet<>();
    do {
      String name = string();
      if (!names.add(name)) {
        throw new IOException("its header names '" + name + "' twice");
      }
      expect(':');
      member.read(name);
    } while (found(','));
    expect('}');
  }

  private List<Long> numbers() throws IOException {
    List<Long> numbers = new ArrayList<>();
    expect('[');
    if (found(']')) {
      return numbers;
    }
    do {
      numbers.add(number());
    } while (found(','));
    expect(']');
    return numbers;
  }

  /** A whole number of at least 0, of at most 18 digits. */
  private long number() throws IOException {
    skipSpace();
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == from || at - from > 18 || at - from > 1 && text.charAt(from) == '0') {
      at = from;
      throw broken("a whole number");
    }
    return Long.parseLong(text.substring(from, at));
  }

  private String string() throws IOException {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c < ' ') {
        throw broken("no control character within a string");
      }
      at++;
      value.append(c == '\\' ? escaped() : c);
    }
    if (at == text.length()) {
      throw broken("a closing quotation mark");
    }
    at++;
    return value.toString();
  }

  private char escaped() throws IOException {
    int plain = at < text.length() ? "\"\\/bfnrt".indexOf(text.charAt(at)) : -1;
    if (plain >= 0) {
      at++;
      return "\"\\/\b\f\n\r\t".charAt(plain);
    }
    if (text.startsWith("u", at) && at + 5 <= text.length()) {
      String digits = text.substring(at + 1, at + 5);
      if (digits.chars().allMatch(digit -> Character.digit(digit, 16) >= 0 && digit < 128)) {
        at += 5;
        return (char) Integer.parseInt(digits, 16);
      }
    }
    throw broken("an escape of JSON");
  }

  private void expect(char c) throws IOException {
    if (!found(c)) {
      throw broken("'" + c + "'");
    }
  }

  private boolean found(char c) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IOException broken(String needed) {
    String got = at < text.length() ? "'" + text.charAt(at) + "'" : "its end";
    return new IOException("its header is broken: character " + at + " is " + got + ", needed " + needed);
  }
}
