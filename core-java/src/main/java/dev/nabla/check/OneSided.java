package dev.nabla.check;

import dev.nabla.tensor.Op;
import dev.nabla.tensor.Tensor;
import java.util.List;

/**
 * One-sided derivatives of an operator along a direction, by a step and by one a hundred times shorter, so that kinks,
 * where both steps agree, can be told from curvature and from jumps.
 */
final class OneSided {
  private static final double STEP = 1e-6;
  private static final double SHORTER = STEP / 100;
  private static final double TOLERANCE = 1e-3;

  private final double[] left;
  private final double[] right;
  private final double[] nearLeft;
  private final double[] nearRight;

  private OneSided(double[] left, double[] right, double[] nearLeft, double[] nearRight) {
    this.left = left;
    this.right = right;
    this.nearLeft = nearLeft;
    this.nearRight = nearRight;
  }

  static OneSided of(Op op, List<Tensor> x, List<Tensor> direction) {
    return new OneSided(slope(op, x, direction, -STEP), slope(op, x, direction, STEP),
        slope(op, x, direction, -SHORTER), slope(op, x, direction, SHORTER));
  }

  private static double[] slope(Op op, List<Tensor> x, List<Tensor> direction, double step) {
    double[] here = Calculus.value(op, x).toDoubles();
    double[] there = Calculus.value(op, FiniteDifferences.moved(x, direction, step)).toDoubles();
    for (int i = 0; i < here.length; i++) {
      there[i] = (there[i] - here[i]) / step;
    }
    return there;
  }

  int size() {
    return left.length;
  }

  /** Whether there is something on both sides. */
  boolean isFinite(int i) {
    return Double.isFinite(left[i]) && Double.isFinite(right[i]);
  }

  /** Whether the derivatives differ by something that does not shrink with the step, as curvature would. */
  boolean isKink(int i) {
    double gap = Math.abs(right[i] - left[i]);
    return gap > TOLERANCE * (1 + Math.abs(left[i])) && nearGap(i) > gap / 2;
  }

  private double nearGap(int i) {
    return Math.abs(nearRight[i] - nearLeft[i]);
  }

  /** Whether a quotient grows as the step shrinks, as at a jump or an infinite slope. */
  boolean isJump(int i) {
    return grows(left[i], nearLeft[i]) || grows(right[i], nearRight[i]);
  }

  private static boolean grows(double slope, double near) {
    return Math.abs(near) > 2 * Math.abs(slope) && Math.abs(near) * SHORTER > TOLERANCE * TOLERANCE;
  }

  /** Whether the derivative is the one on both sides. */
  boolean isDerivative(int i, double derivative) {
    return Math.abs(derivative - (nearLeft[i] + nearRight[i]) / 2) <= slack(i);
  }

  /** The first kink whose derivative is not between the least and the greatest of those around and on its sides, or −1. */
  int firstBeyond(List<double[]> around, double[] derivative) {
    for (int i = 0; i < derivative.length; i++) {
      if (isKink(i) && !isJump(i) && !isAmong(i, around, derivative[i])) {
        return i;
      }
    }
    return -1;
  }

  private boolean isAmong(int i, List<double[]> around, double derivative) {
    double least = Math.min(left[i], right[i]);
    double greatest = Math.max(left[i], right[i]);
    for (double[] near : around) {
      if (!Double.isNaN(near[i])) {
        least = Math.min(least, near[i]);
        greatest = Math.max(greatest, near[i]);
      }
    }
    return derivative >= least - slack(i) && derivative <= greatest + slack(i);
  }

  private double slack(int i) {
    return TOLERANCE * (1 + Math.abs(left[i]) + Math.abs(right[i]));
  }

  /** A sentence's beginning about output element {@code i}. */
  String at(int i, List<Tensor> x) {
    return "at " + description(x) + " output element " + i + " has the one-sided derivatives " + left[i] + " and "
        + right[i];
  }

  /** The first element of each input. */
  static String description(List<Tensor> x) {
    return "inputs " + String.join(", ", x.stream().map(t -> t.size() == 0 ? "[]"
        : t.size() == 1 ? "[" + t.toDoubles()[0] + "]" : "[" + t.toDoubles()[0] + ", …]").toList());
  }
}
