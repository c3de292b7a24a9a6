package dev.nabla.kernel;

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

  /** (g, x) ↦ g·s(1 + x(1 - s)) with s = sigmoid x. */
  static void siluGradient(double[] g, int go, double[] x, int xo, double[] out, int oo, int n) {
    double[] rests = new double[n];
    for (int i = 0; i < n; i += LANES) {
      DoubleVector.fromArray(SPECIES, x, xo + i).abs().neg().intoArray(rests, i);
    }
    DoubleVectorElementwise.call(Unary.SIGMOID, rests, 0, rests, 0, n);
    DoubleVector one = all(1);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector t = DoubleVector.fromArray(SPECIES, rests, i);
      DoubleVector s = one.sub(t).blend(t, v.compare(VectorOperators.LT, 0));
      slope(s, v, t.mul(one.sub(t))).mul(DoubleVector.fromArray(SPECIES, g, go + i)).intoArray(out, oo + i);
    }
  }

  /** gate + x·change, where no change is none even infinitely far out. */
  private static DoubleVector slope(DoubleVector gate, DoubleVector x, DoubleVector change) {
    return x.mul(change).blend(0, change.compare(VectorOperators.EQ, 0)).add(gate);
  }

  /** With q = exp(-|x|) the gate is (1 + 2q)/(1 + 2q + 2q²) above 0, and q(q + 2)/(q(q + 2) + 2) below. */
  static void mish(double[] x, int xo, double[] y, int yo, int n) {
    double[] decays = decays(x, xo, n);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector q = DoubleVector.fromArray(SPECIES, decays, i);
      v.mul(mishGate(q, v.compare(VectorOperators.LT, 0))).intoArray(y, yo + i);
    }
  }

  /** (g, x) ↦ g(gate + x·sigmoid(x)(1 - gate²)). */
  static void mishGradient(double[] g, int go, double[] x, int xo, double[] out, int oo, int n) {
    double[] decays = decays(x, xo, n);
    DoubleVector one = all(1);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector q = DoubleVector.fromArray(SPECIES, decays, i);
      VectorMask<Double> below = v.compare(VectorOperators.LT, 0);
      DoubleVector gate = mishGate(q, below);
      DoubleVector sigmoid = one.blend(q, below).div(q.add(one));
      DoubleVector change = sigmoid.mul(one.sub(gate)).mul(one.add(gate));
      slope(gate, v, change).mul(DoubleVector.fromArray(SPECIES, g, go + i)).intoArray(out, oo + i);
    }
  }

  private static DoubleVector mishGate(DoubleVector q, VectorMask<Double> below) {
    DoubleVector one = all(1), two = all(2);
    DoubleVector n = q.fma(two, one).blend(q.mul(q.add(two)), below);
    return n.div(n.add(q.mul(q).mul(two).blend(two, below)));
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
    double[] rests = new double[n];
    steep(x, xo, rests, n);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector.fromArray(SPECIES, rests, i).abs().neg().intoArray(rests, i);
    }
    DoubleVectorElementwise.call(Unary.SIGMOID, rests, 0, rests, 0, n);
    DoubleVector cubic = all(3 * SelfGates.CUBIC), steepness = all(SelfGates.STEEPNESS), one = all(1);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector t = DoubleVector.fromArray(SPECIES, rests, i);
      DoubleVector s = one.sub(t).blend(t, v.compare(VectorOperators.LT, 0));
      DoubleVector rise = v.mul(v).mul(cubic).add(one).mul(steepness).mul(v);
      slope(s, rise, t.mul(one.sub(t))).mul(DoubleVector.fromArray(SPECIES, g, go + i)).intoArray(out, oo + i);
    }
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }
}
