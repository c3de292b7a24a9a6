package dev.nabla.io;

import dev.nabla.kernel.Strided;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** The elements of tensors as bytes: little-endian, in row-major order, a bool as one byte of 0 or 1. */
final class Elements {
  /** Bytes that pass through a buffer at a time: a multiple of every element's. */
  private static final int CHUNK = 1 << 16;

  private Elements() {}

  static void write(WritableByteChannel channel, Tensor tensor) throws IOException {
    Strided x = tensor.detach().contiguous().strided();
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    int bytes = tensor.dtype().bytes();
    int end = x.offset() + tensor.size();
    for (int from = x.offset(); from < end; from += CHUNK / bytes) {
      int n = Math.min(CHUNK / bytes, end - from);
      put(x.array(), from, n, chunk.clear());
      writeFully(channel, chunk.position(0).limit(n * bytes));
    }
  }

  private static void put(Object array, int from, int n, ByteBuffer chunk) {
    if (array instanceof float[] floats) {
      chunk.asFloatBuffer().put(floats, from, n);
    } else if (array instanceof double[] doubles) {
      chunk.asDoubleBuffer().put(doubles, from, n);
    } else if (array instanceof int[] ints) {
      chunk.asIntBuffer().put(ints, from, n);
    } else if (array instanceof long[] longs) {
      chunk.asLongBuffer().put(longs, from, n);
    } else {
      for (int i = 0; i < n; i++) {
        chunk.put(i, (byte) (((boolean[]) array)[from + i] ? 1 : 0));
      }
    }
  }

  static Tensor read(ReadableByteChannel channel, DType dtype, Shape shape) throws IOException {
    Object array = switch (dtype) {
      case BOOL -> new boolean[shape.size()];
      case INT32 -> new int[shape.size()];
      case INT64 -> new long[shape.size()];
      case FLOAT32 -> new float[shape.size()];
      case FLOAT64 -> new double[shape.size()];
    };
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    int together = CHUNK / dtype.bytes();
    for (int from = 0; from < shape.size(); from += together) {
      int n = Math.min(together, shape.size() - from);
      readFully(channel, chunk.clear().limit(n * dtype.bytes()));
      take(chunk.flip(), array, from, n);
    }
    return Tensor.wrap(Strided.of(array, shape.extents()), dtype);
  }

  private static void take(ByteBuffer chunk, Object array, int from, int n) throws IOException {
    if (array instanceof float[] floats) {
      chunk.asFloatBuffer().get(floats, from, n);
    } else if (array instanceof double[] doubles) {
      chunk.asDoubleBuffer().get(doubles, from, n);
    } else if (array instanceof int[] ints) {
      chunk.asIntBuffer().get(ints, from, n);
    } else if (array instanceof long[] longs) {
      chunk.asLongBuffer().get(longs, from, n);
    } else {
      for (int i = 0; i < n; i++) {
        ((boolean[]) array)[from + i] = truth(chunk.get(i));
      }
    }
  }

  private static boolean truth(byte value) throws IOException {
    if ((value & ~1) != 0) {
      throw new IOException("a bool tensor holds the byte " + (value & 0xff) + ", needed 0 or 1");
    }
    return value == 1;
  }

  static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  static void readFully(ReadableByteChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException("became shorter while it was read");
      }
    }
  }
}
