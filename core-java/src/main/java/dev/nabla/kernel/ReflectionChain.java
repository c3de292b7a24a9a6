package dev.nabla.kernel;

/**
 * The reflections of a sweep of the QR iteration, each of three neighbouring columns and one column further than the one
 * before. Rows that the sweep has left take all of them at once: elements of a row lie side by side, those of a column do
 * not.
 */
final class ReflectionChain {
  /** Rows side by side, for the reflections of one row wait for each other. */
  private static final int ROWS = 4;

  private final int n;
  private final double[] t;
  private final double[] second;
  private final double[] third;
  private final double[] taus;

  /** Reflections of the columns of an n×n matrix. */
  ReflectionChain(int n, double[] t) {
    this.n = n;
    this.t = t;
    second = new double[n];
    third = new double[n];
    taus = new double[n];
  }

  /** I − τ·v·vᵀ with v = (1, v1, v2) for the columns from k on; v2 is 0 where there are only two. */
  void put(int k, double v1, double v2, double tau) {
    second[k] = v1;
    third[k] = v2;
    taus[k] = tau;
  }

  /** The first row that cannot wait when column k is reflected, in a sweep from column {@code low} on. */
  int firstRow(int low, int k) {
    return k - (k - low) % ROWS;
  }

  /** Reflects the columns {@code [low, high]}, in the rows from {@code top} on, by what they waited for. */
  void finish(int top, int low, int high) {
    int row = top;
    for (; row <= low - ROWS; row += ROWS) {
      reflect(row * n + low, n, low, high);
    }
    for (; row < low; row++) {
      reflect(row * n + low, 0, low, high);
    }
    for (; row + ROWS < high; row += ROWS) {
      reflect(row * n + row + ROWS, n, row + ROWS, high);
    }
  }

  /** Reflects four rows that are {@code step} apart, or with 0 one, and the last time two columns without a third. */
  private void reflect(int at, int step, int first, int high) {
    double[] t = this.t;
    int r1 = step;
    int r2 = 2 * step;
    int r3 = 3 * step;
    double a0 = t[at];
    double a1 = t[at + r1];
    double a2 = t[at + r2];
    double a3 = t[at + r3];
    double b0 = t[at + 1];
    double b1 = t[at + 1 + r1];
    double b2 = t[at + 1 + r2];
    double b3 = t[at + 1 + r3];
    int j = at;
    for (int k = first; k < high; k++, j++) {
      double v1 = second[k];
      double v2 = third[k];
      double tau = -taus[k];
      int c = k + 1 < high ? j + 2 : j + 1;
      double c0 = t[c];
      double c1 = t[c + r1];
      double c2 = t[c + r2];
      double c3 = t[c + r3];
      double s0 = tau * Math.fma(v2, c0, Math.fma(v1, b0, a0));
      double s1 = tau * Math.fma(v2, c1, Math.fma(v1, b1, a1));
      double s2 = tau * Math.fma(v2, c2, Math.fma(v1, b2, a2));
      double s3 = tau * Math.fma(v2, c3, Math.fma(v1, b3, a3));
      t[j] = a0 + s0;
      t[j + r1] = a1 + s1;
      t[j + r2] = a2 + s2;
      t[j + r3] = a3 + s3;
      a0 = Math.fma(v1, s0, b0);
      a1 = Math.fma(v1, s1, b1);
      a2 = Math.fma(v1, s2, b2);
      a3 = Math.fma(v1, s3, b3);
      b0 = Math.fma(v2, s0, c0);
      b1 = Math.fma(v2, s1, c1);
      b2 = Math.fma(v2, s2, c2);
      b3 = Math.fma(v2, s3, c3);
    }
    t[j] = a0;
    t[j + r1] = a1;
    t[j + r2] = a2;
    t[j + r3] = a3;
  }
}
