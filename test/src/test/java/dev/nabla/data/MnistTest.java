package dev.nabla.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nabla.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
  private static final byte[] IMAGES = IdxTest.idx(8, new int[] {2, 1, 2}, (byte) 0, (byte) 51, (byte) 102, (byte) 255);
  private static final byte[] LABELS = IdxTest.idx(8, new int[] {2}, (byte) 3, (byte) 9);

  @TempDir
  Path folder;

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private void assertBroken(Path file, String problem) {
    UncheckedIOException thrown = assertThrows(UncheckedIOException.class, () -> Mnist.load(folder));
    assertEquals("Mnist.load: " + file + ": " + problem, thrown.getMessage());
  }

  @Test
  void pixelsAreScaledAndImagesFlattened() throws IOException {
    write("t10k-images-idx3-ubyte.gz", IdxTest.gzip(IMAGES));
    write("t10k-labels.idx1-ubyte", LABELS);
    Dataset data = Mnist.load(folder);
    assertEquals(Tensor.of(new float[] {0, 0.2f, 0.4f, 1}, 2, 2), data.inputs());
    assertEquals(Tensor.of(3L, 9L), data.labels());
  }

  @Test
  void theTrainingSetComesFirst() throws IOException {
    write("t10k-images-idx3-ubyte", IMAGES);
    write("t10k-labels-idx1-ubyte", LABELS);
    write("train-images-idx3-ubyte", IdxTest.idx(8, new int[] {1, 1, 2}, new byte[2]));
    write("train-labels-idx1-ubyte", IdxTest.idx(8, new int[] {1}, (byte) 1));
    assertEquals(1, Mnist.load(folder).size());
    assertEquals(2, Mnist.test(folder).size());
  }

  @Test
  void foldersThatDoNotHoldItAreRefused() throws IOException {
    assertBroken(folder, "holds no file train-images-idx3-ubyte, plain or with .gz");
    write("train-images-idx3-ubyte", IMAGES);
    assertBroken(folder, "holds no file train-labels-idx1-ubyte, plain or with .gz");
    Path none = folder.resolve("none");
    assertEquals("Mnist.load: " + none + ": there is no such folder",
        assertThrows(UncheckedIOException.class, () -> Mnist.load(none)).getMessage());
  }

  @Test
  void mislabelledFilesAreRefused() throws IOException {
    Path images = write("train-images-idx3-ubyte", LABELS);
    Path labels = write("train-labels-idx1-ubyte", LABELS);
    assertBroken(images, "holds unsigned byte elements with extents [2], needs unsigned byte images [n×rows×columns]");
    write("train-images-idx3-ubyte", IdxTest.idx(0x0D, new int[] {1, 1, 1}, new byte[4]));
    assertBroken(images, "holds float elements with extents [1, 1, 1], needs unsigned byte images [n×rows×columns]");
    write("train-images-idx3-ubyte", IdxTest.idx(8, new int[] {3, 1, 1}, new byte[3]));
    assertBroken(labels, "holds 2 labels for the 3 images of train-images-idx3-ubyte");
    write("train-images-idx3-ubyte", IdxTest.idx(8, new int[] {0, 28, 28}));
    assertBroken(images, "holds no images");
  }

  /** The real files, where a folder beside the project holds them. */
  @Test
  void readsTheRealTestSet() {
    Path real = Path.of("../../shared/data/mnist");
    assumeTrue(Files.isDirectory(real), "no folder " + real);
    Dataset data = Mnist.load(real);
    assertEquals("10000 examples: inputs float32 [10000×784], labels int64 [10000]", data.toString());
    assertEquals(Tensor.of(7L, 2L, 1L, 0L), data.take(4).labels());
    assertEquals(33.79, data.inputs().mean().item() * 255, 0.01); // the mean pixel, as the set's users state it
  }
}
