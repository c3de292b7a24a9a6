package dev.nabla.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Eliminations in vectors: a row is read and written once however many rows are subtracted from it, which the compiler
 * does not do by itself, for it cannot know that they do not overlap.
 */
final class FloatVectorElimination extends FloatElimination {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** 0, 1, 2, … of the columns of a panel. */
  private static final float[] NUMBERS = new float[PANEL];

  static {
    for (int i = 0; i < PANEL; i++) {
      NUMBERS[i] = i;
    }
  }

  @Override
  void subtractRow(int n, int k, float[] a, int ao, int acs, float[] b, int bo, int brs, float[] c, int co) {
    int j = 0;
    for (; j <= n - 4 * LANES; j += 4 * LANES) {
      FloatVector c0 = FloatVector.fromArray(SPECIES, c, co + j);
      FloatVector c1 = FloatVector.fromArray(SPECIES, c, co + j + LANES);
      FloatVector c2 = FloatVector.fromArray(SPECIES, c, co + j + 2 * LANES);
      FloatVector c3 = FloatVector.fromArray(SPECIES, c, co + j + 3 * LANES);
      for (int p = 0, at = bo + j; p < k; p++, at += brs) {
        FloatVector factor = FloatVector.broadcast(SPECIES, -a[ao + p * acs]);
        c0 = factor.fma(FloatVector.fromArray(SPECIES, b, at), c0);
        c1 = factor.fma(FloatVector.fromArray(SPECIES, b, at + LANES), c1);
        c2 = factor.fma(FloatVector.fromArray(SPECIES, b, at + 2 * LANES), c2);
        c3 = factor.fma(FloatVector.fromArray(SPECIES, b, at + 3 * LANES), c3);
      }
      c0.intoArray(c, co + j);
      c1.intoArray(c, co + j + LANES);
      c2.intoArray(c, co + j + 2 * LANES);
      c3.intoArray(c, co + j + 3 * LANES);
    }
    for (; j <= n - LANES; j += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, c, co + j);
      for (int p = 0, at = bo + j; p < k; p++, at += brs) {
        sum = FloatVector.broadcast(SPECIES, -a[ao + p * acs]).fma(FloatVector.fromArray(SPECIES, b, at), sum);
      }
      sum.intoArray(c, co + j);
    }
    for (; j < n; j++) {
      float sum = c[co + j];
      for (int p = 0, at = bo + j; p < k; p++, at += brs) {
        sum = Math.fma(-a[ao + p * acs], b[at], sum);
      }
      c[co + j] = sum;
    }
  }

  @Override
  void eliminate(float[] panel, int from, int to, int column, float divisor, float[] pivot) {
    for (int row = from * PANEL; row < to * PANEL; row += PANEL) {
      float factor = panel[row + column] / divisor;
      for (int j = 0; j < PANEL; j += LANES) {
        FloatVector.broadcast(SPECIES, -factor).fma(FloatVector.fromArray(SPECIES, pivot, j),
            FloatVector.fromArray(SPECIES, panel, row + j)).intoArray(panel, row + j);
      }
      panel[row + column] = factor;
    }
  }

  @Override
  void reflect(float[] panel, int from, int to, int column, float tau, float[] v) {
    for (int j = (column + 1) / LANES * LANES; j < PANEL; j += LANES) {
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      int row = from;
      for (int at = from * PANEL + j; row <= to - 4; row += 4, at += 4 * PANEL) {
        int i = row - from;
        s0 = FloatVector.broadcast(SPECIES, v[i]).fma(FloatVector.fromArray(SPECIES, panel, at), s0);
        s1 = FloatVector.broadcast(SPECIES, v[i + 1]).fma(FloatVector.fromArray(SPECIES, panel, at + PANEL), s1);
        s2 = FloatVector.broadcast(SPECIES, v[i + 2]).fma(FloatVector.fromArray(SPECIES, panel, at + 2 * PANEL), s2);
        s3 = FloatVector.broadcast(SPECIES, v[i + 3]).fma(FloatVector.fromArray(SPECIES, panel, at + 3 * PANEL), s3);
      }
      for (; row < to; row++) {
        s0 = FloatVector.broadcast(SPECIES, v[row - from]).fma(
            FloatVector.fromArray(SPECIES, panel, row * PANEL + j), s0);
      }
      FloatVector product = s0.add(s1).add(s2.add(s3)).mul(-tau);
      product = FloatVector.zero(SPECIES)
          .blend(product, FloatVector.fromArray(SPECIES, NUMBERS, j).compare(VectorOperators.GT, column));
      for (row = from; row < to; row++) {
        int at = row * PANEL + j;
        FloatVector.broadcast(SPECIES, v[row - from]).fma(product, FloatVector.fromArray(SPECIES, panel, at))
            .intoArray(panel, at);
      }
    }
  }

  @Override
  float dot(int n, float[] x, int xo, float[] y, int yo) {
    return FloatVectorDot.dot(x, xo, y, yo, n);
  }

  @Override
  void rotate(int n, float[] x, int xo, float[] y, int yo, float cosine, float sine) {
    FloatVector c = FloatVector.broadcast(SPECIES, cosine);
    FloatVector s = FloatVector.broadcast(SPECIES, sine);
    int j = 0;
    for (; j <= n - LANES; j += LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, xo + j);
      FloatVector b = FloatVector.fromArray(SPECIES, y, yo + j);
      a.mul(c).sub(b.mul(s)).intoArray(x, xo + j);
      a.mul(s).add(b.mul(c)).intoArray(y, yo + j);
    }
    for (; j < n; j++) {
      float a = x[xo + j];
      float b = y[yo + j];
      x[xo + j] = cosine * a - sine * b;
      y[yo + j] = sine * a + cosine * b;
    }
  }
}
