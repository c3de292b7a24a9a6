package dev.nabla.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** How data files are opened, and the sentences that say why one cannot be read. */
final class DataFile {
  private static final int GZIP_MAGIC = 0x1f8b;

  private DataFile() {}

  /** The bytes of a file; whether it is gzip is read from the file, not from its name. */
  static InputStream open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException("is a folder, not a file");
    }
    InputStream plain = Files.newInputStream(path);
    try {
      return unpacked(plain);
    } catch (IOException | RuntimeException failure) {
      plain.close();
      throw failure;
    }
  }

  /** The bytes that {@code packed} stands for when it begins like gzip, else its own. */
  static InputStream unpacked(InputStream packed) throws IOException {
    InputStream in = new BufferedInputStream(packed, 1 << 16);
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(in, 1 << 16) : in;
  }

  /** What is wrong with the content of a file: {@code Idx.read: digits.idx: …}. */
  static UncheckedIOException broken(String operation, String file, String problem) {
    String sentence = operation + ": " + file + ": " + problem;
    return new UncheckedIOException(sentence, new IOException(sentence));
  }

  /** The same for what the operating system or the decompressor said. */
  static UncheckedIOException unreadable(String operation, String file, IOException failure) {
    return new UncheckedIOException(operation + ": " + file + ": " + reason(failure), failure);
  }

  private static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return "this program may not read the file";
    }
    if (failure instanceof EOFException) {
      return "the gzip data break off before their end";
    }
    if (failure instanceof ZipException) {
      return "the gzip data are damaged (" + failure.getMessage() + ")";
    }
    if (failure instanceof CharacterCodingException) {
      return "holds bytes that are not UTF-8 text";
    }
    return String.valueOf(failure.getMessage());
  }
}
