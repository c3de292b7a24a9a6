package dev.nabla.kernel;

/**
 * ln|Γ(x)| and its derivative, within 4 ulp; near zeros, of which each has infinitely many, with an absolute error below
 * 1e-15.
 *
 * <p>The polynomials interpolate values of 60 digits at Chebyshev nodes.
 */
final class GammaFunction {
  /** ln Γ(x) / ((x - 1)(x - 2)) for 1 ≤ x ≤ 2 in powers of 2x - 3. */
  private static final double[] FROM_ONE = {
    0.4831289505409809, -0.07297994795715304, 0.015727850268641236, -0.003913560937626187, 0.0010498186644491197,
    -0.00029455070151955954, 8.510090382266539e-05, -2.5094328669818345e-05, 7.5113911543279285e-06,
    -2.2742474054826674e-06, 6.948460789947273e-07, -2.138632494418463e-07, 6.622926112005164e-08,
    -2.0620995364628568e-08, 6.448043752521901e-09, -2.016989565826891e-09, 6.353017600845751e-10,
    -2.0871311005452823e-10, 6.615691316451458e-11, -1.5410479069560222e-11, 4.892185826125285e-12,
    -3.8008085820640625e-12, 1.2170358219385592e-12
  };

  /** The same for 2 ≤ x ≤ 3 in powers of 2x - 5. */
  private static final double[] FROM_TWO = {
    0.37957716063055885, -0.03733178707724971, 0.004976288576185795, -0.0007523460658791485,
    0.00012181609305929386, -2.058249083668686e-05, 3.578963084363704e-06, -6.35174131405509e-07,
    1.1445032934550622e-07, -2.0863924477775862e-08, 3.83845303354072e-09, -7.114368624462294e-10,
    1.3272862999058727e-10, -2.4877942772428432e-11, 4.622696942797641e-12, -8.733565564819325e-13,
    1.9785905577046376e-13, -3.764739622525618e-14
  };

  /** B₂ₖ/(2k(2k-1)) for k = 1, 2, …, of Stirling's series with Bernoulli's numbers. */
  static final double[] STIRLING = {
    1 / 12.0, -1 / 360.0, 1 / 1260.0, -1 / 1680.0, 1 / 1188.0, -691 / 360360.0, 1 / 156.0, -3617 / 122400.0
  };

  /** B₂ₖ/2k for k = 1, 2, …: the same series for the derivative. */
  private static final double[] STIRLING_DERIVATIVE = {
    1 / 12.0, -1 / 120.0, 1 / 252.0, -1 / 240.0, 1 / 132.0, -691 / 32760.0, 1 / 12.0, -3617 / 8160.0
  };

  /** (ln 2π - 1)/2. */
  static final double STIRLING_CONSTANT = 0.4189385332046727;

  /** From here on Stirling's series is exact for ln Γ, and for its derivative. */
  private static final int LARGE = 8;

  private static final int LARGE_FOR_DERIVATIVE = 10;

  /** Between here and 0 products reach what reflection would lose: the zeros lie as near to the poles as numbers do. */
  private static final int PRODUCTS = -40;

  /** Where ψ is 0, in two parts. */
  static final double ZERO = 1.4616321449683622;

  static final double ZERO_REST = 9.549995429965697e-17;

  /** ψ(x)/(x - ZERO) for 1 ≤ x ≤ 3 in powers of x - 2, with an error of 5e-17. */
  static final double[] DIGAMMA = {
    0.7853075386041053, -0.2607389546830014, 0.10899991701762841, -0.04955103291766767, 0.023447309597562315,
    -0.011338432553553088, 0.005552254176163854, -0.002739572878878444, 0.001358142115660262,
    -0.0006753134172771423, 0.00033643307392409804, -0.00016781485745549608, 8.377541533754836e-05,
    -4.1847758637407615e-05, 2.090944279433702e-05, -1.043615113408139e-05, 5.216485445131201e-06,
    -2.6450069563210817e-06, 1.322327646207658e-06, -5.878282013270488e-07, 2.938946209899294e-07,
    -2.5162239592946485e-07, 1.258090299216334e-07, 4.46741085718643e-08, -2.2337287908168016e-08,
    -6.628736705562654e-08, 3.314365249205256e-08, 2.0501183895194647e-08, -1.0250592958849892e-08,
    -5.4669888399440215e-09, 2.7334936115473567e-09
  };

  /** 2(ζ(2k) - 1) for k = 1, 2, …; see {@link #reflectedDigamma}. */
  private static final double[] COTANGENT = {
    1.2898681336964528, 0.16464646742227637, 0.03468612396889828, 0.00815471239588868, 0.0019891502556361705,
    0.0004921731066160966, 0.00012249627011740966, 3.056451881730374e-05, 7.63458652999968e-06, 1.9079240677455924e-06,
    4.76901005455466e-07, 1.1921637810251896e-07, 2.9803109656730085e-08, 7.450668049576915e-09
  };

  /** ln 2 in two parts; the first has few bits, so that times an exponent it is exact. */
  private static final double LN2_HIGH = 0.6931471804855391;

  private static final double LN2_LOW = 7.440617110012397e-11;

  private GammaFunction() {}

  /** ln|Γ(x)|: +∞ at 0, at the negative integers and at both infinities. */
  static double logGamma(double x) {
    if (x >= LARGE) {
      return stirling(x);
    }
    if (x >= 3) {
      return risen(x);
    }
    if (x >= 1) {
      return between(x);
    }
    if (x > 0) {
      return logGammaOnePlus(x) - Math.log(x);
    }
    if (Double.isNaN(x)) {
      return x;
    }
    if (x == Math.rint(x)) {
      return Double.POSITIVE_INFINITY;
    }
    return x > PRODUCTS ? fallen(x) : reflected(x);
  }

  /** ln Γ(1 + x) for 0 ≤ x ≤ 1: x + 1 would lose x, and the factors of ln Γ(1 + x) are x and x - 1. */
  static double logGammaOnePlus(double x) {
    return x * (x - 1) * Polynomial.at(2 * x - 1, FROM_ONE);
  }

  /** ln Γ(x) - (x - 1/2) ln x + x - ln √2π for x ≥ 8: what Stirling's formula lacks. */
  static double stirlingRest(double x) {
    return Polynomial.at(1 / (x * x), STIRLING) / x;
  }

  /** stirlingRest(x + y) - stirlingRest(x) for 0 ≤ y &lt; 1, with a small relative error, by the same for powers of 1/x. */
  static double stirlingRestDifference(double x, double y) {
    double p = 1 / x;
    double q = 1 / (x + y);
    double less = y * p * q; // p - q
    double difference = less;
    double power = q;
    double sum = 0;
    for (double coefficient : STIRLING) {
      sum -= coefficient * difference;
      difference = p * p * difference + power * (less * (p + q));
      power *= q * q;
    }
    return sum;
  }

  /** ln x - ψ(x) for x ≥ 10. */
  static double logLessDigamma(double x) {
    double z = 1 / x;
    return z * (0.5 + z * Polynomial.at(z * z, STIRLING_DERIVATIVE));
  }

  private static double stirling(double x) {
    if (x > 0x1p60) {
      return x * (Math.log(x) - 1); // the rest is below rounding, and ∞ - ∞ must not arise
    }
    double z = 1 / x;
    return (x - 0.5) * (Math.log(x) - 1) + (STIRLING_CONSTANT + z * Polynomial.at(z * z, STIRLING));
  }

  private static double between(double x) {
    double quotient = x < 2 ? Polynomial.at(2 * x - 3, FROM_ONE) : Polynomial.at(2 * x - 5, FROM_TWO);
    return (x - 1) * (x - 2) * quotient + 0.0; // no -0
  }

  /** Γ(x) = (x-1)(x-2)…f Γ(f) with f in [2, 3). */
  private static double risen(double x) {
    double product = 1;
    double f = x;
    while (f >= 3) {
      f -= 1;
      product *= f;
    }
    return Math.log(product) + between(f);
  }

  /** Γ(x) = Γ(f) / (x(x+1)…(f-1)) with f in [1, 2); the product with its rounding errors, for near its zeros ln is steep. */
  private static double fallen(double x) {
    double product = Math.abs(x);
    double rest = 0;
    double f = x + 1;
    while (f < 1) {
      double factor = Math.abs(f);
      double next = product * factor;
      rest = Math.fma(product, factor, -next) + rest * factor;
      product = next;
      f += 1;
    }
    return between(f) - (Math.log(product) + rest / product);
  }

  /** Γ(x)·Γ(-x) = -π / (x sin πx). */
  private static double reflected(double x) {
    double r = x - Math.rint(x);
    return Math.log(Math.PI / Math.abs(x * Math.sin(Math.PI * r))) - logGamma(-x);
  }

  /** ψ(x) = Γ'(x)/Γ(x): ∓∞ at ±0, NaN at the negative integers and -∞. */
  static double digamma(double x) {
    if (x == 0) {
      return Math.copySign(Double.POSITIVE_INFINITY, -x);
    }
    if (x >= 1 && x <= 3) {
      return (x - ZERO - ZERO_REST) * Polynomial.at(x - 2, DIGAMMA);
    }
    if (x > -LARGE_FOR_DERIVATIVE) {
      return x == Math.rint(x) && x < 0 ? Double.NaN : stepped(x);
    }
    return x == Math.rint(x) || Double.isNaN(x) ? Double.NaN : reflectedDigamma(x);
  }

  /** ψ(x) = ψ(x + n) - 1/x - 1/(x+1) - … - 1/(x+n-1); the sum with its rounding errors. */
  private static double stepped(double x) {
    double sum = 0;
    double rest = 0;
    double z = x;
    if (Math.abs(x) < 0x1p-60) {
      return -1 / x; // the rest is below rounding, and what 1/x overflows to has no rounding error
    }
    while (z < LARGE_FOR_DERIVATIVE) {
      double term = 1 / z;
      rest += Math.fma(-term, z, 1) / z;
      double next = sum + term;
      double part = next - sum;
      rest += sum - (next - part) + (term - part);
      sum = next;
      z += 1;
    }
    return largeDigammaLess(sum, rest, z);
  }

  /**
   * ψ(x) = ψ(1 - x) - π cot πx with π cot πr = 1/r - 2 Σ ζ(2k) r²ᵏ⁻¹, where the parts of ζ(2k) that are 1 make 2r/(1 - r²).
   */
  private static double reflectedDigamma(double x) {
    double r = x - Math.rint(x);
    double q = 1 / r;
    double square = r * r;
    double rest = Math.fma(-q, r, 1) / r - r * (2 / (1 - square) + Polynomial.at(square, COTANGENT));
    return largeDigammaLess(q, rest, 1 - x);
  }

  /**
   * ψ(z) - sum - rest for large z, by Stirling's series. What is subtracted can come near to ψ(z), so that its leading part
   * keeps all digits: with z = 2ᵉm it is e·ln 2.
   */
  private static double largeDigammaLess(double sum, double rest, double z) {
    int e = Math.getExponent(z);
    double high = e * LN2_HIGH;
    double w = 1 / z;
    double series = w * (0.5 + w * Polynomial.at(w * w, STIRLING_DERIVATIVE));
    double low = Math.log(Math.scalb(z, -e)) + e * LN2_LOW - series;
    double difference = high - sum;
    double part = difference - high;
    double lost = high - (difference - part) - (sum + part);
    return difference + (lost + (low - rest));
  }
}
