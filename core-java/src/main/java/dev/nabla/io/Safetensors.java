package dev.nabla.io;

import dev.nabla.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named tensors in a safetensors file: the length of a header (eight bytes, little-endian), the header in JSON, which
 * tells type, shape and place of every tensor, and the elements in row-major order.
 *
 * <p>What cannot be read or written throws {@link UncheckedIOException} with one sentence that names the file and what
 * was wrong.
 */
public final class Safetensors {
  /** The longest header that other implementations accept. */
  private static final long LONGEST_HEADER = 100_000_000;

  private static final int LENGTH_BYTES = 8;

  private Safetensors() {}

  /**
   * Writes tensors, parameters by their present values. The file is replaced in one moment, when all of the new one is
   * on the disk; if that fails it stays as it was.
   */
  public static void save(Path file, Map<String, ? extends Tensor> tensors) {
    try {
      List<HeaderEntry> entries = entries(tensors);
      ByteBuffer header = header(entries);
      ReplacedFile.write(file, channel -> {
        Elements.writeFully(channel, header);
        for (HeaderEntry entry : inPlace(entries)) {
          Elements.write(channel, tensors.get(entry.name()));
        }
      });
    } catch (IOException failure) {
      throw failed("Safetensors.save", file, failure);
    }
  }

  /** Describes the tensors in the order of the map; wide elements lie before narrow ones, so that all are aligned. */
  private static List<HeaderEntry> entries(Map<String, ? extends Tensor> tensors) {
    List<String> names = new ArrayList<>(tensors.keySet());
    names.sort(Comparator.comparing(name -> -tensors.get(name).dtype().bytes()));
    Map<String, Long> begins = new LinkedHashMap<>();
    long end = 0;
    for (String name : names) {
      begins.put(name, end);
      end += (long) tensors.get(name).size() * tensors.get(name).dtype().bytes();
    }
    List<HeaderEntry> entries = new ArrayList<>();
    tensors.forEach((name, tensor) -> entries.add(
        new HeaderEntry(name, tensor.dtype(), tensor.shape(), begins.get(name))));
    return entries;
  }

  private static List<HeaderEntry> inPlace(List<HeaderEntry> entries) {
    // An empty tensor begins where its neighbour does, and comes before it.
    return entries.stream().sorted(Comparator.comparing(HeaderEntry::begin).thenComparing(HeaderEntry::end)).toList();
  }

  /** Length and text; spaces fill it up so that the elements begin at a multiple of eight bytes. */
  private static ByteBuffer header(List<HeaderEntry> entries) throws IOException {
    ByteBuffer text = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(HeaderWriter.write(entries)));
    int length = Math.addExact(text.remaining(), -text.remaining() & 7);
    if (length > LONGEST_HEADER) {
      throw new IOException("the header would have " + length + " bytes, more than the " + LONGEST_HEADER
          + " that safetensors allows");
    }
    ByteBuffer header = ByteBuffer.allocate(LENGTH_BYTES + length).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    header.put(text);
    while (header.hasRemaining()) {
      header.put((byte) ' ');
    }
    return header.flip();
  }

  /** All tensors of a file by name, in the order of its header; everything is checked before anything is returned. */
  public static Map<String, Tensor> load(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      List<HeaderEntry> entries = readHeader(channel);
      requireSeamless(inPlace(entries), channel.size() - channel.position());
      long start = channel.position();
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (HeaderEntry entry : entries) {
        channel.position(start + entry.begin());
        tensors.put(entry.name(), Elements.read(channel, entry.dtype(), entry.shape()));
      }
      return tensors;
    } catch (IOException failure) {
      throw failed("Safetensors.load", file, failure);
    }
  }

  private static List<HeaderEntry> readHeader(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < LENGTH_BYTES) {
      throw new IOException("is no safetensors file: has " + size + " bytes, and the length of the header alone takes "
          + LENGTH_BYTES);
    }
    ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    Elements.readFully(channel, length);
    long bytes = length.getLong(0);
    if (bytes < 0 || bytes > LONGEST_HEADER) {
      throw new IOException("is no safetensors file: announces a header of " + Long.toUnsignedString(bytes)
          + " bytes, more than the " + LONGEST_HEADER + " that are allowed");
    }
    if (bytes > size - LENGTH_BYTES) {
      throw new IOException("is truncated: announces a header of " + bytes + " bytes, but only "
          + (size - LENGTH_BYTES) + " follow");
    }
    ByteBuffer text = ByteBuffer.allocate((int) bytes);
    Elements.readFully(channel, text);
    try {
      return new HeaderReader(StandardCharsets.UTF_8.newDecoder().decode(text.flip()).toString()).read();
    } catch (CharacterCodingException notText) {
      throw new IOException("is no safetensors file: its header is not UTF-8 text", notText);
    }
  }

  /** The tensors must fill the rest of the file without overlap, gap or remainder. */
  private static void requireSeamless(List<HeaderEntry> inPlace, long available) throws IOException {
    long end = 0;
    for (HeaderEntry entry : inPlace) {
      if (entry.begin() != end) {
        throw new IOException("tensor '" + entry.name() + "' begins at byte " + entry.begin()
            + " of the elements, but the one before it ends at byte " + end);
      }
      end = entry.end();
    }
    if (end > available) {
      throw new IOException("is truncated: its tensors take " + end + " bytes, but only " + available
          + " follow the header");
    }
    if (end < available) {
      throw new IOException("has " + (available - end) + " bytes more than its tensors take");
    }
  }

  private static UncheckedIOException failed(String operation, Path file, IOException failure) {
    String reason = failure.getMessage();
    if (failure instanceof NoSuchFileException) {
      reason = "there is no such file or folder";
    } else if (failure instanceof AccessDeniedException) {
      reason = "access is denied";
    } else if (failure instanceof CharacterCodingException) {
      reason = "a name is not valid Unicode";
    } else if (Files.isDirectory(file)) {
      reason = "is a folder, not a file";
    }
    return new UncheckedIOException(operation + ": " + file + ": " + reason, failure);
  }
}
