package dev.nabla.kernel;

/**
 * The error function erf x = 2/√π ∫₀ˣ exp(-t²) dt, its complement and its inverse, within 4 ulp.
 *
 * <p>The polynomials interpolate values of 60 digits at Chebyshev nodes; their relative error is below 2⁻⁵³.
 */
final class ErrorFunction {
  /** erf(x)/x in powers of x² for x² ≤ 1. */
  static final double[] ERF = {
    1.1283791670955126, -0.37612638903183754, 0.1128379167095512, -0.02686617064512984, 0.0052239776254232985,
    -0.000854832702193483, 0.00012055332902888736, -1.4925647567519332e-05, 1.6462045441468418e-06,
    -1.6364642158167616e-07, 1.4792401209404813e-08, -1.216456005728345e-09, 8.709045129053106e-11,
    -4.230945824295338e-12
  };

  /** Centre of {@link #SCALED}. */
  static final double CENTRE = 3.75;

  /** √½ and what it lacks. */
  static final double ROOT_HALF = Math.sqrt(0.5);
  static final double ROOT_HALF_REST = -4.8336466567264567e-17;

  /** What exponents are shifted by where a bell is no normal number, and its exponential, which is nearly a double. */
  static final double SHIFT = 86;
  static final double LAST = 4.4737793061811207e-38;

  /** From here on 1 + 2u is 2u, which may overflow. */
  private static final double HUGE = 1e17;

  /**
   * (1 + 2x)·exp(x²)·erfc(x) for x ≥ 0 in powers of (x - 3.75)/(x + 3.75), which keeps within [-1, 1]; after M. M. Shepherd
   * and J. G. Laframboise, "Chebyshev approximation of (1+2x)exp(x²)erfc x in 0≤x&lt;∞", Math. Comp. 36 (1981).
   */
  static final double[] SCALED = {
    1.2375126308378275, -0.14024059858554702, 0.003585415485463656, 0.08227673849015103, -0.10880393014170556,
    0.09230432116019804, -0.05869339859058929, 0.028362277421519668, -0.009746579547145438, 0.0017556258323895534,
    0.000293713591593492, -0.0002901539791322486, 5.1649421745236465e-05, 2.2383911531916976e-05,
    -1.144508983794941e-05, -9.728484952656482e-07, 1.7535246298697825e-06, -5.826439766695699e-08,
    -2.6125820988901525e-07, 2.429131177189471e-08, 4.107398937332565e-08, -4.390251943140879e-09,
    -6.606829477916605e-09, 5.460657473630792e-10, 9.234867707529155e-10, -3.7587308035623257e-11,
    -7.666209795998097e-11
  };

  /** Roughly the inverse, in powers of w - 2.5 and √w - 3 where w = -ln(1 - y²); see {@link #inverse}. */
  private static final double[] MIDDLE = {
    1.50140941, 0.246640727, -0.00417768164, -0.00125372503, 0.00021858087, -4.39150654e-6, -3.5233877e-6,
    3.43273939e-7,
    2.81022636e-8
  };

  private static final double[] TAIL = {
    2.83297682, 1.00167406, 0.00943887047, -0.0076224613, 0.00573950773, -0.00367342844, 0.00134934322, 0.000100950558,
    -0.000200214257
  };

  private static final double TWO_BY_ROOT_PI = 1.1283791670955126;
  private static final double HALF_ROOT_PI = 0.886226925452758;
  private static final double LN_2 = 0.6931471805599453;

  private ErrorFunction() {}

  /** erf x. */
  static double erf(double x) {
    double a = Math.abs(x);
    if (a <= 1) {
      return x * Polynomial.at(x * x, ERF);
    }
    return Double.isNaN(x) ? x : Math.copySign(1 - upper(a), x);
  }

  /** erfc x = 1 - erf x without cancellation: it falls to the smallest numbers near 27. */
  static double erfc(double x) {
    if (x < 0.5) {
      return x < -6 ? 2 : 1 - erf(x);
    }
    return upper(x);
  }

  /** erfc x for x ≥ 0.5: a factor between 1 and 1.2 times exp(-x²)/(1 + 2x), and x² with its rounding error. */
  private static double upper(double x) {
    if (x > 28) {
      return 0;
    }
    double square = x * x;
    double rest = Math.fma(x, x, -square);
    return product(Math.exp(-square), scaledComplement(x), 0, rest);
  }

  /** a·(b + lacking)·(1 - rest) for a small rest and what a rounded b lacks; rounded once. */
  static double product(double a, double b, double lacking, double rest) {
    double c = a * b;
    return c + (Math.fma(a, b, -c) + a * lacking - c * rest);
  }

  /** exp(x²)·erfc x for x ≥ 0, which falls as 1/x. */
  static double scaledComplement(double x) {
    return scaledComplement(x, 0);
  }

  /** exp(x²/2)·erfc(x/√2) for x ≥ 0. */
  static double scaledNormalComplement(double x) {
    double u = x * ROOT_HALF;
    return scaledComplement(u, Math.fma(x, ROOT_HALF, -u) + x * ROOT_HALF_REST);
  }

  /** exp(u²)·erfc u for u = x + rest: P/(1 + 2u), with what rounding takes from 1 + 2u and from the quotient put back. */
  private static double scaledComplement(double x, double rest) {
    if (x == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double p = Polynomial.at((x - CENTRE) / (x + CENTRE), SCALED);
    double divisor = 1 + 2 * x;
    double lacking = 2 * x - (divisor - 1) + 2 * rest;
    double q = p / divisor;
    return x > HUGE ? q : q + (Math.fma(-q, divisor, p) - q * lacking) / divisor;
  }

  /**
   * The x with erf x = y; ±∞ at ±1, NaN outside.
   *
   * <p>An approximation of seven digits (M. Giles, "Approximating the erfinv function", GPU Computing Gems, Jade edition,
   * 2012), refined by two of Halley's steps, which each triple the digits. Beyond 1/2 the residue is that of erfc: there
   * 1 - y is exact and erf has no digits left.
   */
  static double inverse(double y) {
    double a = Math.abs(y);
    if (!(a < 1)) {
      return a == 1 ? Math.copySign(Double.POSITIVE_INFINITY, y) : Double.NaN;
    }
    if (a < 1e-8) {
      return y * HALF_ROOT_PI;
    }
    double w = -Math.log((1 - a) * (1 + a));
    double x = first(a, w);
    for (int step = 0; step < 2; step++) {
      double residue = a <= 0.5 ? erf(x) - a : 1 - a - erfc(x);
      double slope = TWO_BY_ROOT_PI * Math.exp(-x * x);
      x -= residue / (slope + x * residue);
    }
    return Math.copySign(x, y);
  }

  /** The approximation, with w = -ln(1 - a²); near 1 out of erfc x ≈ exp(-x²)/(√π x). */
  private static double first(double a, double w) {
    if (w < 5) {
      return a * Polynomial.at(w - 2.5, MIDDLE);
    }
    double v = w + LN_2; // -ln(1 - a)
    return w < 16 ? a * Polynomial.at(Math.sqrt(w) - 3, TAIL) : Math.sqrt(v - 0.5 * Math.log(Math.PI * v));
  }
}
