package dev.nabla.kernel;

/**
 * The vectors of two parts of a matrix that was divided, in rows: those of the upper part have elements in its columns
 * only, those of the lower part in the others, until they are mixed.
 */
final class DividedBasis {
  /** Rows up to which a part is not divided: sweeps are faster. */
  static final int LEAF = 32;

  /** Changes of elements that do not count, relative to the largest. */
  static final double TOLERANCE = 4 * Math.ulp(1.0);

  /** What a row has elements in: the columns of the upper part, of the lower one, or of both. */
  static final int UPPER = 1;

  static final int LOWER = 2;
  static final int BOTH = UPPER | LOWER;

  final int[] parts;
  private final int n;
  private final double[] vectors;

  /** Room for factors in the order of the rows that they belong to, and for these rows. */
  private final double[] factors;
  private final double[] rows;

  DividedBasis(int n, double[] vectors) {
    this.n = n;
    this.vectors = vectors;
    parts = new int[n];
    factors = new double[n * n];
    rows = new double[n * n];
  }

  static double[] identity(int n) {
    double[] identity = new double[n * n];
    for (int i = 0; i < identity.length; i += n + 1) {
      identity[i] = 1;
    }
    return identity;
  }

  /** (x, y) becomes (cosine · x − sine · y, sine · x + cosine · y). */
  void rotate(int first, int second, double cosine, double sine) {
    DoubleElimination.chosen().rotate(n, vectors, first * n, vectors, second * n, cosine, sine);
    parts[first] |= parts[second];
    parts[second] = parts[first];
  }

  /**
   * Puts the products of weights and mixed rows to the rows from {@code low} on, and those settled behind them. In the
   * columns of one part those of the other have zeros, so rows of the upper part come first, then those of both, then
   * those of the lower part.
   *
   * @param weights in rows, in the order of the mixed ones
   * @param middle the first column of the lower part
   */
  void mix(double[] weights, DividedRows divided, int low, int middle, int end) {
    int[] mixed = divided.mixed;
    int[] settled = divided.settled;
    int count = divided.mixedCount;
    int settledCount = divided.settledCount;
    int above = middle - low;
    int below = end - middle;
    int upper = gather(UPPER, BOTH, mixed, count, low, above, 0);
    int lower = gather(BOTH, LOWER, mixed, count, middle, below, upper * above);
    int start = upper * above + lower * below;
    for (int i = 0; i < settledCount; i++) {
      System.arraycopy(vectors, settled[i] * n + low, rows, start + i * (end - low), end - low);
    }
    order(weights, mixed, count);
    DoubleGemm.multiplyOnce(count, above, upper, factors, 0, count, 1, rows, 0, above, 1, vectors, low * (n + 1), n);
    DoubleGemm.multiplyOnce(count, below, lower, factors, count - lower, count, 1, rows, upper * above, below, 1,
        vectors,
        low * n + middle, n);
    for (int i = 0; i < settledCount; i++) {
      System.arraycopy(rows, start + i * (end - low), vectors, (low + count + i) * n + low, end - low);
    }
  }

  /** Copies columns of the mixed rows of two kinds, and returns how many rows these are. */
  private int gather(int first, int second, int[] mixed, int mixedCount, int column, int columns, int to) {
    int count = 0;
    for (int kind : new int[] {first, second}) {
      for (int j = 0; j < mixedCount; j++) {
        if (parts[mixed[j]] == kind) {
          System.arraycopy(vectors, mixed[j] * n + column, rows, to + count++ * columns, columns);
        }
      }
    }
    return count;
  }

  /** Puts the weights in the order of the rows that they belong to. */
  private void order(double[] weights, int[] mixed, int count) {
    int[] places = new int[count];
    int place = 0;
    for (int kind : new int[] {UPPER, BOTH, LOWER}) {
      for (int j = 0; j < count; j++) {
        if (parts[mixed[j]] == kind) {
          places[j] = place++;
        }
      }
    }
    for (int row = 0; row < count * count; row += count) {
      for (int j = 0; j < count; j++) {
        factors[row + places[j]] = weights[row + j];
      }
    }
  }
}
