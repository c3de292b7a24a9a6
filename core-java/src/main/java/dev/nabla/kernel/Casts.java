package dev.nabla.kernel;

/**
 * Conversions between the element types, contiguous to contiguous, as Java's casts have them: to an integer towards zero,
 * NaN to 0, what is out of range to the nearest end. A truth value is 1 or 0; a number is true if it is not 0 (NaN is
 * true).
 *
 * <p>Truth values become ints first: the compiler moves those, and makes branches of others, which nobody can foretell.
 */
public final class Casts {
  /** Elements that are worth a hand-over to another thread. */
  private static final int GRAIN = 1 << 15;

  private Casts() {}

  /** y[i] = x[xo+i] for i &lt; n, converted; both are arrays of one of the five primitive element types. */
  public static void cast(Object x, int xo, Object y, int n) {
    Parallel.range(n, GRAIN, (from, to) -> piece(x, xo + from, y, from, to - from));
  }

  private static void piece(Object x, int xo, Object y, int yo, int n) {
    if (x.getClass() == y.getClass()) {
      System.arraycopy(x, xo, y, yo, n);
    } else if (x instanceof float[] from) {
      floats(from, xo, y, yo, n);
    } else if (x instanceof double[] from) {
      doubles(from, xo, y, yo, n);
    } else if (x instanceof int[] from) {
      ints(from, xo, y, yo, n);
    } else if (x instanceof long[] from) {
      longs(from, xo, y, yo, n);
    } else if (x instanceof boolean[] from) {
      booleans(from, xo, y, yo, n);
    } else {
      throw unknown(x);
    }
  }

  private static void floats(float[] x, int xo, Object y, int yo, int n) {
    if (y instanceof double[] to) {
      cast(x, xo, to, yo, n);
    } else if (y instanceof int[] to) {
      cast(x, xo, to, yo, n);
    } else if (y instanceof long[] to) {
      cast(x, xo, to, yo, n);
    } else if (y instanceof boolean[] to) {
      cast(x, xo, to, yo, n);
    } else {
      throw unknown(y);
    }
  }

  private static void doubles(double[] x, int xo, Object y, int yo, int n) {
    if (y instanceof float[] to) {
      cast(x, xo, to, yo, n);
    } else if (y instanceof int[] to) {
      cast(x, xo, to, yo, n);
    } else if (y instanceof long[] to) {
      cast(x, xo, to, yo, n);
    } else if (y instanceof boolean[] to) {
      cast(x, xo, to, yo, n);
    } else {
      throw unknown(y);
    }
  }

  private static void ints(int[] x, int xo, Object y, int yo, int n) {
    if (y instanceof float[] to) {
      cast(x, xo, to, yo, n);
    } else if (y instanceof double[] to) {
      cast(x, xo, to, yo, n);
    } else if (y instanceof long[] to) {
      cast(x, xo, to, yo, n);
    } else if (y instanceof boolean[] to) {
      cast(x, xo, to, yo, n);
    } else {
      throw unknown(y);
    }
  }

  private static void longs(long[] x, int xo, Object y, int yo, int n) {
    if (y instanceof float[] to) {
      cast(x, xo, to, yo, n);
    } else if (y instanceof double[] to) {
      cast(x, xo, to, yo, n);
    } else if (y instanceof int[] to) {
      cast(x, xo, to, yo, n);
    } else if (y instanceof boolean[] to) {
      cast(x, xo, to, yo, n);
    } else {
      throw unknown(y);
    }
  }

  private static void booleans(boolean[] x, int xo, Object y, int yo, int n) {
    if (y instanceof float[] to) {
      cast(x, xo, to, yo, n);
    } else if (y instanceof double[] to) {
      cast(x, xo, to, yo, n);
    } else if (y instanceof int[] to) {
      cast(x, xo, to, yo, n);
    } else if (y instanceof long[] to) {
      cast(x, xo, to, yo, n);
    } else {
      throw unknown(y);
    }
  }

  private static IllegalArgumentException unknown(Object array) {
    return new IllegalArgumentException(
        "cast: got " + array.getClass().getSimpleName() + ", needs an array of float, double, int, long or boolean");
  }

  private static void cast(float[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i];
    }
  }

  private static void cast(float[] x, int xo, int[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (int) x[xo + i];
    }
  }

  private static void cast(float[] x, int xo, long[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (long) x[xo + i];
    }
  }

  private static void cast(float[] x, int xo, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i] != 0;
    }
  }

  private static void cast(double[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) x[xo + i];
    }
  }

  private static void cast(double[] x, int xo, int[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (int) x[xo + i];
    }
  }

  private static void cast(double[] x, int xo, long[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (long) x[xo + i];
    }
  }

  private static void cast(double[] x, int xo, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i] != 0;
    }
  }

  private static void cast(int[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i];
    }
  }

  private static void cast(int[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i];
    }
  }

  private static void cast(int[] x, int xo, long[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i];
    }
  }

  private static void cast(int[] x, int xo, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i] != 0;
    }
  }

  private static void cast(long[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i];
    }
  }

  private static void cast(long[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i];
    }
  }

  private static void cast(long[] x, int xo, int[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (int) x[xo + i];
    }
  }

  private static void cast(long[] x, int xo, boolean[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i] != 0;
    }
  }

  private static void cast(boolean[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      int bit = x[xo + i] ? 1 : 0;
      y[yo + i] = bit;
    }
  }

  private static void cast(boolean[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      int bit = x[xo + i] ? 1 : 0;
      y[yo + i] = bit;
    }
  }

  private static void cast(boolean[] x, int xo, int[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      int bit = x[xo + i] ? 1 : 0;
      y[yo + i] = bit;
    }
  }

  private static void cast(boolean[] x, int xo, long[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      int bit = x[xo + i] ? 1 : 0;
      y[yo + i] = bit;
    }
  }
}
