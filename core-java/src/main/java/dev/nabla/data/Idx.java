package dev.nabla.data;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Reader of IDX files, the format of MNIST: two bytes 0, the element type, the rank, the extents, and the elements in
 * row-major order, all big-endian (Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits").
 */
public final class Idx {
  private static final String READ = "Idx.read";
  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

  private Idx() {}

  /**
   * The tensor that an IDX file holds, plain or gzip: bytes, signed or not, shorts and ints become int32, floats
   * float32 and doubles float64.
   *
   * @throws java.io.UncheckedIOException when there is no such file, or it is not IDX, is truncated, or goes on behind
   *     its last element; the message says which
   */
  public static Tensor read(Path path) {
    return content(READ, path).tensor();
  }

  /** Header and elements of a file, in the name of {@code operation}. */
  static Content content(String operation, Path path) {
    try (InputStream in = DataFile.open(path)) {
      return new Reading(operation, path, in).content();
    } catch (IOException failure) {
      throw DataFile.unreadable(operation, path.toString(), failure);
    }
  }

  /** What an element is in the file: its code, its bytes, and the type that holds its values. */
  enum Element {
    UNSIGNED_BYTE(0x08, 1, DType.INT32),
    SIGNED_BYTE(0x09, 1, DType.INT32),
    SHORT(0x0B, 2, DType.INT32),
    INT(0x0C, 4, DType.INT32),
    FLOAT(0x0D, 4, DType.FLOAT32),
    DOUBLE(0x0E, 8, DType.FLOAT64);

    private final int code;
    private final int bytes;
    private final DType dtype;

    Element(int code, int bytes, DType dtype) {
      this.code = code;
      this.bytes = bytes;
      this.dtype = dtype;
    }

    /** The element type of this code; null when there is none. */
    static Element of(int code) {
      for (Element element : values()) {
        if (element.code == code) {
          return element;
        }
      }
      return null;
    }

    /** In words: {@code unsigned byte}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** A whole file: the elements are complete, and nothing follows them. */
  record Content(Element element, int[] extents, byte[] elements) {
    /** The elements in the type that {@link Idx#read} promises. */
    Tensor tensor() {
      ByteBuffer from = ByteBuffer.wrap(elements);
      int n = elements.length / element.bytes;
      return switch (element.dtype) {
        case FLOAT32 -> {
          float[] y = new float[n];
          from.asFloatBuffer().get(y);
          yield Tensor.of(y, extents);
        }
        case FLOAT64 -> {
          double[] y = new double[n];
          from.asDoubleBuffer().get(y);
          yield Tensor.of(y, extents);
        }
        case INT32, INT64, BOOL -> Tensor.of(integers(from, n), extents);
      };
    }

    private int[] integers(ByteBuffer from, int n) {
      int[] y = new int[n];
      switch (element) {
        case UNSIGNED_BYTE -> {
          for (int i = 0; i < n; i++) {
            y[i] = elements[i] & 0xff;
          }
        }
        case SIGNED_BYTE -> {
          for (int i = 0; i < n; i++) {
            y[i] = elements[i];
          }
        }
        case SHORT -> {
          for (int i = 0; i < n; i++) {
            y[i] = from.getShort(2 * i);
          }
        }
        case INT, FLOAT, DOUBLE -> from.asIntBuffer().get(y);
      }
      return y;
    }
  }

  /** One pass over a file; nothing is allocated on the word of its header alone. */
  private record Reading(String operation, Path path, InputStream in) {
    Content content() throws IOException {
      int magic = integer("magic number");
      Element element = Element.of(magic >>> 8 & 0xff);
      if (magic >>> 16 != 0 || element == null) {
        throw broken(String.format("is not an IDX file: it begins with 0x%08x, needs two bytes 0 and an element type of"
            + " 08, 09, 0b, 0c, 0d or 0e", magic));
      }
      int[] extents = new int[magic & 0xff];
      for (int axis = 0; axis < extents.length; axis++) {
        extents[axis] = integer("extent of axis " + axis);
      }
      return new Content(element, extents, elements(announced(element, extents)));
    }

    private int integer(String what) throws IOException {
      byte[] four = in.readNBytes(4);
      if (four.length < 4) {
        throw broken("is truncated: it ends within the " + what + " of its header");
      }
      return ByteBuffer.wrap(four).getInt();
    }

    /** How many bytes the elements take, after the header; extents are unsigned there. */
    private int announced(Element element, int[] extents) {
      long size = element.bytes;
      boolean tooLarge = false;
      boolean empty = false;
      for (int extent : extents) {
        empty |= extent == 0;
        size = tooLarge ? size : size * Math.max(1, Integer.toUnsignedLong(extent));
        tooLarge |= size > LARGEST_ARRAY;
      }
      if (tooLarge) {
        throw broken("announces the extents " + text(extents) + " of " + element.bytes
            + "-byte elements, more than the " + LARGEST_ARRAY + " bytes that can be read");
      }
      return empty ? 0 : (int) size;
    }

    /** Grows with the bytes that really come, however many were announced. */
    private byte[] elements(int announced) throws IOException {
      byte[] elements = in.readNBytes(announced);
      if (elements.length < announced) {
        throw broken("is truncated: its header announces " + announced + " bytes of elements, it holds "
            + elements.length);
      }
      if (in.read() >= 0) {
        throw broken("goes on behind the " + announced + " bytes of elements that its header announces");
      }
      return elements;
    }

    private RuntimeException broken(String problem) {
      return DataFile.broken(operation, path.toString(), problem);
    }

    private static String text(int[] extents) {
      return Arrays.stream(extents).mapToObj(Integer::toUnsignedString).collect(Collectors.joining("×", "[", "]"));
    }
  }
}
