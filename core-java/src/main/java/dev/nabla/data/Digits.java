package dev.nabla.data;

/**
 * Handwritten digits, 1797 images of 8 × 8 pixels: the test part of the UCI set "Optical recognition of handwritten
 * digits" (E. Alpaydin and C. Kaynak, 1998, CC BY 4.0), which comes with the library.
 */
public final class Digits {
  /** The largest value of a pixel, which counts the dark ones of 4 × 4 finer pixels. */
  private static final double DARKEST = 16;

  private Digits() {}

  /** The digits in the order of the source: inputs float32 [1797×64], scaled to 0 … 1, labels int64 [1797], 0 to 9. */
  public static Dataset load() {
    Dataset counted = Embedded.table("digits.csv.gz", CsvFormat.withoutHeader()).labelledBy(-1);
    return Dataset.of(counted.inputs().div(DARKEST), counted.labels());
  }
}
