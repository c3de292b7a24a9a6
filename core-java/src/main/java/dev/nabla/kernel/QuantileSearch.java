package dev.nabla.kernel;

/**
 * The number at which a share of a distribution has a given size, by steps for the logarithm of the share as a function
 * of the logarithm of the number: that is concave, and a line in the lower tail. Halley's method triples the digits; of
 * its error the leading term is known, so that no evaluation is spent to see that it has converged.
 */
final class QuantileSearch {
  /** Of the next term, relative to the number: what is below does not count. */
  private static final double NEGLIGIBLE = 0x1p-56;

  /** So far a step may reach in the logarithm of the number. */
  private static final double FAR = 50;

  /** How often an evaluation was needed never came near to this. */
  private static final int ENOUGH = 200;

  private QuantileSearch() {}

  /** What the share at a number says about where to go, in the logarithm of the number. */
  interface Share {
    Step at(double x);
  }

  /**
   * @param newton Newton's step; infinite where the share underflows, of the sign of the right direction
   * @param curvature g″/g' for the logarithm g of the share
   * @param third what Halley's step lacks, over the cube of Newton's
   */
  record Step(double newton, double curvature, double third) {
    /**
     * @param missing ln of the wanted share over that at x
     * @param slope g' at ln x
     * @param densitySlope how the logarithm of the density of ln x changes with ln x
     * @param densityCurvature how that changes
     */
    static Step of(double missing, double slope, double densitySlope, double densityCurvature) {
      double curvature = densitySlope - slope;
      double change = densityCurvature - slope * curvature;
      return new Step(missing / slope, curvature, (curvature * curvature / 2 - change) / 6);
    }

    static Step onlyTowards(int direction) {
      return new Step(direction * Double.POSITIVE_INFINITY, 0, 0);
    }

    /** Halley's step, no longer than twice Newton's. */
    double length() {
      return newton / Math.max(0.5, 1 + newton * curvature / 2);
    }

    boolean isNear() {
      return Math.abs(newton) < FAR;
    }

    boolean isLast() {
      return Math.abs(third * newton * newton * newton) <= NEGLIGIBLE;
    }
  }

  /** The number between low and high that the share leads to, unrounded. */
  static DoubleDouble of(Share share, double guess, double low, double high) {
    double below = low;
    double above = high;
    double x = guess > below ? Math.min(guess, above) : below;
    for (int i = 0; i < ENOUGH; i++) {
      Step step = share.at(x);
      DoubleDouble sum = DoubleDouble.sum(x, x * Math.expm1(step.length()));
      double next = sum.high();
      if (step.isLast() || next == x) {
        return sum;
      }
      if (step.newton > 0) {
        below = x;
      } else {
        above = x;
      }
      x = step.isNear() && next > below && next < above ? next : middle(below, above);
      if (x == below || x == above) {
        return DoubleDouble.of(above); // no number is between them
      }
    }
    return DoubleDouble.of(x);
  }

  private static double middle(double below, double above) {
    return above < 2 * below ? below + (above - below) / 2 : Math.sqrt(below) * Math.sqrt(above);
  }
}
