package dev.nabla.kernel;

/**
 * ∫ exp(-g(s)) ds from 0 to ∞ for a convex g that grows from g(0) = 0, and its moments: what is left of a distribution beyond a
 * point, over the density there. All terms are positive, so nothing cancels, and there are as many of them for any g.
 */
final class TailIntegral {
  /** Nodes of Gauss and Legendre's rule of 28 points on [0, 1] and their weights, from 60 digits; 1 less these are the others. */
  private static final double[] NODES = {
    0.001778751213022775, 0.009348417314563623, 0.022870359685530903, 0.04218348680393396, 0.06705373871280247,
    0.09717931454141042, 0.1321945609931841, 0.17167445298056752, 0.21513976409429914, 0.2620628875224409,
    0.31187424195546065, 0.363969186182411, 0.41771535893330963, 0.47246035505798284
  };

  private static final double[] WEIGHTS = {
    0.0045621412965472586, 0.01056605629638563, 0.01645071389115219, 0.022136467379502114, 0.027553672837858374,
    0.0326364619834998, 0.03732310711728439, 0.041556708614450606, 0.04528587219651642, 0.04846532899896496,
    0.05105648378903038, 0.05302788296142321, 0.05435559612914707, 0.0550235065082376
  };

  /** Beyond this value of g nothing counts. */
  private static final double ENOUGH = 39;

  /** 1/2!, 1/3!, …, and as many of these as |t| ≤ 0.3 needs. */
  private static final double[] EXPONENTIAL = reciprocalFactorials(17);

  private static final double[] NEAR_ZERO = reciprocalFactorials(12);

  private static double[] reciprocalFactorials(int n) {
    double[] reciprocals = new double[n];
    double factorial = 1;
    for (int i = 0; i < n; i++) {
      factorial *= i + 2;
      reciprocals[i] = 1 / factorial;
    }
    return reciprocals;
  }

  /** Minus the logarithm of an integrand. */
  interface Decay {
    double at(double s);

    /** g'(0) ≥ 0. */
    double slope();

    /** About g″(0). */
    double curvature();
  }

  /** Takes a point and its weight. */
  interface Node {
    void accept(double s, double weight);
  }

  private TailIntegral() {}

  /** The integral of exp(-g). */
  static double of(Decay g) {
    double range = range(g);
    double sum = 0;
    double lost = 0;
    for (int i = 0; i < NODES.length; i++) {
      double term = WEIGHTS[i] * (Math.exp(-g.at(range * NODES[i])) + Math.exp(-g.at(range * (1 - NODES[i]))));
      double next = sum + term;
      double part = next - sum;
      lost += sum - (next - part) + (term - part);
      sum = next;
    }
    return range * (sum + lost);
  }

  /** The integrals of exp(-g(s)) (cs)ⁱ/i! for i from 0 to k. */
  static double[] moments(int k, double c, Decay g) {
    double[] sum = new double[k + 1];
    forEach(g, (s, weight) -> {
      double term = weight;
      for (int n = 0; n <= k; n++) {
        sum[n] += term;
        term *= c * s / (n + 1);
      }
    });
    return sum;
  }

  /** For each s that stands for its neighbourhood: what other integrals have as the factor of their value there. */
  static void forEach(Decay g, Node node) {
    double range = range(g);
    for (int i = 0; i < 2 * NODES.length; i++) {
      int j = i / 2;
      double s = range * (i % 2 == 0 ? NODES[j] : 1 - NODES[j]);
      node.accept(s, WEIGHTS[j] * range * Math.exp(-g.at(s)));
    }
  }

  /** Where g is about enough: where its parabola is, and from there in small steps. */
  private static double range(Decay g) {
    double slope = g.slope();
    double root = Math.sqrt(2 * ENOUGH) * Math.sqrt(g.curvature());
    double quotient = slope / root;
    double s = quotient > 1e9 ? ENOUGH / slope : 2 * ENOUGH / (root * (quotient + Math.sqrt(quotient * quotient + 1)));
    double value = g.at(s);
    while (value < ENOUGH - 1) {
      s *= Math.min(1.2, ENOUGH / value);
      value = g.at(s);
    }
    while (value > ENOUGH * 1.3) {
      s *= 0.9;
      value = g.at(s);
    }
    return s;
  }

  /** eᵗ - 1 - t. */
  static double exponentialRest(double t) {
    double size = Math.abs(t);
    return size > 1 ? Math.expm1(t) - t : t * t * Polynomial.at(t, size > 0.3 ? EXPONENTIAL : NEAR_ZERO);
  }
}
