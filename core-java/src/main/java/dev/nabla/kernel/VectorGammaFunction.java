package dev.nabla.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops of ln Γ(x) and its derivative for x &gt; 0 over whole vectors of double. Numbers go up or down by whole steps to an
 * interval that a polynomial knows, or have Stirling's series; all elements go through both ways.
 *
 * <p>The polynomials interpolate values of 60 digits at Chebyshev nodes.
 */
final class VectorGammaFunction {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** ln Γ(x) / ((x - 1)(x - 2)) for 1 ≤ x ≤ 3 in powers of x - 2, with an error of 6e-18. */
  private static final double[] LOG_GAMMA = {
    0.42278433509846713, -0.10031730167435392, 0.03296500062115691, -0.012384192193371805, 0.004998641164627129,
    -0.0021081308339216706, 0.0009153769240386907, -0.0004057073983775151, 0.0001825526153982638,
    -8.309511477709561e-05, 3.816907658276081e-05, -1.7661767658452517e-05, 8.221234475942905e-06,
    -3.846858091533014e-06, 1.8113906873056685e-06, -8.54560908975883e-07, 3.958940459367468e-07,
    -1.878442644643758e-07, 1.042041826608264e-07, -4.9827532071170234e-08, 5.910565853507869e-09,
    -2.7296358592514825e-09, 1.6194359237484174e-08, -7.842557720538356e-09, -4.312495770350818e-09,
    2.0986002157033107e-09, 1.5746606982777302e-09, -7.639292345836201e-10
  };

  /** B₂ₖ/2k for k = 1, 2, …, with Bernoulli's numbers: Stirling's series for the derivative. */
  private static final double[] STIRLING_DERIVATIVE = {
    1 / 12.0, -1 / 120.0, 1 / 252.0, -1 / 240.0, 1 / 132.0, -691 / 32760.0, 1 / 12.0, -3617 / 8160.0, 43867 / 14364.0,
    -174611 / 6600.0, 854513 / 3036.0
  };

  /** From here on Stirling's series is exact for ln Γ, and for its derivative. */
  private static final double LARGE = 8;

  private static final double LARGE_FOR_DERIVATIVE = 7;

  /** Blocks of this thread, after those of {@link VectorErrorFunction}, whose polynomials these loops use. */
  private static final int ARGUMENTS = 6;
  private static final int FACTORS = 7;
  private static final int PRODUCTS = 8;
  private static final int SUMS = 9;

  private VectorGammaFunction() {}

  /** ln Γ(x) = (x - 1/2)(ln x - 1) + Stirling's rest; near 1 and 2 the polynomial keeps its zeros. */
  static void logGamma(double[] x, int xo, double[] y, int yo, int n) {
    double[] arguments = WideBlocks.own(ARGUMENTS);
    double[] factors = WideBlocks.own(FACTORS);
    double[] logarithms = WideBlocks.own(PRODUCTS);
    lower(x, xo, n);
    place(x, xo, arguments, factors, logarithms, n);
    double[] sums = VectorErrorFunction.polynomial(LOG_GAMMA, arguments, n);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector sum = DoubleVector.fromArray(SPECIES, sums, i).mul(DoubleVector.fromArray(SPECIES, factors, i));
      sum.intoArray(factors, i);
    }
    DoubleVectorElementwise.call(Unary.LOG, logarithms, 0, logarithms, 0, n);
    finish(x, xo, factors, logarithms, y, yo, n);
  }

  /** Γ(x) = (x-1)(x-2)…f Γ(f) with f less than 3, for x less than 8: five steps at most. */
  private static void lower(double[] x, int xo, int n) {
    double[] arguments = WideBlocks.own(ARGUMENTS);
    double[] products = WideBlocks.own(PRODUCTS);
    System.arraycopy(x, xo, arguments, 0, n);
    Arrays.fill(products, 0, n, 1);
    for (int step = 3; step < LARGE; step++) {
      DoubleVector one = all(1), three = all(3);
      for (int i = 0; i < n; i += LANES) {
        DoubleVector f = DoubleVector.fromArray(SPECIES, arguments, i);
        DoubleVector product = DoubleVector.fromArray(SPECIES, products, i);
        VectorMask<Double> above = f.compare(VectorOperators.GE, three);
        DoubleVector less = f.sub(one);
        f.blend(less, above).intoArray(arguments, i);
        product.blend(product.mul(less), above).intoArray(products, i);
      }
    }
  }

  /**
   * The polynomial's argument f - 2 and factor (f - 1)(f - 2), and what the logarithm is to be taken of. For x &lt; 1, where
   * Γ(x) = Γ(1 + x)/x, 1 + x would lose x: there the factor is x(x - 1).
   */
  private static void place(double[] x, int xo, double[] arguments, double[] factors, double[] products, int n) {
    DoubleVector one = all(1), large = all(LARGE);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector f = DoubleVector.fromArray(SPECIES, arguments, i);
      DoubleVector product = DoubleVector.fromArray(SPECIES, products, i);
      VectorMask<Double> low = v.compare(VectorOperators.LT, one);
      DoubleVector g = f.sub(one).blend(v, low);
      DoubleVector t = g.sub(one);
      t.intoArray(arguments, i);
      g.mul(t).intoArray(factors, i);
      product.blend(v, low.or(v.compare(VectorOperators.GE, large))).intoArray(products, i);
    }
  }

  private static void finish(double[] x, int xo, double[] near, double[] logarithms, double[] y, int yo, int n) {
    double[] c = GammaFunction.STIRLING;
    DoubleVector one = all(1), half = all(0.5), large = all(LARGE), constant = all(GammaFunction.STIRLING_CONSTANT);
    DoubleVector c0 = all(c[0]), c1 = all(c[1]), c2 = all(c[2]), c3 = all(c[3]), c4 = all(c[4]), c5 = all(c[5]);
    DoubleVector c6 = all(c[6]), c7 = all(c[7]);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector log = DoubleVector.fromArray(SPECIES, logarithms, i);
      DoubleVector sum = DoubleVector.fromArray(SPECIES, near, i);
      DoubleVector z = one.div(v);
      DoubleVector s = z.mul(z);
      DoubleVector p = s.fma(c7, c6).fma(s, c5).fma(s, c4).fma(s, c3).fma(s, c2).fma(s, c1).fma(s, c0);
      DoubleVector far = v.sub(half).mul(log.sub(one)).add(p.fma(z, constant));
      DoubleVector small = sum.add(log).blend(sum.sub(log), v.compare(VectorOperators.LT, one));
      small.blend(far, v.compare(VectorOperators.GE, large)).intoArray(y, yo + i);
    }
  }

  /** ψ(x): that of a number between 1 and 3, by way of its zero, and the quotient that is the sum of 1/f for all steps. */
  static void digamma(double[] x, int xo, double[] y, int yo, int n) {
    double[] arguments = WideBlocks.own(ARGUMENTS);
    double[] numerators = WideBlocks.own(FACTORS);
    double[] denominators = WideBlocks.own(PRODUCTS);
    raise(x, xo, arguments, numerators, denominators, n);
    lower(arguments, numerators, denominators, n);
    double[] logarithms = WideBlocks.own(SUMS);
    DoubleVectorElementwise.call(Unary.LOG, x, xo, logarithms, 0, n);
    double[] sums = VectorErrorFunction.polynomial(GammaFunction.DIGAMMA, arguments, n);
    DoubleVector zero = all(2 - GammaFunction.ZERO), rest = all(GammaFunction.ZERO_REST);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector distance = DoubleVector.fromArray(SPECIES, arguments, i).add(zero).sub(rest);
      DoubleVector.fromArray(SPECIES, sums, i).mul(distance).intoArray(sums, i);
    }
    finish(x, xo, sums, numerators, denominators, logarithms, y, yo, n);
  }

  /** f - 2 with f = x, or for x &lt; 1 ψ(x) = ψ(x + 1) - 1/x. */
  private static void raise(double[] x, int xo, double[] t, double[] numerators, double[] denominators, int n) {
    DoubleVector one = all(1), two = all(2), zero = all(0), minus = all(-1);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      VectorMask<Double> low = v.compare(VectorOperators.LT, one);
      v.sub(two.blend(one, low)).intoArray(t, i);
      zero.blend(minus, low).intoArray(numerators, i);
      one.blend(v, low).intoArray(denominators, i);
    }
  }

  /** ψ(x) = ψ(f) + 1/f + … + 1/(x-1) with f less than 3, for x less than 7: four steps at most. */
  private static void lower(double[] t, double[] numerators, double[] denominators, int n) {
    for (int step = 3; step < LARGE_FOR_DERIVATIVE; step++) {
      DoubleVector one = all(1);
      for (int i = 0; i < n; i += LANES) {
        DoubleVector v = DoubleVector.fromArray(SPECIES, t, i);
        DoubleVector numerator = DoubleVector.fromArray(SPECIES, numerators, i);
        DoubleVector denominator = DoubleVector.fromArray(SPECIES, denominators, i);
        VectorMask<Double> above = v.compare(VectorOperators.GE, one);
        DoubleVector f = v.add(one);
        v.blend(v.sub(one), above).intoArray(t, i);
        numerator.blend(numerator.fma(f, denominator), above).intoArray(numerators, i);
        denominator.blend(denominator.mul(f), above).intoArray(denominators, i);
      }
    }
  }

  private static void finish(double[] x, int xo, double[] sums, double[] numerators, double[] denominators,
      double[] logarithms, double[] y, int yo, int n) {
    double[] c = STIRLING_DERIVATIVE;
    DoubleVector one = all(1), half = all(0.5), large = all(LARGE_FOR_DERIVATIVE);
    DoubleVector c0 = all(c[0]), c1 = all(c[1]), c2 = all(c[2]), c3 = all(c[3]), c4 = all(c[4]), c5 = all(c[5]);
    DoubleVector c6 = all(c[6]), c7 = all(c[7]), c8 = all(c[8]), c9 = all(c[9]), c10 = all(c[10]);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      VectorMask<Double> far = v.compare(VectorOperators.GE, large);
      DoubleVector numerator = DoubleVector.fromArray(SPECIES, numerators, i).blend(one, far);
      DoubleVector q = numerator.div(DoubleVector.fromArray(SPECIES, denominators, i).blend(v, far));
      DoubleVector s = q.mul(q);
      DoubleVector p = s.fma(c10, c9).fma(s, c8).fma(s, c7).fma(s, c6).fma(s, c5).fma(s, c4).fma(s, c3).fma(s, c2);
      p = p.fma(s, c1).fma(s, c0).fma(q, half).mul(q);
      DoubleVector near = DoubleVector.fromArray(SPECIES, sums, i).add(q);
      near.blend(DoubleVector.fromArray(SPECIES, logarithms, i).sub(p), far).intoArray(y, yo + i);
    }
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }
}
