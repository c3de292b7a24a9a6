package dev.nabla.data;

import java.io.IOException;
import java.io.InputStream;

/** The tables that come with the library, beside this class. */
final class Embedded {
  private Embedded() {}

  static Table table(String resource, CsvFormat format) {
    try (InputStream in = Embedded.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("is missing from the library");
      }
      return Csv.read(DataFile.unpacked(in), resource, format);
    } catch (IOException failure) {
      throw DataFile.unreadable("load", resource, failure);
    }
  }
}
