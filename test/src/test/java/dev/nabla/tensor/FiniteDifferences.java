package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

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

  private static List<Tensor> moved(List<Tensor> x, List<Tensor> direction, double step) {
    List<Tensor> result = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      result.add(direction.get(i) == null ? x.get(i) : x.get(i).add(direction.get(i).mul(step)));
    }
    return result;
  }

  /** Compares a gradient of {@code f}, a function of one element, with differences along the coordinates of input i. */
  static void requireGradient(String what, Function<List<Tensor>, Tensor> f, List<Tensor> x, int i, Tensor gradient) {
    assertEquals(x.get(i).shape(), gradient.shape(), what + ": the gradient has the shape of the input");
    assertEquals(x.get(i).dtype(), gradient.dtype(), what + ": the gradient has the type of the input");
    int n = x.get(i).size();
    int tried = Math.min(n, COORDINATES);
    double[] expected = new double[tried];
    double[] actual = new double[tried];
    double[] all = gradient.toDoubles();
    for (int k = 0; k < tried; k++) {
      int at = (int) ((long) k * n / tried);
      double[] unit = new double[n];
      unit[at] = 1;
      List<Tensor> direction = new ArrayList<>();
      for (int j = 0; j < x.size(); j++) {
        direction.add(j == i ? Tensor.of(unit, x.get(i).shape().extents()) : null);
      }
      expected[k] = along(f, x, direction)[0];
      actual[k] = all[at];
    }
    requireClose(what, expected, actual, 1e-6);
  }

  /** |expected − actual| ≤ relative · max(1/10, the largest |expected|) everywhere. */
  static void requireClose(String what, double[] expected, double[] actual, double relative) {
    assertEquals(expected.length, actual.length, what);
    double scale = 0.1;
    for (double e : expected) {
      scale = Math.max(scale, Math.abs(e));
    }
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(expected[i] - actual[i]) <= relative * scale)) {
        fail(what + ": expected " + expected[i] + " at position " + i + ", got " + actual[i]);
      }
    }
  }
}
