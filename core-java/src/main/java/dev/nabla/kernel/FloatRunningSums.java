package dev.nabla.kernel;

/**
 * Running sums along rows whose elements are neighbours, in double precision: those of short blocks, then of pieces of a
 * long row. What is added to what follows from an element's place in its row alone, so that a row has the same sums
 * wherever it stands and whoever computes them.
 */
final class FloatRunningSums {
  /** Elements whose sums are made from what all elements before them amount to; whole blocks. */
  private static final int PIECE = 1 << 13;

  private FloatRunningSums() {}

  /** y = the running sums of {@code x}, which begins at {@code xo}: rows of {@code n} elements. */
  static void run(float[] x, int xo, int rows, int n, float[] y) {
    FloatWidening loops = FloatWidening.of(rows, n);
    if (rows < Parallel.threads() && n > PIECE) {
      for (int row = 0; row < rows; row++) {
        pieces(loops, x, xo + row * n, n, y, row * n);
      }
      return;
    }
    Parallel.range(rows, PIECE / Math.max(1, n) + 1, (from, to) -> {
      for (int row = from; row < to; row++) {
        row(loops, x, xo + row * n, n, y, row * n);
      }
    });
  }

  private static void row(FloatWidening loops, float[] x, int xo, int n, float[] y, int yo) {
    double before = 0;
    for (int from = 0; from < n; from += PIECE) {
      before += loops.sums(x, xo + from, Math.min(PIECE, n - from), before, 0, y, yo + from);
    }
  }

  /** First what each piece amounts to, then its running sums, from what those before it amount to. */
  private static void pieces(FloatWidening loops, float[] x, int xo, int n, float[] y, int yo) {
    int pieces = (n - 1) / PIECE + 1;
    double[] before = new double[pieces];
    Parallel.run(pieces - 1, piece -> before[piece + 1] = loops.total(x, xo + piece * PIECE, PIECE));
    for (int piece = 1; piece < pieces; piece++) {
      before[piece] += before[piece - 1];
    }
    Parallel.run(pieces, piece -> {
      int from = piece * PIECE;
      loops.sums(x, xo + from, Math.min(PIECE, n - from), before[piece], 0, y, yo + from);
    });
  }
}
