package dev.nabla.kernel;

/**
 * Activations of the form x·gate(x), in which the gate rises from 0 to 1, and their slopes: without cancellation where the
 * gate nearly closes, and with the limits 0 and 1 at -∞.
 */
final class SelfGates {
  private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

  /** √(8/π) and what it lacks, and the coefficient of x³, in the gate of {@link #geluTanh}. */
  static final double STEEPNESS = 1.5957691216057308;

  static final double STEEPNESS_REST = -9.96930880911092e-17;
  static final double CUBIC = 0.044715;

  private static final double ROOT_HALF_PI = Math.sqrt(Math.PI / 2);

  /** Below this eˣ is no normal number, but x·eˣ may be one. */
  static final double LOW = -700;

  /** Below this exp(-x²/2), and the gate of {@link #geluTanh}, are no normal numbers. */
  static final double LOW_BELL = -20;

  /** Below this Φ(x) may be no normal number. */
  private static final double LOW_NORMAL = -36;

  private SelfGates() {}

  static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  /** x·sigmoid x. */
  static double silu(double x) {
    return x < LOW ? closing(x, x) : x * sigmoid(x);
  }

  /** factor·eᶻ for a z so low that sigmoid z is eᶻ. */
  private static double closing(double factor, double z) {
    double root = Math.exp(z / 2);
    return root == 0 ? -0.0 : factor * root * root;
  }

  /** s + x·s(1 - s) with s = sigmoid x. */
  static double siluSlope(double x) {
    if (x < LOW) {
      return closing(1 + x, x);
    }
    double closed = sigmoid(-Math.abs(x));
    double gate = x < 0 ? closed : 1 - closed;
    return closed == 0 ? gate : gate + x * closed * (1 - closed);
  }

  /** x·Φ(x) with Φ(x) = (1 + erf(x/√2))/2, which below 0 is not rounded before it is multiplied. */
  static double gelu(double x) {
    if (!(x < 0)) {
      return x * (1 - upperNormal(x));
    }
    double scaled = ErrorFunction.scaledNormalComplement(-x);
    double factor = x / 2 * scaled;
    double lacking = Math.fma(x / 2, scaled, -factor);
    if (x < LOW_NORMAL) {
      return closingBell(factor, lacking, x);
    }
    double half = x * x / 2;
    return ErrorFunction.product(Math.exp(-half), factor, lacking, Math.fma(x, x / 2, -half));
  }

  /** (factor + lacking)·exp(-x²/2) where that may be no normal number. */
  private static double closingBell(double factor, double lacking, double x) {
    double half = x * x / 2;
    if (half > 800) {
      return -0.0;
    }
    double bell = Math.exp(ErrorFunction.SHIFT - half);
    return ErrorFunction.product(bell, factor, lacking, Math.fma(x, x / 2, -half)) * ErrorFunction.LAST;
  }

  /** Φ(x) + x·φ(x), below 0 with Φ(x) = φ(x)·√(π/2)·exp(x²/2)·erfc(-x/√2). */
  static double geluSlope(double x) {
    double bell = bell(x);
    if (x < 0) {
      double factor = (x + ROOT_HALF_PI * ErrorFunction.scaledNormalComplement(-x)) / ROOT_TWO_PI;
      return x < LOW_BELL ? closingBell(factor, 0, x) : factor * bell;
    }
    return 1 - upperNormal(x) + (bell == 0 ? 0 : x * bell / ROOT_TWO_PI);
  }

  /** 1 - Φ(a) for a ≥ 0. */
  private static double upperNormal(double a) {
    double half = a * a / 2;
    if (half > 750) {
      return 0;
    }
    double rest = Math.fma(a, a / 2, -half);
    return ErrorFunction.product(Math.exp(-half), 0.5 * ErrorFunction.scaledNormalComplement(a), 0, rest);
  }

  /** exp(-x²/2), with the rounding error of the square. */
  private static double bell(double x) {
    double half = x * x / 2;
    return half > 750 ? 0 : Math.exp(-half) * (1 - Math.fma(x, x / 2, -half));
  }

  /** x·sigmoid z with z = √(8/π)(x + 0.044715x³), which is x(1 + tanh(√(2/π)(x + 0.044715x³)))/2. */
  static double geluTanh(double x) {
    double z = steep(x);
    if (!(Math.abs(z) < 800)) {
      return z < 0 ? -0.0 : x;
    }
    double gated = z < LOW ? closing(x, z) : x * sigmoid(z);
    return gated * (1 + steepRest(x) * sigmoid(-z));
  }

  private static double steep(double x) {
    return STEEPNESS * x * (1 + CUBIC * (x * x));
  }

  /** What the rounded z lacks: where the gate nearly closes, its error comes out multiplied by z. */
  private static double steepRest(double x) {
    double square = x * x;
    double growth = CUBIC * square;
    double factor = 1 + growth;
    double growthRest = Math.fma(CUBIC, square, -growth) + CUBIC * Math.fma(x, x, -square);
    double part = factor - 1;
    double factorRest = growth - part + (1 - (factor - part)) + growthRest;
    double steep = STEEPNESS * x;
    double steepRest = Math.fma(STEEPNESS, x, -steep) + STEEPNESS_REST * x;
    return Math.fma(steep, factor, -steep(x)) + steepRest * factor + steep * factorRest;
  }

  /** s + x·s(1 - s)·z′ with s = sigmoid z. */
  static double geluTanhSlope(double x) {
    double z = steep(x);
    if (!(Math.abs(z) < 800)) {
      return z < 0 ? -0.0 : z > 0 ? 1 : z;
    }
    double rise = STEEPNESS * x * (1 + 3 * CUBIC * (x * x));
    double rest = steepRest(x);
    if (z < LOW) {
      return closing((1 + rise) * (1 + rest), z);
    }
    double closed = sigmoid(-Math.abs(z));
    closed += closed * (1 - closed) * (x < 0 ? rest : -rest);
    return (x < 0 ? closed : 1 - closed) + rise * closed * (1 - closed);
  }

  /** x·tanh(ln(1 + eˣ)): with q = e⁻ˣ the gate is (1 + 2q)/(1 + 2q + 2q²). */
  static double mish(double x) {
    return x < LOW ? closing(x, x) : x * mishGate(x);
  }

  private static double mishGate(double x) {
    double q = Math.exp(-Math.abs(x));
    double n = x < 0 ? q * (q + 2) : 1 + 2 * q;
    return n / (n + (x < 0 ? 2 : 2 * q * q));
  }

  /** gate + x·sigmoid(x)(1 - gate²). */
  static double mishSlope(double x) {
    if (x < LOW) {
      return closing(1 + x, x);
    }
    double q = Math.exp(-Math.abs(x));
    double n = x < 0 ? q * (q + 2) : 1 + 2 * q;
    double rest = x < 0 ? 2 : 2 * q * q;
    double change = (x < 0 ? q : 1) / (1 + q) * (rest / (n + rest)) * (1 + n / (n + rest));
    return n / (n + rest) + (change == 0 ? 0 : x * change);
  }

  /** x·min(max(x + 3, 0), 6)/6, where -∞ is as good as -3. */
  static double hardswish(double x) {
    return Math.max(x, -3) * (Math.min(Math.max(x + 3, 0), 6) / 6);
  }

  /** x/3 + 1/2 between -3 and 3, in the form that is exact near its zero. */
  static double hardswishSlope(double x) {
    return x <= -3 ? 0 : x >= 3 ? 1 : (x + 1.5) / 3;
  }
}
