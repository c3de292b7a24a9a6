package dev.nabla.check;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.autodiff.Trees;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Compares the derivatives of a function with central differences, in float64:
 * {@code GradientCheck.of(f, x).check().orThrow()}. What is compared is the derivative of ⟨u, f⟩ with random u, by
 * forward and by reverse mode, along one random direction or along every coordinate.
 *
 * @param f takes a tensor or a {@linkplain Trees tree} of tensors, and gives a tensor of any shape
 * @param point where derivatives are compared, away from kinks; computed with in float64
 * @param everyCoordinate whether each element of the point is moved by itself, instead of all along one direction
 * @param order 1, or 2 for the second derivatives too
 * @param tolerance the relative error that is accepted
 * @param seed of the random directions
 */
@SuppressWarnings("overloads") // for a lambda without types, UnaryOperator<Tensor> is the more specific of the two
public record GradientCheck<P>(Function<P, Tensor> f, P point, boolean everyCoordinate, int order, double tolerance,
    long seed) {

  /** Checks the settings. */
  public GradientCheck {
    if (order != 1 && order != 2) {
      throw new IllegalArgumentException("gradientCheck: derivatives of order 1 and 2 can be checked, got " + order);
    }
    if (!(tolerance > 0)) {
      throw new IllegalArgumentException("gradientCheck: tolerance " + tolerance + ", needs a number above 0");
    }
  }

  /** The first derivatives along one random direction, to a relative error of 1e-6. */
  public static <P> GradientCheck<P> of(Function<P, Tensor> f, P point) {
    return new GradientCheck<>(f, point, false, 1, 1e-6, 0);
  }

  /** {@link #of(Function, Object)} for a function of a tensor. */
  public static GradientCheck<Tensor> of(UnaryOperator<Tensor> f, Tensor point) {
    return of((Function<Tensor, Tensor>) f, point);
  }

  /** The same along every coordinate, which takes two evaluations for each. */
  public GradientCheck<P> alongEveryCoordinate() {
    return new GradientCheck<>(f, point, true, order, tolerance, seed);
  }

  /** The same with the second derivatives too. */
  public GradientCheck<P> withSecondOrder() {
    return new GradientCheck<>(f, point, everyCoordinate, 2, tolerance, seed);
  }

  /** The same with another tolerance. */
  public GradientCheck<P> tolerance(double relative) {
    return new GradientCheck<>(f, point, everyCoordinate, order, relative, seed);
  }

  /** The same along other random directions. */
  public GradientCheck<P> seed(long other) {
    return new GradientCheck<>(f, point, everyCoordinate, order, tolerance, other);
  }

  /** Differentiates, and reports the worst that was found in each mode. */
  public GradientReport check() {
    P x = Trees.map(point, leaf -> leaf.detach().to(DType.FLOAT64));
    Rng rng = Rng.of(seed);
    Function<P, Tensor> projected = projected(x, rng);
    List<GradientReport.Worst> found = new ArrayList<>();
    found.add(compare("reverse", projected, x, v -> inner(Autodiff.grad(projected).apply(x), v)));
    found.add(compare("forward", projected, x, v -> Autodiff.jvp(projected, x, v).tangent()));
    if (order == 2) {
      P w = random(x, rng);
      Function<P, Tensor> slope = p -> inner(Autodiff.grad(projected).apply(p), w);
      found.add(compare("reverse over reverse", slope, x, v -> inner(Autodiff.grad(slope).apply(x), v)));
      found.add(compare("forward over reverse", slope, x, v -> inner(Autodiff.hvp(projected, x, v), w)));
    }
    return new GradientReport(found, tolerance);
  }

  /** x ↦ ⟨u, f(x)⟩, with u = 1 for a single element. */
  private Function<P, Tensor> projected(P x, Rng rng) {
    Tensor y = f.apply(x);
    if (!y.dtype().isFloating()) {
      throw new IllegalArgumentException("gradientCheck: the function gives " + y.dtype() + " " + y.shape()
          + ", but only float32 and float64 have gradients");
    }
    Tensor u = y.size() == 1 ? Tensor.ones(y.shape(), DType.FLOAT64) : rng.randn(DType.FLOAT64, y.shape().extents());
    return p -> f.apply(p).to(DType.FLOAT64).mul(u).sum();
  }

  private static <P> P random(P like, Rng rng) {
    return Trees.map(like, leaf -> rng.randn(DType.FLOAT64, leaf.shape().extents()));
  }

  private static Tensor inner(Object a, Object b) {
    List<Tensor> other = Trees.flatten(b);
    Tensor sum = Tensor.scalar(0.0);
    int at = 0;
    for (Tensor leaf : Trees.flatten(a)) {
      sum = sum.add(leaf.mul(other.get(at++)).sum());
    }
    return sum;
  }

  /** The direction in which {@code derivative} of {@code s} is furthest from differences. */
  private GradientReport.Worst compare(String mode, Function<P, Tensor> s, P x, Function<P, Tensor> derivative) {
    List<String> names = new ArrayList<>();
    List<P> directions = new ArrayList<>();
    directions(x, names, directions);
    double[] expected = new double[directions.size()];
    double[] actual = new double[directions.size()];
    double largest = 0;
    Function<List<Tensor>, Tensor> flat = leaves -> s.apply(Trees.unflatten(x, leaves));
    for (int i = 0; i < expected.length; i++) {
      expected[i] = FiniteDifferences.along(flat, Trees.flatten(x), Trees.flatten(directions.get(i)))[0];
      actual[i] = derivative.apply(directions.get(i)).item();
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    return worst(mode, names, expected, actual, Math.max(1e-3 * largest, 1e-4 * Math.abs(s.apply(x).item())));
  }

  /** What lies below {@code scale} is compared with it: differences are no more precise than that. */
  private static GradientReport.Worst worst(String mode, List<String> names, double[] expected, double[] actual,
      double scale) {
    GradientReport.Worst worst = new GradientReport.Worst(mode, "an empty tensor", 0, 0, 0);
    for (int i = 0; i < expected.length; i++) {
      double size = Math.max(scale, Math.max(Math.abs(expected[i]), Math.abs(actual[i])));
      double error = expected[i] == actual[i] ? 0 : Math.abs(expected[i] - actual[i]) / size;
      if (i == 0 || !(error <= worst.relativeError())) {
        worst = new GradientReport.Worst(mode, names.get(i), expected[i], actual[i], error);
      }
    }
    return worst;
  }

  private void directions(P x, List<String> names, List<P> directions) {
    if (!everyCoordinate) {
      names.add("a random direction");
      directions.add(random(x, Rng.of(seed).split()));
      return;
    }
    Map<String, Tensor> leaves = Trees.named(x);
    int at = 0;
    for (Map.Entry<String, Tensor> leaf : leaves.entrySet()) {
      Shape shape = leaf.getValue().shape();
      for (int i = 0; i < shape.size(); i++) {
        List<Tensor> units = new ArrayList<>(leaves.values());
        units.replaceAll(Tensor::zerosLike);
        double[] unit = new double[shape.size()];
        unit[i] = 1;
        units.set(at, Tensor.of(unit, shape.extents()));
        names.add(leaf.getKey() + position(i, shape));
        directions.add(Trees.unflatten(x, units));
      }
      at++;
    }
  }

  /** [1, 2] for the element at row 1 and column 2. */
  private static String position(int at, Shape shape) {
    List<Integer> position = new ArrayList<>();
    int rest = at;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      position.add(rest % shape.extent(axis));
      rest /= shape.extent(axis);
    }
    Collections.reverse(position);
    return position.toString();
  }
}
