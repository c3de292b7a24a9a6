package dev.nabla.kernel;

import java.util.Arrays;

/**
 * P·A = L·U by Gaussian elimination with partial pivoting, in place: U on and above the diagonal, the factors of L,
 * whose diagonal is 1, below it. Columns are halved again and again (S. Toledo, "Locality of reference in LU
 * decomposition with partial pivoting", SIAM J. Matrix Anal. 18, 1997), so that nearly all the work is products of
 * rectangles.
 */
public final class FloatLu {
  /** Columns that are eliminated one after the other. */
  private static final int WIDTH = FloatElimination.PANEL;

  /** Columns of the identity that are solved for together, while an inverse is built. */
  private static final int STRIP = 64;

  /** Multiplications that are worth handing to another thread. */
  private static final int TASK = 1 << 16;

  /** Multiplications of a matrix from which it is cut itself, and not the batch. */
  private static final long LARGE = 1 << 27;

  private final int m;
  private final int n;
  private final float[] a;
  private final int ao;
  private final int[] rows;
  private final int ro;
  private final float[] panel;
  private final float[] pivots = new float[WIDTH];
  private final float[] held;
  private int zero;

  private FloatLu(int m, int n, float[] a, int ao, int[] rows, int ro) {
    this.m = m;
    this.n = n;
    this.a = a;
    this.ao = ao;
    this.rows = rows;
    this.ro = ro;
    this.panel = new float[m * WIDTH];
    this.held = new float[n];
  }

  /**
   * Copies {@code batch} contiguous m×n matrices from {@code x} to {@code a} and factors them there.
   *
   * @param rows m numbers per matrix: which row of A stands where in P·A
   * @param zeros per matrix 1 + the number of the first pivot that is zero, or 0
   */
  public static void factor(int batch, int m, int n, float[] x, int xo, float[] a, int[] rows, int[] zeros) {
    Parallel.range(batch, grain(batch, (long) m * n * Math.min(m, n)), (from, to) -> {
      System.arraycopy(x, xo + from * m * n, a, from * m * n, (to - from) * m * n);
      for (int i = from; i < to; i++) {
        zeros[i] = factor(m, n, a, i * m * n, rows, i * m);
      }
    });
  }

  /** The inverses of {@code batch} contiguous n×n matrices, where {@code zeros} stays 0. */
  public static void invert(int batch, int n, float[] x, int xo, float[] y, int[] zeros) {
    int size = n * n;
    Parallel.range(batch, grain(batch, (long) n * size), (from, to) -> {
      System.arraycopy(x, xo + from * size, y, from * size, (to - from) * size);
      int[] rows = new int[n];
      float[] inverse = new float[size];
      for (int i = from; i < to; i++) {
        zeros[i] = factor(n, n, y, i * size, rows, 0);
        invertFactored(n, y, i * size, rows, inverse);
      }
    });
  }

  /**
   * Solves A·X = B for {@code batch} contiguous n×n matrices x and n×k matrices {@code b}, in place of b, where
   * {@code zeros} stays 0.
   */
  public static void solve(int batch, int n, int k, float[] x, int xo, float[] b, int[] zeros) {
    int size = n * n;
    Parallel.range(batch, grain(batch, (long) size * Math.max(n, k)), (from, to) -> {
      float[] a = new float[size];
      int[] rows = new int[n];
      float[] right = new float[n * k];
      for (int i = from; i < to; i++) {
        System.arraycopy(x, xo + i * size, a, 0, size);
        zeros[i] = factor(n, n, a, 0, rows, 0);
        System.arraycopy(b, i * n * k, right, 0, n * k);
        for (int row = 0; row < n; row++) {
          System.arraycopy(right, rows[row] * k, b, (i * n + row) * k, k);
        }
        FloatTriangles.solve(true, true, n, k, a, 0, n, 1, b, i * n * k, k);
        FloatTriangles.solve(false, false, n, k, a, 0, n, 1, b, i * n * k, k);
      }
    });
  }

  private static int grain(int batch, long cost) {
    return cost >= LARGE ? Math.max(1, batch) : (int) (TASK / (cost + 1)) + 1;
  }

  private static int factor(int m, int n, float[] a, int ao, int[] rows, int ro) {
    for (int i = 0; i < m; i++) {
      rows[ro + i] = i;
    }
    FloatLu lu = new FloatLu(m, n, a, ao, rows, ro);
    int square = Math.min(m, n);
    lu.factor(0, square);
    if (n > m) {
      FloatTriangles.solve(true, true, m, n - m, a, ao, n, 1, a, ao + m, n);
    }
    return lu.zero;
  }

  /** U·X = L⁻¹, of which only the part below the diagonal is computed; the columns then go where P has them. */
  private static void invertFactored(int n, float[] lu, int at, int[] rows, float[] inverse) {
    Arrays.fill(inverse, 0);
    for (int column = 0; column < n; column += STRIP) {
      int width = Math.min(STRIP, n - column);
      int corner = column * (n + 1);
      for (int i = 0; i < width; i++) {
        inverse[corner + i * (n + 1)] = 1;
      }
      FloatTriangles.solve(true, true, n - column, width, lu, at + corner, n, 1, inverse, corner, n);
    }
    FloatTriangles.solve(false, false, n, n, lu, at, n, 1, inverse, 0, n);
    for (int i = 0; i < n; i++) {
      int row = at + i * n;
      for (int j = 0; j < n; j++) {
        lu[row + rows[j]] = inverse[i * n + j];
      }
    }
  }

  private int at(int row, int column) {
    return ao + row * n + column;
  }

  /** Factors the columns from {@code first} on, of the rows from {@code first} on. */
  private void factor(int first, int columns) {
    if (columns <= WIDTH) {
      eliminate(first, columns);
      return;
    }
    int half = (columns / 2 + WIDTH - 1) / WIDTH * WIDTH;
    int middle = first + half;
    int rest = columns - half;
    factor(first, half);
    FloatTriangles.solve(true, true, half, rest, a, at(first, first), n, 1, a, at(first, middle), n);
    FloatUpdate.subtract(m - middle, rest, half, a, at(middle, first), n, 1, a, at(first, middle), n, 1, a,
        at(middle, middle), n);
    factor(middle, rest);
  }

  /** Column after column, in a panel whose rows are filled up with zeros to whole vectors. */
  private void eliminate(int first, int columns) {
    int height = m - first;
    for (int i = 0; i < height; i++) {
      System.arraycopy(a, at(first + i, first), panel, i * WIDTH, columns);
    }
    for (int k = 0; k < columns; k++) {
      int pivot = largest(k, height);
      if (pivot != k) {
        exchangeRows(first + k, first + pivot);
        exchangeInPanel(k * WIDTH, pivot * WIDTH, columns);
      }
      float divisor = panel[k * (WIDTH + 1)];
      if (divisor == 0) {
        zero = zero == 0 ? first + k + 1 : zero;
        continue;
      }
      System.arraycopy(panel, k * (WIDTH + 1) + 1, pivots, k + 1, columns - k - 1);
      Arrays.fill(pivots, 0, k + 1, 0);
      FloatElimination.chosen().eliminate(panel, k + 1, height, k, divisor, pivots);
    }
    for (int i = 0; i < height; i++) {
      System.arraycopy(panel, i * WIDTH, a, at(first + i, first), columns);
    }
  }

  /** The first row, from {@code column} on, that has the largest magnitude there. */
  private int largest(int column, int height) {
    int best = column;
    float magnitude = Math.abs(panel[column * (WIDTH + 1)]);
    for (int row = column + 1; row < height; row++) {
      float candidate = Math.abs(panel[row * WIDTH + column]);
      if (candidate > magnitude) {
        magnitude = candidate;
        best = row;
      }
    }
    return best;
  }

  /** Whole rows of A, the panel's part included: what stands there is written anew. */
  private void exchangeRows(int row, int other) {
    int number = rows[ro + row];
    rows[ro + row] = rows[ro + other];
    rows[ro + other] = number;
    System.arraycopy(a, at(row, 0), held, 0, n);
    System.arraycopy(a, at(other, 0), a, at(row, 0), n);
    System.arraycopy(held, 0, a, at(other, 0), n);
  }

  /** Elements of two rows of the panel. */
  private void exchangeInPanel(int row, int other, int columns) {
    for (int j = 0; j < columns; j++) {
      float value = panel[row + j];
      panel[row + j] = panel[other + j];
      panel[other + j] = value;
    }
  }
}
