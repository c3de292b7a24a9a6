package dev.nabla.kernel;

import java.util.Arrays;

/**
 * Chains of rotations of neighbouring rows, collected until they are worth a pass over the matrix: a strip of its columns
 * then stays in the first caches while all of them turn it.
 */
final class RotationSweeps {
  /** Most chains that are collected. */
  private static final int SWEEPS = 64;

  /** Elements of rows that are worth handing to another thread. */
  private static final int TASK = 1 << 16;

  private final SpectralLoops loops = SpectralLoops.chosen();
  private final int n;
  private final double[] rows;
  private final double[] tangents;
  private final double[] sines;
  private final int[] starts = new int[SWEEPS];
  private final int[] counts = new int[SWEEPS];
  private final boolean[] upwards = new boolean[SWEEPS];
  private int sweeps;
  private int rotations;
  private int lowest;
  private int highest;

  /** Rotations of the rows of an n×n matrix. */
  RotationSweeps(int n, double[] rows) {
    this.n = n;
    this.rows = rows;
    int most = Math.max(1, 16 * n);
    tangents = new double[most];
    sines = new double[most];
  }

  /**
   * Begins a chain of at most n − 1 rotations: of the rows {@code start} and {@code start + 1}, and so on, or
   * {@code start} and {@code start - 1} with {@code upwards}.
   */
  void begin(int start, boolean upwards) {
    if (sweeps == SWEEPS || rotations + n > tangents.length) {
      finish();
    }
    starts[sweeps] = start;
    counts[sweeps] = 0;
    this.upwards[sweeps++] = upwards;
  }

  /**
   * (x, y) becomes (cosine · x + sine · y, cosine · y − sine · x), where x is the row that the last one left.
   *
   * @param cosine not negative
   */
  void add(double cosine, double sine) {
    tangents[rotations] = sine / (1 + cosine);
    sines[rotations++] = sine;
    counts[sweeps - 1]++;
  }

  /** Turns the rows by what was collected. */
  void finish() {
    lowest = n;
    highest = -1;
    for (int i = 0; i < sweeps; i++) {
      int end = starts[i] + (upwards[i] ? -counts[i] : counts[i]);
      lowest = Math.min(lowest, Math.min(starts[i], end));
      highest = Math.max(highest, Math.max(starts[i], end));
    }
    if (rotations > 0) {
      int strips = (n - 1) / loops.width() + 1;
      Parallel.range(strips, TASK / (rotations * loops.width()) + 1, (from, to) -> {
        for (int strip = from; strip < to; strip++) {
          turn(strip * loops.width());
        }
      });
    }
    sweeps = 0;
    rotations = 0;
  }

  private void turn(int column) {
    int width = loops.width();
    int columns = Math.min(width, n - column);
    double[] strip = DoubleScratch.own().panels(DoubleScratch.LINE_START + (highest - lowest + 1) * width);
    for (int i = lowest, at = DoubleScratch.LINE_START; i <= highest; i++, at += width) {
      System.arraycopy(rows, i * n + column, strip, at, columns);
      Arrays.fill(strip, at + columns, at + width, 0);
    }
    int from = 0;
    for (int i = 0; i < sweeps; i++) {
      int first = DoubleScratch.LINE_START + (starts[i] - lowest) * width;
      loops.rotate(strip, first, upwards[i] ? -width : width, counts[i], tangents, sines, from);
      from += counts[i];
    }
    for (int i = lowest, at = DoubleScratch.LINE_START; i <= highest; i++, at += width) {
      System.arraycopy(strip, at, rows, i * n + column, columns);
    }
  }
}
