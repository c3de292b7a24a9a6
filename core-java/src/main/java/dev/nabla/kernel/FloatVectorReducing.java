package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link FloatReducing} with the Vector API: C2 leaves sums, maxima and searches of floating numbers as they
 * are, because it may not change their order, and they wait for themselves. Here four vectors do not wait for each other.
 */
final class FloatVectorReducing extends FloatReducing {
  static final FloatReducing LOOPS = new FloatVectorReducing();

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private FloatVectorReducing() {}

  @Override
  double blockSum(float[] x, int from, int n) {
    FloatVector s0 = FloatVector.zero(SPECIES), s1 = s0, s2 = s0, s3 = s0;
    int i = from;
    int end = from + n;
    for (; i <= end - 4 * LANES; i += 4 * LANES) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, i));
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, i + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, x, i + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, x, i + 3 * LANES));
    }
    for (; i <= end - LANES; i += LANES) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, i));
    }
    double rest = 0;
    for (; i < end; i++) {
      rest += x[i];
    }
    return s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD) + rest;
  }

  @Override
  float max(float[] x, int from, int n) {
    FloatVector m0 = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY), m1 = m0, m2 = m0, m3 = m0;
    int i = from;
    int end = from + n;
    for (; i <= end - 4 * LANES; i += 4 * LANES) {
      m0 = m0.max(FloatVector.fromArray(SPECIES, x, i));
      m1 = m1.max(FloatVector.fromArray(SPECIES, x, i + LANES));
      m2 = m2.max(FloatVector.fromArray(SPECIES, x, i + 2 * LANES));
      m3 = m3.max(FloatVector.fromArray(SPECIES, x, i + 3 * LANES));
    }
    for (; i <= end - LANES; i += LANES) {
      m0 = m0.max(FloatVector.fromArray(SPECIES, x, i));
    }
    float m = m0.max(m1).max(m2.max(m3)).reduceLanes(VectorOperators.MAX);
    for (; i < end; i++) {
      m = Math.max(m, x[i]);
    }
    return m;
  }

  @Override
  float min(float[] x, int from, int n) {
    FloatVector m0 = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY), m1 = m0, m2 = m0, m3 = m0;
    int i = from;
    int end = from + n;
    for (; i <= end - 4 * LANES; i += 4 * LANES) {
      m0 = m0.min(FloatVector.fromArray(SPECIES, x, i));
      m1 = m1.min(FloatVector.fromArray(SPECIES, x, i + LANES));
      m2 = m2.min(FloatVector.fromArray(SPECIES, x, i + 2 * LANES));
      m3 = m3.min(FloatVector.fromArray(SPECIES, x, i + 3 * LANES));
    }
    for (; i <= end - LANES; i += LANES) {
      m0 = m0.min(FloatVector.fromArray(SPECIES, x, i));
    }
    float m = m0.min(m1).min(m2.min(m3)).reduceLanes(VectorOperators.MIN);
    for (; i < end; i++) {
      m = Math.min(m, x[i]);
    }
    return m;
  }

  @Override
  int indexOf(float[] x, int from, int n, float value) {
    int i = from;
    int end = from + n;
    boolean nan = value != value;
    FloatVector sought = FloatVector.broadcast(SPECIES, value);
    for (; i <= end - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      VectorMask<Float> found = v.compare(nan ? VectorOperators.NE : VectorOperators.EQ, nan ? v : sought);
      if (found.anyTrue()) {
        break;
      }
    }
    return i - from + FloatScalarReducing.LOOPS.indexOf(x, i, end - i, value);
  }

  @Override
  void keepGreater(float[] x, int from, float row, float[] best, float[] at, int n) {
    FloatVector here = FloatVector.broadcast(SPECIES, row);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, from + i);
      FloatVector b = FloatVector.fromArray(SPECIES, best, i);
      VectorMask<Float> better = v.compare(VectorOperators.LE, b).not().and(b.compare(VectorOperators.EQ, b));
      b.blend(v, better).intoArray(best, i);
      FloatVector.fromArray(SPECIES, at, i).blend(here, better).intoArray(at, i);
    }
    for (; i < n; i++) {
      float v = x[from + i];
      if (!(v <= best[i]) && best[i] == best[i]) {
        best[i] = v;
        at[i] = row;
      }
    }
  }

  @Override
  void keepLess(float[] x, int from, float row, float[] best, float[] at, int n) {
    FloatVector here = FloatVector.broadcast(SPECIES, row);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, from + i);
      FloatVector b = FloatVector.fromArray(SPECIES, best, i);
      VectorMask<Float> better = v.compare(VectorOperators.GE, b).not().and(b.compare(VectorOperators.EQ, b));
      b.blend(v, better).intoArray(best, i);
      FloatVector.fromArray(SPECIES, at, i).blend(here, better).intoArray(at, i);
    }
    for (; i < n; i++) {
      float v = x[from + i];
      if (!(v >= best[i]) && best[i] == best[i]) {
        best[i] = v;
        at[i] = row;
      }
    }
  }
}
