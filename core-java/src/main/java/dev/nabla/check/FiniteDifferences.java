package dev.nabla.check;

import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Central differences in float64, (f(x + hv) − f(x − hv)) / 2h, whose error is of the order h². */
final class FiniteDifferences {
  private static final double STEP = 1e-5;

  /** Up to so many coordinates are tried one by one; of larger inputs as many, spread evenly. */
  private static final int COORDINATES = 64;

  private FiniteDifferences() {}

  /** The derivative of {@code f} at {@code x} along {@code direction}, whose elements may be null: no movement. */
  static double[] along(Function<List<Tensor>, Tensor> f, List<Tensor> x, List<Tensor> direction) {
    double[] ahead = f.apply(moved(x, direction, STEP)).toDoubles();
    double[] behind = f.apply(moved(x, direction, -STEP)).toDoubles();
    for (int i = 0; i < ahead.length; i++) {
      ahead[i] = (ahead[i] - behind[i]) / (2 * STEP);
    }
    return ahead;
  }

  static List<Tensor> moved(List<Tensor> x, List<Tensor> direction, double step) {
    List<Tensor> result = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      result.add(direction.get(i) == null ? x.get(i) : x.get(i).add(direction.get(i).mul(step)));
    }
    return result;
  }

  /** Compares a gradient of {@code f}, a function of one element, with differences along the coordinates of input i. */
  static void requireGradient(String what, Function<List<Tensor>, Tensor> f, List<Tensor> x, int i, Tensor gradient) {
    Tensor input = x.get(i);
    if (!gradient.shape().equals(input.shape()) || gradient.dtype() != input.dtype()) {
      throw new BrokenLaw(what + " is " + gradient.dtype() + " " + gradient.shape() + ", but the input "
          + input.dtype() + " " + input.shape());
    }
    int n = input.size();
    int tried = Math.min(n, COORDINATES);
    double[] expected = new double[tried];
    double[] actual = new double[tried];
    double[] all = gradient.toDoubles();
    for (int k = 0; k < tried; k++) {
      int at = (int) ((long) k * n / tried);
      expected[k] = along(f, x, unit(x, i, at))[0];
      actual[k] = all[at];
    }
    requireClose(what, expected, actual, 1e-6);
  }

  private static List<Tensor> unit(List<Tensor> x, int i, int at) {
    double[] unit = new double[x.get(i).size()];
    unit[at] = 1;
    List<Tensor> direction = new ArrayList<>();
    for (int j = 0; j < x.size(); j++) {
      direction.add(j == i ? Tensor.of(unit, x.get(i).shape().extents()) : null);
    }
    return direction;
  }

  /** |expected − actual| ≤ relative · max(1/10, the largest |expected|) everywhere. */
  static void requireClose(String what, double[] expected, double[] actual, double relative) {
    if (expected.length != actual.length) {
      throw new BrokenLaw(what + " has " + actual.length + " elements, expected " + expected.length);
    }
    double scale = 0.1;
    for (double e : expected) {
      scale = Math.max(scale, Math.abs(e));
    }
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(expected[i] - actual[i]) <= relative * scale)) {
        throw new BrokenLaw(what + " is " + actual[i] + " at position " + i + ", expected " + expected[i]);
      }
    }
  }
}
