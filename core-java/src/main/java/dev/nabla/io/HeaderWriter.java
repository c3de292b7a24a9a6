package dev.nabla.io;

import dev.nabla.tensor.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the header of a safetensors file. */
final class HeaderWriter {
  private HeaderWriter() {}

  /** The entries as a JSON object, in their order. */
  static String write(List<HeaderEntry> entries) {
    return entries.stream().map(HeaderWriter::text).collect(Collectors.joining(",", "{", "}"));
  }

  private static String text(HeaderEntry entry) {
    if (entry.name().equals(HeaderReader.METADATA)) {
      throw new IllegalArgumentException(
          "Safetensors.save: no tensor can be named " + HeaderReader.METADATA + ", which the format reserves");
    }
    String shape = Arrays.stream(entry.shape().extents()).mapToObj(String::valueOf).collect(Collectors.joining(","));
    return quoted(entry.name()) + ":{\"dtype\":\"" + typeName(entry.dtype()) + "\",\"shape\":[" + shape
        + "],\"data_offsets\":[" + entry.begin() + "," + entry.end() + "]}";
  }

  /** The type as the format calls it. */
  static String typeName(DType dtype) {
    return switch (dtype) {
      case BOOL -> "BOOL";
      case INT32 -> "I32";
      case INT64 -> "I64";
      case FLOAT32 -> "F32";
      case FLOAT64 -> "F64";
    };
  }

  private static String quoted(String name) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }
}
