package dev.nabla.kernel;

/**
 * Makes a bidiagonal matrix diagonal by rotations from both sides (J. Demmel, W. Kahan, "Accurate singular values of
 * bidiagonal matrices", SIAM J. Sci. Stat. Comput. 11, 1990): QR steps with implicit shifts, without one where it would
 * cost small values their digits, from the end with the larger elements towards the other.
 */
final class BidiagonalSpectrum {
  private static final double EPSILON = 0.5 * Math.ulp(1.0);

  /** Beside an element of this size relative to those around it the values do not change. */
  private static final double TOLERANCE = 80 * EPSILON;

  /** Steps for each value after which all should have been found long ago; two are usual. */
  private static final int STEPS = 100;

  private final int n;
  private final double[] d;
  private final double[] e;

  /** The columns of both bases, in rows; null when they are not wanted. */
  private final RotationSweeps left;
  private final RotationSweeps right;

  private boolean upwards;
  private double threshold;
  private double smallest;

  /** The rotation that {@link #rotation} found. */
  private double cosine;
  private double sine;

  BidiagonalSpectrum(double[] diagonal, double[] beside, double[] left, double[] right) {
    n = diagonal.length;
    d = diagonal;
    e = beside;
    this.left = left == null ? null : new RotationSweeps(n, left);
    this.right = right == null ? null : new RotationSweeps(n, right);
  }

  /** Turns the diagonal into singular values in no order, which may be negative, and the bases with it. */
  void compute() {
    threshold = threshold();
    int oldLow = n;
    int oldHigh = -1;
    int steps = 0;
    for (int high = n - 1; high > 0;) {
      int low = start(high);
      if (low == high) {
        high--;
        continue;
      }
      if (low > oldHigh || high < oldLow) {
        upwards = Math.abs(d[low]) < Math.abs(d[high]);
      }
      oldLow = low;
      oldHigh = high;
      if (!split(low, high)) {
        if (steps++ > STEPS * n) {
          throw new ArithmeticException("svd: the QR iteration did not converge after " + steps + " steps");
        }
        step(low, high);
      }
    }
    if (left != null) {
      left.finish();
      right.finish();
    }
  }

  /** What is negligible anywhere: by a bound of the smallest value. */
  private double threshold() {
    double least = n == 0 ? 0 : Math.abs(d[0]);
    double bound = least;
    for (int i = 1; i < n && least > 0; i++) {
      bound = Math.abs(d[i]) * (bound / (bound + Math.abs(e[i - 1])));
      least = Math.min(least, bound);
    }
    return Math.max(TOLERANCE * least / Math.sqrt(n), n * n * Double.MIN_NORMAL);
  }

  /** The first row of the block that ends with {@code high}. */
  private int start(int high) {
    int low = high;
    while (low > 0 && Math.abs(e[low - 1]) > threshold) {
      low--;
    }
    if (low > 0) {
      e[low - 1] = 0;
    }
    return low;
  }

  /** Clears an element beside the diagonal that is negligible, in the direction of the sweeps; false if there is none. */
  private boolean split(int low, int high) {
    int from = upwards ? high : low;
    int step = upwards ? -1 : 1;
    int last = upwards ? low : high - 1;
    if (Math.abs(e[last]) <= TOLERANCE * Math.abs(d[high + low - from])) {
      e[last] = 0;
      return true;
    }
    double bound = Math.abs(d[from]);
    smallest = bound;
    for (int i = from; i != high + low - from; i += step) {
      int between = upwards ? i - 1 : i;
      double element = Math.abs(e[between]);
      if (element <= TOLERANCE * bound) {
        e[between] = 0;
        return true;
      }
      bound = Math.abs(d[i + step]) * (bound / (bound + element));
      smallest = Math.min(smallest, bound);
    }
    return false;
  }

  private void step(int low, int high) {
    double shift = shift(low, high);
    RotationSweeps first = upwards ? left : right;
    RotationSweeps second = upwards ? right : left;
    if (first != null) {
      first.begin(upwards ? high : low, upwards);
      second.begin(upwards ? high : low, upwards);
    }
    if (shift == 0) {
      sweep(low, high, first, second);
    } else {
      sweep(low, high, shift, first, second);
    }
  }

  /** The smaller singular value of the last 2×2 block, or 0 where a shift would spoil digits or not matter. */
  private double shift(int low, int high) {
    double largest = Math.abs(d[high]);
    for (int i = low; i < high; i++) {
      largest = Math.max(largest, Math.max(Math.abs(d[i]), Math.abs(e[i])));
    }
    if (n * TOLERANCE * (smallest / largest) <= EPSILON) {
      return 0;
    }
    double shift = upwards ? smaller(d[low], e[low], d[low + 1]) : smaller(d[high - 1], e[high - 1], d[high]);
    double ratio = shift / Math.abs(d[upwards ? high : low]);
    return ratio * ratio < EPSILON ? 0 : shift;
  }

  /** The smaller singular value of the triangle [f, g; 0, h]. */
  private static double smaller(double f, double g, double h) {
    double less = Math.min(Math.abs(f), Math.abs(h));
    double more = Math.max(Math.abs(f), Math.abs(h));
    if (less == 0) {
      return 0;
    }
    double size = Math.max(more, Math.abs(g));
    double sum = (more + less) / size;
    double difference = (more - less) / size;
    double beside = g / size;
    return 2 * less * (more / size) / (Math.hypot(sum, beside) + Math.hypot(difference, beside));
  }

  /** A step without a shift, all of whose operations keep the relative exactness of every element. */
  private void sweep(int low, int high, RotationSweeps first, RotationSweeps second) {
    int step = upwards ? -1 : 1;
    int end = upwards ? low : high;
    int start = high + low - end;
    double firstCosine = 1;
    double secondCosine = 1;
    double secondSine = 0;
    for (int i = start; i != end; i += step) {
      int between = upwards ? i - 1 : i;
      double r = rotation(d[i] * firstCosine, e[between]);
      firstCosine = cosine;
      if (i != start) {
        e[between - step] = secondSine * r;
      }
      add(first);
      d[i] = rotation(secondCosine * r, d[i + step] * sine);
      secondCosine = cosine;
      secondSine = sine;
      add(second);
    }
    double last = d[end] * firstCosine;
    d[end] = last * secondCosine;
    e[upwards ? low : high - 1] = last * secondSine;
  }

  private void sweep(int low, int high, double shift, RotationSweeps first, RotationSweeps second) {
    int step = upwards ? -1 : 1;
    int end = upwards ? low : high;
    int start = high + low - end;
    double f = (Math.abs(d[start]) - shift) * (Math.copySign(1, d[start]) + shift / d[start]);
    double g = e[upwards ? start - 1 : start];
    for (int i = start; i != end; i += step) {
      int between = upwards ? i - 1 : i;
      double r = rotation(f, g);
      if (i != start) {
        e[between - step] = r;
      }
      f = cosine * d[i] + sine * e[between];
      e[between] = cosine * e[between] - sine * d[i];
      g = sine * d[i + step];
      d[i + step] *= cosine;
      add(first);
      d[i] = rotation(f, g);
      f = cosine * e[between] + sine * d[i + step];
      d[i + step] = cosine * d[i + step] - sine * e[between];
      if (i + step != end) {
        g = sine * e[between + step];
        e[between + step] *= cosine;
      }
      add(second);
    }
    e[upwards ? low : high - 1] = f;
  }

  private void add(RotationSweeps sweeps) {
    if (sweeps != null) {
      sweeps.add(cosine, sine);
    }
  }

  /** Finds the rotation by at most a right angle that makes (f, g) to (r, 0), and returns r. */
  private double rotation(double f, double g) {
    double square = f * f + g * g;
    double r = Math.copySign(square > Double.MIN_NORMAL / EPSILON ? Math.sqrt(square) : Math.hypot(f, g), f);
    cosine = r == 0 ? 1 : f / r;
    sine = r == 0 ? 0 : g / r;
    return r;
  }
}
