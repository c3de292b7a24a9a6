package dev.nabla.kernel;

/** A function of a few numbers that costs so much that a call for each element does not matter. */
@FunctionalInterface
public interface PointFunction {
  /** The value at {@code x}. */
  double at(double[] x);
}
