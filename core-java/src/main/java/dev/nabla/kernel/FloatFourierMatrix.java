package dev.nabla.kernel;

/**
 * A long sequence as a matrix (D. H. Bailey, <i>FFTs in external or hierarchical memory</i>, 1990): its columns are
 * transformed, turned by roots of unity and laid down as rows of the transposed matrix, whose columns are transformed in
 * turn. A strip of neighbouring columns is transformed side by side in the nearest cache, and different threads may take
 * different strips.
 */
final class FloatFourierMatrix {
  /** Strips take as many elements of a row as a cache line holds. */
  private static final int STRIP = 16;

  /** Elements that are worth the attention of a second thread. */
  private static final int PIECE = 1 << 13;

  /** The transforms of columns, and then of what were rows. */
  private final FloatFourierPlan first;

  private final FloatFourierPlan second;

  /** Element (k, j) is exp(-2πi kj/n). */
  private final float[] turnsRe;

  private final float[] turnsIm;

  /** The matrix of {@code rows} rows for n elements. */
  FloatFourierMatrix(int rows, int n) {
    first = FloatFourierPlan.of(rows);
    second = FloatFourierPlan.of(n / rows);
    turnsRe = new float[n];
    turnsIm = new float[n];
    for (int i = 0; i < n; i++) {
      long power = (long) (i / second.n) * (i % second.n);
      turnsRe[i] = (float) RootsOfUnity.cosine(power, n);
      turnsIm[i] = (float) -RootsOfUnity.sine(power, n);
    }
  }

  /** The rows of the squarest matrix for n elements, or 0 if either side would be shorter than a strip. */
  static int rows(int n) {
    int side = (int) Math.sqrt(n);
    while (side >= STRIP && n % side != 0) {
      side--;
    }
    return side >= STRIP ? side : 0;
  }

  /** The transform of x in y, times {@code scale}; x and y may be the same, {@code between} lies elsewhere. */
  void run(FloatFourierPlanes x, FloatFourierPlanes between, FloatFourierPlanes y, float scale) {
    strips(first.n, second.n, (left, width, space) -> {
      load(x, left, width, first.n, second.n, space);
      first.run(space, width);
      FloatButterflies.of(first.n * width).turn(space.re, space.im, first.n, width, turnsRe, turnsIm, left, second.n);
      int to = left * first.n;
      FloatPlainTranspose.tile(space.re, 0, width, between.re(), between.reAt() + to, first.n, width, first.n);
      FloatPlainTranspose.tile(space.im, 0, width, between.im(), between.imAt() + to, first.n, width, first.n);
    });
    strips(second.n, first.n, (left, width, space) -> {
      load(between, left, width, second.n, first.n, space);
      second.run(space, width);
      FloatButterflies lines = FloatButterflies.of(second.n * width);
      lines.copy(space.re, 0, width, scale, y.re(), y.reAt() + left, first.n, second.n, width);
      lines.copy(space.im, 0, width, scale, y.im(), y.imAt() + left, first.n, second.n, width);
    });
  }

  private interface Body {
    void accept(int left, int width, FloatFourierSpace space);
  }

  /** All strips of a matrix, the last of them wider by what is left over. */
  private static void strips(int rows, int columns, Body body) {
    int strips = columns / STRIP;
    Parallel.range(strips, PIECE / (rows * STRIP) + 1, (from, to) -> {
      FloatFourierSpace space = FloatFourierSpace.strip(rows * (2 * STRIP - 1));
      for (int strip = from; strip < to; strip++) {
        int left = strip * STRIP;
        body.accept(left, strip == strips - 1 ? columns - left : STRIP, space);
      }
    });
  }

  private static void load(FloatFourierPlanes x, int left, int width, int rows, int columns, FloatFourierSpace space) {
    FloatButterflies lines = FloatButterflies.of(rows * width);
    lines.copy(x.re(), x.reAt() + left, columns, 1, space.re, 0, width, rows, width);
    lines.copy(x.im(), x.imAt() + left, columns, 1, space.im, 0, width, rows, width);
  }
}
