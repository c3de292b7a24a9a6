package dev.nabla.kernel;

// @float-only
import jdk.incubator.vector.DoubleVector;
// @end
import jdk.incubator.vector.FloatVector;
// @float-only
import jdk.incubator.vector.IntVector;
// @end
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link FloatReducing} with the Vector API: C2 leaves sums, maxima and searches of floating numbers as they
 * are, because it may not change their order, and they wait for themselves. Here four vectors do not wait for each other.
 */
final class FloatVectorReducing extends FloatReducing {
  static final FloatReducing LOOPS = new FloatVectorReducing();

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  // @float-only
  private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_PREFERRED;
  private static final int INFINITE = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

  // @end
  private static final VectorShuffle<Float> BY_8 = SPECIES.iotaShuffle(8, 1, true);
  private static final VectorShuffle<Float> BY_4 = SPECIES.iotaShuffle(4, 1, true);
  private static final VectorShuffle<Float> BY_2 = SPECIES.iotaShuffle(2, 1, true);

  private FloatVectorReducing() {}

  private static FloatVector at(float[] x, int i) {
    return FloatVector.fromArray(SPECIES, x, i);
  }

  @Override
  double blockSum(float[] x, int from, int n) {
    FloatVector s0 = FloatVector.zero(SPECIES), s1 = s0, s2 = s0, s3 = s0;
    int i = from;
    int end = from + n;
    for (; i <= end - 4 * LANES; i += 4 * LANES) {
      s0 = s0.add(at(x, i));
      s1 = s1.add(at(x, i + LANES));
      s2 = s2.add(at(x, i + 2 * LANES));
      s3 = s3.add(at(x, i + 3 * LANES));
    }
    for (; i <= end - LANES; i += LANES) {
      s0 = s0.add(at(x, i));
    }
    double rest = 0;
    for (; i < end; i++) {
      rest += x[i];
    }
    return total(s0.add(s1).add(s2.add(s3))) + rest;
  }

  /**
   * The sum of the lanes, halves added to halves. {@code reduceLanes(ADD)} may add in one order while the JVM interprets and
   * in another when it has compiled.
   */
  static float total(FloatVector v) {
    FloatVector s = v;
    for (int lanes = LANES; lanes > 16; lanes >>= 1) {
      s = s.add(s.rearrange(SPECIES.iotaShuffle(lanes >> 1, 1, true)));
    }
    if (LANES > 8) {
      s = s.add(s.rearrange(BY_8));
    }
    if (LANES > 4) {
      s = s.add(s.rearrange(BY_4));
    }
    if (LANES > 2) {
      s = s.add(s.rearrange(BY_2));
    }
    return s.lane(0) + s.lane(1);
  }

  @Override
  void addDeviations(float[] x, int from, int n, float mean, double[] sums) {
    FloatVector s0 = FloatVector.zero(SPECIES), s1 = s0, q0 = s0, q1 = s0;
    int i = from;
    int end = from + n;
    for (; i <= end - 2 * LANES; i += 2 * LANES) {
      FloatVector d0 = at(x, i).sub(mean);
      FloatVector d1 = at(x, i + LANES).sub(mean);
      s0 = s0.add(d0);
      s1 = s1.add(d1);
      q0 = d0.fma(d0, q0);
      q1 = d1.fma(d1, q1);
    }
    sums[0] += total(s0.add(s1));
    sums[1] += total(q0.add(q1));
    FloatScalarReducing.LOOPS.addDeviations(x, i, end - i, mean, sums);
  }

  @Override
  double product(float[] x, int from, int n) {
    int lanes = FloatVectorWidening.LANES;
    DoubleVector p0 = DoubleVector.broadcast(FloatVectorWidening.WIDE, 1), p1 = p0, p2 = p0, p3 = p0;
    int i = from;
    int end = from + n;
    for (; i <= end - 4 * lanes - FloatVectorWidening.MORE; i += 4 * lanes) {
      p0 = p0.mul(FloatVectorWidening.wide(x, i));
      p1 = p1.mul(FloatVectorWidening.wide(x, i + lanes));
      p2 = p2.mul(FloatVectorWidening.wide(x, i + 2 * lanes));
      p3 = p3.mul(FloatVectorWidening.wide(x, i + 3 * lanes));
    }
    double product = 1;
    for (double p : p0.mul(p1).mul(p2.mul(p3)).toArray()) {
      product *= p;
    }
    for (; i < end; i++) {
      product *= x[i];
    }
    return product;
  }

  // @float-only
  @Override
  float max(float[] x, int from, int n) {
    return greatest(x, from, n, 0);
  }

  @Override
  float min(float[] x, int from, int n) {
    return -greatest(x, from, n, Integer.MIN_VALUE);
  }

  /**
   * The greatest element after {@code signs} are flipped, told by bits, for a maximum of floats takes three times as many
   * instructions: as integers, those without sign are in order, those with sign in reverse, and NaN is beyond infinity.
   */
  private static float greatest(float[] x, int from, int n, int signs) {
    IntVector none = IntVector.broadcast(BITS, Integer.MIN_VALUE), all = IntVector.broadcast(BITS, Integer.MAX_VALUE);
    IntVector flip = IntVector.broadcast(BITS, signs);
    IntVector high0 = none, high1 = none, low0 = all, low1 = all, size0 = IntVector.zero(BITS), size1 = size0;
    int whole = from + n - n % (2 * LANES);
    for (int i = from; i < whole; i += 2 * LANES) {
      IntVector v0 = at(x, i).reinterpretAsInts().lanewise(VectorOperators.XOR, flip);
      IntVector v1 = at(x, i + LANES).reinterpretAsInts().lanewise(VectorOperators.XOR, flip);
      high0 = high0.max(v0);
      high1 = high1.max(v1);
      low0 = low0.min(v0);
      low1 = low1.min(v1);
      size0 = size0.max(v0.and(all));
      size1 = size1.max(v1.and(all));
    }
    float greatest = Float.NEGATIVE_INFINITY;
    if (size0.max(size1).reduceLanes(VectorOperators.MAX) > INFINITE) {
      greatest = Float.NaN;
    } else if (whole > from) {
      int high = high0.max(high1).reduceLanes(VectorOperators.MAX);
      greatest = Float.intBitsToFloat(high >= 0 ? high : low0.min(low1).reduceLanes(VectorOperators.MIN));
    }
    for (int i = whole; i < from + n; i++) {
      greatest = Math.max(greatest, signs == 0 ? x[i] : -x[i]);
    }
    return greatest;
  }

  // @end
  // @double-only
  //- @Override
  //- double max(double[] x, int from, int n) {
  //-   DoubleVector m0 = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY), m1 = m0, m2 = m0, m3 = m0;
  //-   int i = from;
  //-   int end = from + n;
  //-   for (; i <= end - 4 * LANES; i += 4 * LANES) {
  //-     m0 = m0.max(at(x, i));
  //-     m1 = m1.max(at(x, i + LANES));
  //-     m2 = m2.max(at(x, i + 2 * LANES));
  //-     m3 = m3.max(at(x, i + 3 * LANES));
  //-   }
  //-   for (; i <= end - LANES; i += LANES) {
  //-     m0 = m0.max(at(x, i));
  //-   }
  //-   double m = m0.max(m1).max(m2.max(m3)).reduceLanes(VectorOperators.MAX);
  //-   for (; i < end; i++) {
  //-     m = Math.max(m, x[i]);
  //-   }
  //-   return m;
  //- }
  //-
  //- @Override
  //- double min(double[] x, int from, int n) {
  //-   DoubleVector m0 = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY), m1 = m0, m2 = m0, m3 = m0;
  //-   int i = from;
  //-   int end = from + n;
  //-   for (; i <= end - 4 * LANES; i += 4 * LANES) {
  //-     m0 = m0.min(at(x, i));
  //-     m1 = m1.min(at(x, i + LANES));
  //-     m2 = m2.min(at(x, i + 2 * LANES));
  //-     m3 = m3.min(at(x, i + 3 * LANES));
  //-   }
  //-   for (; i <= end - LANES; i += LANES) {
  //-     m0 = m0.min(at(x, i));
  //-   }
  //-   double m = m0.min(m1).min(m2.min(m3)).reduceLanes(VectorOperators.MIN);
  //-   for (; i < end; i++) {
  //-     m = Math.min(m, x[i]);
  //-   }
  //-   return m;
  //- }
  //-
  // @end
  @Override
  int indexOf(float[] x, int from, int n, float value) {
    int i = from;
    int end = from + n;
    boolean nan = value != value;
    FloatVector sought = FloatVector.broadcast(SPECIES, value);
    for (; i <= end - LANES; i += LANES) {
      FloatVector v = at(x, i);
      VectorMask<Float> found = v.compare(nan ? VectorOperators.NE : VectorOperators.EQ, nan ? v : sought);
      if (found.anyTrue()) {
        break;
      }
    }
    return i - from + FloatScalarReducing.LOOPS.indexOf(x, i, end - i, value);
  }

  @Override
  void addRows(float[] x, int from, int rows, int stride, float[] y, int yo, int n) {
    int whole = n - n % LANES;
    int r = 0;
    for (; r < rows - 7; r += 8) {
      int a = from + r * stride;
      int b = a + 4 * stride;
      for (int i = 0; i < whole; i += LANES) {
        FloatVector v0 = at(x, a + i).add(at(x, a + stride + i));
        FloatVector v1 = at(x, a + 2 * stride + i).add(at(x, a + 3 * stride + i));
        FloatVector v2 = at(x, b + i).add(at(x, b + stride + i));
        FloatVector v3 = at(x, b + 2 * stride + i).add(at(x, b + 3 * stride + i));
        FloatVector v = v0.add(v1).add(v2.add(v3));
        at(y, yo + i).add(v).intoArray(y, yo + i);
      }
    }
    for (; r < rows; r++) {
      int a = from + r * stride;
      for (int i = 0; i < whole; i += LANES) {
        FloatVector v = at(x, a + i);
        at(y, yo + i).add(v).intoArray(y, yo + i);
      }
    }
    FloatScalarReducing.LOOPS.addRows(x, from + whole, rows, stride, y, yo + whole, n - whole);
  }

  @Override
  void addRowDeviations(float[] x, int from, int rows, int stride, float[] means, float[] sums, float[] squares,
      int n) {
    for (int r = 0; r < rows; r += 4) {
      int last = from + Math.min(r + 4, rows) * stride;
      int i = 0;
      for (; i <= n - LANES; i += LANES) {
        FloatVector mean = at(means, i);
        FloatVector s = at(sums, i);
        FloatVector q = at(squares, i);
        for (int a = from + r * stride; a < last; a += stride) {
          FloatVector d = at(x, a + i).sub(mean);
          s = s.add(d);
          q = d.fma(d, q);
        }
        s.intoArray(sums, i);
        q.intoArray(squares, i);
      }
      for (; i < n; i++) {
        for (int a = from + r * stride; a < last; a += stride) {
          float d = x[a + i] - means[i];
          sums[i] += d;
          squares[i] += d * d;
        }
      }
    }
  }

  @Override
  void raise(float[] x, int from, int rows, int stride, float[] y, int yo, int n) {
    int whole = n - n % LANES;
    int r = 0;
    for (; r < rows - 7; r += 8) {
      int a = from + r * stride;
      int b = a + 4 * stride;
      for (int i = 0; i < whole; i += LANES) {
        FloatVector v0 = at(x, a + i).max(at(x, a + stride + i));
        FloatVector v1 = at(x, a + 2 * stride + i).max(at(x, a + 3 * stride + i));
        FloatVector v2 = at(x, b + i).max(at(x, b + stride + i));
        FloatVector v3 = at(x, b + 2 * stride + i).max(at(x, b + 3 * stride + i));
        FloatVector v = v0.max(v1).max(v2.max(v3));
        at(y, yo + i).max(v).intoArray(y, yo + i);
      }
    }
    for (; r < rows; r++) {
      int a = from + r * stride;
      for (int i = 0; i < whole; i += LANES) {
        FloatVector v = at(x, a + i);
        at(y, yo + i).max(v).intoArray(y, yo + i);
      }
    }
    FloatScalarReducing.LOOPS.raise(x, from + whole, rows, stride, y, yo + whole, n - whole);
  }

  @Override
  void lower(float[] x, int from, int rows, int stride, float[] y, int yo, int n) {
    int whole = n - n % LANES;
    int r = 0;
    for (; r < rows - 7; r += 8) {
      int a = from + r * stride;
      int b = a + 4 * stride;
      for (int i = 0; i < whole; i += LANES) {
        FloatVector v0 = at(x, a + i).min(at(x, a + stride + i));
        FloatVector v1 = at(x, a + 2 * stride + i).min(at(x, a + 3 * stride + i));
        FloatVector v2 = at(x, b + i).min(at(x, b + stride + i));
        FloatVector v3 = at(x, b + 2 * stride + i).min(at(x, b + 3 * stride + i));
        FloatVector v = v0.min(v1).min(v2.min(v3));
        at(y, yo + i).min(v).intoArray(y, yo + i);
      }
    }
    for (; r < rows; r++) {
      int a = from + r * stride;
      for (int i = 0; i < whole; i += LANES) {
        FloatVector v = at(x, a + i);
        at(y, yo + i).min(v).intoArray(y, yo + i);
      }
    }
    FloatScalarReducing.LOOPS.lower(x, from + whole, rows, stride, y, yo + whole, n - whole);
  }

  @Override
  void keepGreater(float sign, float[] x, int from, int rows, int stride, float first, float[] best, float[] at,
      int n) {
    int whole = n - n % (2 * LANES);
    for (int i = 0; i < whole; i += 2 * LANES) {
      FloatVector b0 = at(best, i);
      FloatVector b1 = at(best, i + LANES);
      FloatVector p0 = at(at, i);
      FloatVector p1 = at(at, i + LANES);
      for (int r = 0, a = from + i; r < rows; r++, a += stride) {
        FloatVector here = FloatVector.broadcast(SPECIES, first + r);
        FloatVector v0 = at(x, a).mul(sign);
        FloatVector v1 = at(x, a + LANES).mul(sign);
        VectorMask<Float> stay0 = v0.compare(VectorOperators.LE, b0).or(b0.compare(VectorOperators.NE, b0));
        VectorMask<Float> stay1 = v1.compare(VectorOperators.LE, b1).or(b1.compare(VectorOperators.NE, b1));
        b0 = v0.blend(b0, stay0);
        b1 = v1.blend(b1, stay1);
        p0 = here.blend(p0, stay0);
        p1 = here.blend(p1, stay1);
      }
      b0.intoArray(best, i);
      b1.intoArray(best, i + LANES);
      p0.intoArray(at, i);
      p1.intoArray(at, i + LANES);
    }
    FloatScalarReducing.keepGreater(sign, x, from, rows, stride, first, best, at, whole, n);
  }
}
