package dev.nabla.kernel;

/** Element-wise inner loops of either floating type, seen through arrays of double. */
enum Loops {
  FLOAT_SCALAR(false) {
    @Override
    FloatElementwise floats() {
      return FloatElementwise.scalar();
    }
  },
  FLOAT_VECTOR(false) {
    @Override
    FloatElementwise floats() {
      return FloatElementwise.vector();
    }
  },
  DOUBLE_SCALAR(true) {
    @Override
    DoubleElementwise doubles() {
      return DoubleElementwise.scalar();
    }
  },
  DOUBLE_VECTOR(true) {
    @Override
    DoubleElementwise doubles() {
      return DoubleElementwise.vector();
    }
  };

  /** Where the operands and the result begin in their arrays: nothing starts where a vector would like it to. */
  private static final int[] OFFSETS = {3, 1, 5};

  /** What stands around the result, and must stand there afterwards. */
  private static final double UNTOUCHED = 77;

  private final boolean precise;

  Loops(boolean precise) {
    this.precise = precise;
  }

  FloatElementwise floats() {
    throw new IllegalStateException();
  }

  DoubleElementwise doubles() {
    throw new IllegalStateException();
  }

  /** The numbers as this type holds them. */
  double[] rounded(double[] x) {
    return precise ? x : doubles(floats(x));
  }

  /** f of each number; the result may be written over the operand, in its place. */
  double[] unary(Unary f, double[] x, boolean inPlace) {
    int n = x.length;
    int from = inPlace ? OFFSETS[0] : OFFSETS[2];
    if (precise) {
      double[] in = framed(x, OFFSETS[0]);
      double[] out = inPlace ? in : framed(new double[n], OFFSETS[2]);
      doubles().unary(f, in, OFFSETS[0], out, from, n);
      return unframed(out, from, n);
    }
    float[] in = floats(framed(x, OFFSETS[0]));
    float[] out = inPlace ? in : floats(framed(new double[n], OFFSETS[2]));
    floats().unary(f, in, OFFSETS[0], out, from, n);
    return unframed(doubles(out), from, n);
  }

  /** f of each pair; an operand of one number is repeated. */
  double[] binary(Binary f, double[] a, double[] b, int n) {
    int as = a.length == n && n != 1 ? 1 : 0;
    int bs = b.length == n && n != 1 ? 1 : 0;
    double[] left = framed(a, OFFSETS[0]);
    double[] right = framed(b, OFFSETS[1]);
    double[] out = framed(new double[n], OFFSETS[2]);
    if (precise) {
      doubles().binary(f, left, OFFSETS[0], as, right, OFFSETS[1], bs, out, OFFSETS[2], n);
      return unframed(out, OFFSETS[2], n);
    }
    float[] narrow = floats(out);
    floats().binary(f, floats(left), OFFSETS[0], as, floats(right), OFFSETS[1], bs, narrow, OFFSETS[2], n);
    return unframed(doubles(narrow), OFFSETS[2], n);
  }

  /** How many numbers of this type lie between two. */
  double distance(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Double.isNaN(a) && Double.isNaN(b) ? 0 : Double.POSITIVE_INFINITY;
    }
    long x = precise ? ordered(Double.doubleToLongBits(a), Long.MIN_VALUE)
        : ordered(Float.floatToIntBits((float) a), Integer.MIN_VALUE);
    long y = precise ? ordered(Double.doubleToLongBits(b), Long.MIN_VALUE)
        : ordered(Float.floatToIntBits((float) b), Integer.MIN_VALUE);
    boolean overflows = ((x ^ y) & (x ^ x - y)) < 0;
    return overflows ? 0x1p64 : Math.abs((double) (x - y));
  }

  /** A unit in the last place of a number. */
  double unit(double x) {
    return precise ? Math.ulp(x) : Math.ulp((float) x);
  }

  /** Bits of a floating number as an integer, in the order of the numbers. */
  private static long ordered(long bits, long signBit) {
    return bits >= 0 ? bits : signBit - bits;
  }

  private static double[] framed(double[] x, int offset) {
    double[] framed = new double[x.length + 2 * OFFSETS[2]];
    java.util.Arrays.fill(framed, UNTOUCHED);
    System.arraycopy(x, 0, framed, offset, x.length);
    return framed;
  }

  private static double[] unframed(double[] framed, int offset, int n) {
    for (int i = 0; i < framed.length; i++) {
      if ((i < offset || i >= offset + n) && framed[i] != UNTOUCHED) {
        throw new AssertionError("position " + (i - offset) + " beside a run of " + n + " was written to");
      }
    }
    return java.util.Arrays.copyOfRange(framed, offset, offset + n);
  }

  static float[] floats(double[] x) {
    float[] result = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = (float) x[i];
    }
    return result;
  }

  static double[] doubles(float[] x) {
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = x[i];
    }
    return result;
  }
}
