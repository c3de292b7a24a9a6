package dev.nabla.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdxTest {
  @TempDir
  Path folder;

  /** Header, then elements as {@code put} writes them. */
  static byte[] idx(int type, int[] extents, byte... elements) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * extents.length + elements.length);
    bytes.putInt(type << 8 | extents.length);
    for (int extent : extents) {
      bytes.putInt(extent);
    }
    return bytes.put(elements).array();
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("elements"), bytes);
  }

  static Stream<Arguments> types() {
    return Stream.of(
        arguments(0x08, new byte[] {0, 127, -128, -1}, Tensor.of(new int[] {0, 127, 128, 255}, 2, 2)),
        arguments(0x09, new byte[] {0, 127, -128, -1}, Tensor.of(new int[] {0, 127, -128, -1}, 2, 2)),
        arguments(0x0B, ByteBuffer.allocate(8).putShort((short) -2).putShort(Short.MAX_VALUE).array(),
            Tensor.of(new int[] {-2, 32767, 0, 0}, 2, 2)),
        arguments(0x0C, ByteBuffer.allocate(16).putInt(-2).putInt(Integer.MAX_VALUE).array(),
            Tensor.of(new int[] {-2, Integer.MAX_VALUE, 0, 0}, 2, 2)),
        arguments(0x0D, ByteBuffer.allocate(16).putFloat(-1.5f).putFloat(Float.MIN_VALUE).array(),
            Tensor.of(new float[] {-1.5f, Float.MIN_VALUE, 0, 0}, 2, 2)),
        arguments(0x0E, ByteBuffer.allocate(32).putDouble(Math.PI).putDouble(Double.MAX_VALUE).array(),
            Tensor.of(new double[] {Math.PI, Double.MAX_VALUE, 0, 0}, 2, 2)));
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyElementTypeIsRead(int type, byte[] elements, Tensor expected) throws IOException {
    byte[] bytes = idx(type, new int[] {2, 2}, elements);
    assertEquals(expected, Idx.read(file(bytes)));
    assertEquals(expected, Idx.read(file(gzip(bytes))));
  }

  @Test
  void everyRankIsRead() throws IOException {
    assertEquals(Tensor.scalar(7), Idx.read(file(idx(8, new int[0], (byte) 7))));
    assertEquals(Shape.of(1, 3, 1, 2), Idx.read(file(idx(8, new int[] {1, 3, 1, 2}, new byte[6]))).shape());
    assertEquals(Tensor.zeros(Shape.of(0, 28), DType.INT32), Idx.read(file(idx(8, new int[] {0, 28}))));
  }

  @Test
  void everyTruncationIsFound() throws IOException {
    byte[] whole = idx(0x0C, new int[] {3, 2}, new byte[24]);
    for (int length = 0; length < whole.length; length++) {
      String problem = "is truncated: " + (length < 12
          ? "it ends within the " + (length < 4 ? "magic number" : "extent of axis " + (length / 4 - 1))
              + " of its header"
          : "its header announces 24 bytes of elements, it holds " + (length - 12));
      assertBroken(Arrays.copyOf(whole, length), problem);
      assertBroken(gzip(Arrays.copyOf(whole, length)), problem);
    }
    byte[] packed = gzip(whole);
    for (int length = 2; length < packed.length; length++) {
      assertBroken(Arrays.copyOf(packed, length), "the gzip data break off before their end");
    }
  }

  @Test
  void bytesBehindTheElementsAreRefused() throws IOException {
    byte[] bytes = idx(8, new int[] {2}, (byte) 1, (byte) 2, (byte) 3);
    assertBroken(bytes, "goes on behind the 2 bytes of elements that its header announces");
    assertBroken(gzip(bytes), "goes on behind the 2 bytes of elements that its header announces");
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    String needs = ", needs two bytes 0 and an element type of 08, 09, 0b, 0c, 0d or 0e";
    assertBroken("a,b\n1,2\n".getBytes(), "is not an IDX file: it begins with 0x612c620a" + needs);
    assertBroken(idx(0x0A, new int[] {1}, (byte) 1), "is not an IDX file: it begins with 0x00000a01" + needs);
    byte[] damaged = gzip(idx(8, new int[] {2000}, new byte[2000]));
    damaged[damaged.length - 8] ^= 0x55; // the checksum
    UncheckedIOException thrown = assertThrows(UncheckedIOException.class, () -> Idx.read(file(damaged)));
    assertTrue(thrown.getMessage().contains("the gzip data are damaged ("), thrown.getMessage());
    assertEquals("Idx.read: none.idx: there is no such file",
        assertThrows(UncheckedIOException.class, () -> Idx.read(Path.of("none.idx"))).getMessage());
  }

  /** 2 147 483 639 bytes are announced in a file of 16. */
  @Test
  void nothingIsAllocatedOnTheWordOfAHeader() throws IOException {
    int largest = Integer.MAX_VALUE - 8;
    byte[] bytes = idx(8, new int[] {largest}, new byte[8]);
    for (byte[] content : new byte[][] {bytes, gzip(bytes)}) {
      Path path = file(content);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      assertThrows(UncheckedIOException.class, () -> Idx.read(path));
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertTrue(allocated < 10_000_000, allocated + " bytes");
      assertBroken(content, "is truncated: its header announces 2147483639 bytes of elements, it holds 8");
    }
  }

  @Test
  void moreThanAnArrayHoldsIsRefused() throws IOException {
    String limit = ", more than the 2147483639 bytes that can be read";
    assertBroken(idx(8, new int[] {-1}), "announces the extents [4294967295] of 1-byte elements" + limit);
    assertBroken(idx(0x0E, new int[] {1 << 14, 1 << 14}),
        "announces the extents [16384×16384] of 8-byte elements" + limit);
    int[] many = new int[255];
    Arrays.fill(many, -1);
    UncheckedIOException thrown = assertThrows(UncheckedIOException.class, () -> Idx.read(file(idx(8, many))));
    assertTrue(thrown.getMessage().endsWith("of 1-byte elements" + limit), thrown.getMessage());
  }

  private void assertBroken(byte[] content, String problem) throws IOException {
    Path path = file(content);
    UncheckedIOException thrown = assertThrows(UncheckedIOException.class, () -> Idx.read(path));
    assertEquals("Idx.read: " + path + ": " + problem, thrown.getMessage());
  }
}
