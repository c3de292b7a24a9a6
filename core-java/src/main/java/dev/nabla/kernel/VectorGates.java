package dev.nabla.kernel;

import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops of activations x·gate(x) and of their gradients over whole vectors of double; the formulas are those of
 * {@link SelfGates}.
 */
final class VectorGates {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private VectorGates() {}

  /** x·sigmoid x. */
  static void silu(double[] x, int xo, double[] y, int yo, int n) {
    double[] gates = new double[n];
    DoubleVectorElementwise.call(Unary.SIGMOID, x, xo, gates, 0, n);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      v.mul(DoubleVector.fromArray(SPECIES, gates, i)).intoArray(y, yo + i);
    }
  }

  /** (g, x) ↦ g(s + x·s(1 - s)) with s = sigmoid x. */
  static void siluGradient(double[] g, int go, double[] x, int xo, double[] out, int oo, int n) {
    double[] slopes = new double[n];
    for (int i = 0; i < n; i += LANES) {
      DoubleVector.fromArray(SPECIES, x, xo + i).abs().neg().intoArray(slopes, i);
    }
    DoubleVectorElementwise.call(Unary.SIGMOID, slopes, 0, slopes, 0, n);
    DoubleVector one = all(1);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector closed = DoubleVector.fromArray(SPECIES, slopes, i);
      DoubleVector open = one.sub(closed);
      DoubleVector gate = open.blend(closed, v.compare(VectorOperators.LT, 0));
      slope(gate, v, closed.mul(open)).intoArray(slopes, i);
    }
    multiply(g, go, slopes, SelfGates::siluSlope, SelfGates.LOW, x, xo, out, oo, n);
  }

  /** gate + x·change, where no change is none even infinitely far out. */
  private static DoubleVector slope(DoubleVector gate, DoubleVector x, DoubleVector change) {
    return x.mul(change).blend(0, change.compare(VectorOperators.EQ, 0)).add(gate);
  }

  /** out = g·slopes, with slopes one by one for an x so low that its gate may be no normal number. */
  private static void multiply(double[] g, int go, double[] slopes, DoubleUnaryOperator slope, double low, double[] x,
      int xo, double[] out, int oo, int n) {
    for (int i = 0; i < n; i++) {
      if (x[xo + i] < low) {
        slopes[i] = slope.applyAsDouble(x[xo + i]);
      }
    }
    for (int i = 0; i < n; i += LANES) {
      DoubleVector y = DoubleVector.fromArray(SPECIES, slopes, i);
      y.mul(DoubleVector.fromArray(SPECIES, g, go + i)).intoArray(out, oo + i);
    }
  }

  /** With q = exp(-|x|) the gate is (1 + 2q)/(1 + 2q + 2q²) above 0, and q(q + 2)/(q(q + 2) + 2) below. */
  static void mish(double[] x, int xo, double[] y, int yo, int n) {
    double[] decays = decays(x, xo, n);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector q = DoubleVector.fromArray(SPECIES, decays, i);
      VectorMask<Double> below = v.compare(VectorOperators.LT, 0);
      DoubleVector open = mishOpen(q, below);
      v.mul(open.div(open.add(mishClosed(q, below)))).intoArray(y, yo + i);
    }
  }

  /** (g, x) ↦ g(gate + x·sigmoid(x)(1 - gate²)). */
  static void mishGradient(double[] g, int go, double[] x, int xo, double[] out, int oo, int n) {
    double[] slopes = decays(x, xo, n);
    DoubleVector one = all(1);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector q = DoubleVector.fromArray(SPECIES, slopes, i);
      VectorMask<Double> below = v.compare(VectorOperators.LT, 0);
      DoubleVector open = mishOpen(q, below);
      DoubleVector closed = mishClosed(q, below);
      DoubleVector gate = open.div(open.add(closed));
      DoubleVector sigmoid = one.blend(q, below).div(q.add(one));
      DoubleVector change = sigmoid.mul(closed.div(open.add(closed))).mul(one.add(gate));
      slope(gate, v, change).intoArray(slopes, i);
    }
    multiply(g, go, slopes, SelfGates::mishSlope, SelfGates.LOW, x, xo, out, oo, n);
  }

  /** The gate's numerator. */
  private static DoubleVector mishOpen(DoubleVector q, VectorMask<Double> below) {
    return q.fma(all(2), all(1)).blend(q.mul(q.add(all(2))), below);
  }

  /** What its denominator is greater by. */
  private static DoubleVector mishClosed(DoubleVector q, VectorMask<Double> below) {
    return q.mul(q).mul(all(2)).blend(all(2), below);
  }

  /** exp(-|x|). */
  private static double[] decays(double[] x, int xo, int n) {
    double[] decays = new double[n];
    for (int i = 0; i < n; i += LANES) {
      DoubleVector.fromArray(SPECIES, x, xo + i).abs().neg().intoArray(decays, i);
    }
    DoubleVectorElementwise.call(Unary.EXP, decays, 0, decays, 0, n);
    return decays;
  }

  /** x·sigmoid z with z = √(8/π)(x + 0.044715x³), whose rounding errors are carried along. */
  static void geluTanh(double[] x, int xo, double[] y, int yo, int n) {
    double[] gates = new double[n];
    steep(x, xo, gates, n);
    DoubleVectorElementwise.call(Unary.SIGMOID, gates, 0, gates, 0, n);
    double[] rests = steepRests(x, xo, n);
    DoubleVector one = all(1);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector s = DoubleVector.fromArray(SPECIES, gates, i);
      DoubleVector correction = DoubleVector.fromArray(SPECIES, rests, i).mul(one.sub(s)).add(one);
      DoubleVector.fromArray(SPECIES, x, xo + i).mul(s).mul(correction).intoArray(y, yo + i);
    }
  }

  private static void steep(double[] x, int xo, double[] z, int n) {
    DoubleVector cubic = all(SelfGates.CUBIC), steepness = all(SelfGates.STEEPNESS), one = all(1);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      v.mul(steepness).mul(v.mul(v).mul(cubic).add(one)).intoArray(z, i);
    }
  }

  /** The rounding errors of z. */
  private static double[] steepRests(double[] x, int xo, int n) {
    double[] rests = new double[n];
    DoubleVector cubic = all(SelfGates.CUBIC), steepness = all(SelfGates.STEEPNESS), one = all(1);
    DoubleVector steepnessRest = all(SelfGates.STEEPNESS_REST);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector square = v.mul(v);
      DoubleVector growth = square.mul(cubic);
      DoubleVector factor = growth.add(one);
      DoubleVector growthRest = square.fma(cubic, growth.neg()).add(v.fma(v, square.neg()).mul(cubic));
      DoubleVector part = factor.sub(one);
      DoubleVector factorRest = growth.sub(part).add(one.sub(factor.sub(part))).add(growthRest);
      DoubleVector steep = v.mul(steepness);
      DoubleVector steepRest = v.fma(steepness, steep.neg()).add(v.mul(steepnessRest));
      DoubleVector product = steep.fma(factor, steep.mul(factor).neg());
      product.add(steepRest.mul(factor)).add(steep.mul(factorRest)).intoArray(rests, i);
    }
    return rests;
  }

  /** (g, x) ↦ g(s + x·s(1 - s)·z′) with s = sigmoid z. */
  static void geluTanhGradient(double[] g, int go, double[] x, int xo, double[] out, int oo, int n) {
    double[] slopes = new double[n];
    steep(x, xo, slopes, n);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector.fromArray(SPECIES, slopes, i).abs().neg().intoArray(slopes, i);
    }
    DoubleVectorElementwise.call(Unary.SIGMOID, slopes, 0, slopes, 0, n);
    double[] rests = steepRests(x, xo, n);
    DoubleVector cubic = all(3 * SelfGates.CUBIC), steepness = all(SelfGates.STEEPNESS), one = all(1);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      VectorMask<Double> below = v.compare(VectorOperators.LT, 0);
      DoubleVector rest = DoubleVector.fromArray(SPECIES, rests, i);
      DoubleVector closed = DoubleVector.fromArray(SPECIES, slopes, i);
      closed = closed.add(closed.mul(one.sub(closed)).mul(rest.neg().blend(rest, below)));
      closed = closed.blend(0, v.compare(VectorOperators.GT, -SelfGates.LOW_BELL));
      DoubleVector rise = v.mul(v).mul(cubic).add(one).mul(steepness).mul(v);
      slope(one.sub(closed).blend(closed, below), rise, closed.mul(one.sub(closed))).intoArray(slopes, i);
    }
    multiply(g, go, slopes, SelfGates::geluTanhSlope, SelfGates.LOW_BELL, x, xo, out, oo, n);
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }
}
