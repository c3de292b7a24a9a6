package dev.nabla.data;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * MNIST, handwritten digits of 28 × 28 pixels, from the IDX files of a folder (Y. LeCun, C. Cortes, C. Burges, "The
 * MNIST database of handwritten digits"); and every set that comes in files of the same names, such as Fashion-MNIST.
 *
 * <p>Inputs are float32 [n × pixels], scaled to 0 … 1; labels int64 [n]. Files may be plain or gzip, and be written
 * {@code train-images-idx3-ubyte} or {@code train-images.idx3-ubyte}.
 */
public final class Mnist {
  private static final String LOAD = "Mnist.load";
  private static final List<String> SPELLINGS = List.of("%s-idx%d-ubyte", "%s.idx%d-ubyte", "%s-idx%d-ubyte.gz",
      "%s.idx%d-ubyte.gz");

  private Mnist() {}

  /**
   * What a folder holds: the training set (60 000 images) where it is there, else the test set (10 000).
   *
   * @throws java.io.UncheckedIOException when neither is there, or a file is broken; the message names it
   */
  public static Dataset load(Path folder) {
    if (file(folder, "train-images", 3) == null && file(folder, "t10k-images", 3) != null) {
      return test(folder);
    }
    return train(folder);
  }

  /** The training set of a folder; fails as {@link #load} does. */
  public static Dataset train(Path folder) {
    return load(folder, "train");
  }

  /** The test set of a folder; fails as {@link #load} does. */
  public static Dataset test(Path folder) {
    return load(folder, "t10k");
  }

  private static Dataset load(Path folder, String part) {
    Path imageFile = required(folder, part + "-images", 3);
    Path labelFile = required(folder, part + "-labels", 1);
    Idx.Content images = bytes(imageFile, 3, "images [n×rows×columns]");
    Idx.Content labels = bytes(labelFile, 1, "labels [n]");
    int n = images.extents()[0];
    if (n == 0) {
      throw DataFile.broken(LOAD, imageFile.toString(), "holds no images");
    }
    if (labels.extents()[0] != n) {
      throw DataFile.broken(LOAD, labelFile.toString(), "holds " + labels.extents()[0] + " labels for the " + n
          + " images of " + imageFile.getFileName());
    }
    return Dataset.of(scaled(images.elements()).reshape(n, images.elements().length / n),
        labels.tensor().to(DType.INT64));
  }

  private static Tensor scaled(byte[] pixels) {
    float[] y = new float[pixels.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (pixels[i] & 0xff) / 255f;
    }
    return Tensor.of(y);
  }

  private static Idx.Content bytes(Path file, int rank, String needed) {
    Idx.Content content = Idx.content(LOAD, file);
    if (content.element() != Idx.Element.UNSIGNED_BYTE || content.extents().length != rank) {
      throw DataFile.broken(LOAD, file.toString(), "holds " + content.element() + " elements with extents "
          + Arrays.toString(content.extents()) + ", needs " + Idx.Element.UNSIGNED_BYTE + " " + needed);
    }
    return content;
  }

  private static Path required(Path folder, String name, int rank) {
    Path file = file(folder, name, rank);
    if (file == null) {
      throw DataFile.broken(LOAD, folder.toString(), Files.isDirectory(folder)
          ? "holds no file " + String.format(SPELLINGS.get(0), name, rank) + ", plain or with .gz"
          : "there is no such folder");
    }
    return file;
  }

  /** The file of this name in one of its spellings; null when there is none. */
  private static Path file(Path folder, String name, int rank) {
    return SPELLINGS.stream().map(spelling -> folder.resolve(String.format(spelling, name, rank)))
        .filter(Files::isRegularFile).findFirst().orElse(null);
  }
}
