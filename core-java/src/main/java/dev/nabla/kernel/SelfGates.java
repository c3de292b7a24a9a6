package dev.nabla.kernel;

/**
 * Activations of the form x·gate(x), in which the gate rises from 0 to 1, and their slopes: without cancellation where the
 * gate nearly closes, and with the limits 0 and 1 at -∞.
 */
final class SelfGates {
  private static final double ROOT_HALF = Math.sqrt(0.5);
  private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

  /** √(8/π) and what it lacks, and the coefficient of x³, in the gate of {@link #geluTanh}. */
  static final double STEEPNESS = 1.5957691216057308;

  static final double STEEPNESS_REST = -9.96930880911092e-17;
  static final double CUBIC = 0.044715;

  /** Below this eˣ is no normal number, but x·eˣ may be one. */
  private static final double LOW = -700;

  private SelfGates() {}

  static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  /** x·sigmoid x. */
  static double silu(double x) {
    return x < LOW ? closing(x, x) : x * sigmoid(x);
  }

  /** x·eᶻ for a z so low that sigmoid z is eᶻ. */
  private static double closing(double x, double z) {
    double root = Math.exp(z / 2);
    return root == 0 ? -0.0 : x * root * root;
  }

  static double siluSlope(double x) {
    double s = sigmoid(x);
    return s == 0 ? 0 : s == 1 ? 1 : s + x * s * (1 - s);
  }

  /** x·Φ(x) with Φ(x) = (1 + erf(x/√2))/2. */
  static double gelu(double x) {
    if (x < -36) {
      return closingNormal(x);
    }
    double tail = upperNormal(Math.abs(x));
    return x * (x < 0 ? tail : 1 - tail);
  }

  /** x·Φ(x) for an x so low that Φ(x) may be no normal number. */
  private static double closingNormal(double x) {
    double half = x * x / 2;
    double root = half > 800 ? 0 : Math.exp(-half / 2);
    double rest = Math.fma(x, x / 2, -half);
    return root == 0 ? -0.0 : x * (1 - rest) * (0.5 * ErrorFunction.scaledComplement(-x * ROOT_HALF) * root) * root;
  }

  static double geluSlope(double x) {
    double tail = upperNormal(Math.abs(x));
    double bell = bell(x);
    return (x < 0 ? tail : 1 - tail) + (bell == 0 ? 0 : x * bell / ROOT_TWO_PI);
  }

  /** 1 - Φ(a) for a ≥ 0. */
  private static double upperNormal(double a) {
    return 0.5 * bell(a) * ErrorFunction.scaledComplement(a * ROOT_HALF);
  }

  /** exp(-x²/2), with the rounding error of the square. */
  private static double bell(double x) {
    double half = x * x / 2;
    return half > 750 ? 0 : Math.exp(-half) * (1 - Math.fma(x, x / 2, -half));
  }

  /** x·sigmoid(√(8/π)(x + 0.044715x³)), which is x(1 + tanh(√(2/π)(x + 0.044715x³)))/2. */
  static double geluTanh(double x) {
    double square = x * x;
    double growth = CUBIC * square;
    double factor = 1 + growth;
    double z = STEEPNESS * x * factor;
    if (!(Math.abs(z) < 800)) {
      return z < 0 ? -0.0 : x;
    }
    // Where the gate nearly closes the rounding errors of z come out multiplied by z: they are carried along.
    double growthRest = Math.fma(CUBIC, square, -growth) + CUBIC * Math.fma(x, x, -square);
    double part = factor - 1;
    double factorRest = growth - part + (1 - (factor - part)) + growthRest;
    double steep = STEEPNESS * x;
    double steepRest = Math.fma(STEEPNESS, x, -steep) + STEEPNESS_REST * x;
    double rest = Math.fma(steep, factor, -z) + steepRest * factor + steep * factorRest;
    double gated = z < LOW ? closing(x, z) : x * sigmoid(z);
    return gated * (1 + rest * sigmoid(-z));
  }

  static double geluTanhSlope(double x) {
    double square = x * x;
    double z = STEEPNESS * x * (1 + CUBIC * square);
    double s = sigmoid(z);
    double change = s * sigmoid(-z);
    return change == 0 ? s : s + x * change * STEEPNESS * (1 + 3 * CUBIC * square);
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
    double gate = mishGate(x);
    double change = sigmoid(x) * (1 - gate) * (1 + gate);
    return change == 0 ? gate : gate + x * change;
  }
}
