package dev.nabla.autodiff;

import dev.nabla.op.Rearranging;
import dev.nabla.op.Scans;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * A smooth function of two tensors of random shapes, made of up to eight random operations. Each takes the results of
 * earlier ones or the arguments, so that values are used several times, once, or never.
 */
final class RandomComposition implements Function<List<Tensor>, Tensor> {
  private static final int DEPTH = 8;

  /** One operation and the numbers of its operands among the arguments and earlier results. */
  private record Step(String name, int a, int b, BinaryOperator<Tensor> f) {}

  private final List<Step> steps = new ArrayList<>();
  private final List<Tensor> point;

  RandomComposition(Random random) {
    point = List.of(argument(random), argument(random));
    List<Tensor> values = new ArrayList<>(point);
    int depth = 1 + random.nextInt(DEPTH);
    while (steps.size() < depth) {
      int a = operand(random, values.size());
      int b = operand(random, values.size());
      Step step = step(random, a, b, values.get(a), values.get(b));
      Tensor y = step.f.apply(values.get(a), values.get(b));
      if (y.size() <= 64) {
        steps.add(step);
        values.add(y);
      }
    }
  }

  private static Tensor argument(Random random) {
    int[] extents = random.ints(random.nextInt(4), 1, 4).toArray();
    return Rng.of(random.nextLong()).randn(DType.FLOAT64, extents);
  }

  /** The latest value as a rule, so that the composition is deep. */
  private static int operand(Random random, int values) {
    return random.nextInt(3) > 0 ? values - 1 : random.nextInt(values);
  }

  private static Step step(Random random, int a, int b, Tensor x, Tensor y) {
    List<Step> possible = new ArrayList<>(List.of(
        new Step("tanh", a, a, (p, q) -> p.tanh()),
        new Step("sigmoid", a, a, (p, q) -> p.sigmoid()),
        new Step("gauss", a, a, (p, q) -> p.mul(p).neg().exp()),
        new Step("log1p", a, a, (p, q) -> p.mul(p).add(1).log()),
        new Step("sqrt", a, a, (p, q) -> p.mul(p).add(1).sqrt()),
        new Step("flatten", a, a, (p, q) -> p.flatten()),
        new Step("mean", a, a, (p, q) -> p.mean()),
        new Step("logSumExp", a, a, (p, q) -> p.logSumExp()),
        new Step("stack", a, a, (p, q) -> Tensor.stack(0, p, p.mul(0.5)))));
    if (x.rank() > 0) {
      int axis = random.nextInt(x.rank());
      int half = (x.extent(axis) + 1) / 2;
      possible.add(new Step("softmax " + axis, a, a, (p, q) -> p.softmax(axis)));
      possible.add(new Step("logSoftmax " + axis, a, a, (p, q) -> p.logSoftmax(axis)));
      possible.add(new Step("sum " + axis, a, a, (p, q) -> p.sum(axis)));
      possible.add(new Step("cumsum " + axis, a, a, (p, q) -> Scans.cumsum(p, axis)));
      possible.add(new Step("flip " + axis, a, a, (p, q) -> Rearranging.flip(p, axis)));
      possible.add(new Step("narrow " + axis, a, a, (p, q) -> p.narrow(axis, 0, half)));
      possible.add(new Step("cat " + axis, a, a, (p, q) -> Tensor.cat(axis, p, p.tanh())));
    }
    if (x.rank() > 1) {
      possible.add(new Step("gram", a, a, (p, q) -> p.matmul(p.transpose())));
      possible.add(new Step("transpose", a, a, (p, q) -> p.transpose()));
    }
    if (broadcast(x.shape(), y.shape())) {
      possible.add(new Step("add", a, b, Tensor::add));
      possible.add(new Step("mul", a, b, Tensor::mul));
      possible.add(new Step("div", a, b, (p, q) -> p.div(q.mul(q).add(1))));
    }
    return possible.get(random.nextInt(possible.size()));
  }

  private static boolean broadcast(Shape a, Shape b) {
    for (int axis = 1; axis <= Math.min(a.rank(), b.rank()); axis++) {
      int p = a.extent(-axis);
      int q = b.extent(-axis);
      if (p != q && p != 1 && q != 1) {
        return false;
      }
    }
    return true;
  }

  /** Where to evaluate it. */
  List<Tensor> point() {
    return point;
  }

  @Override
  public Tensor apply(List<Tensor> x) {
    List<Tensor> values = new ArrayList<>(x);
    steps.forEach(step -> values.add(step.f.apply(values.get(step.a), values.get(step.b))));
    return values.get(values.size() - 1);
  }

  /** The shapes of the arguments and the operations by the numbers of their operands. */
  @Override
  public String toString() {
    return "of " + point.get(0).shape() + ", " + point.get(1).shape() + ": "
        + String.join("; ", steps.stream().map(s -> s.name + "(" + s.a + ", " + s.b + ")").toList());
  }
}
