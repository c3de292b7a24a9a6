package dev.nabla.check;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Op;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Types, layouts, broadcasting and emptiness, which change neither values nor gradients. */
final class ValueLaws {
  private ValueLaws() {}

  static boolean float32(Sample sample) {
    List<Tensor> x = sample.inputs();
    if (Calculus.floating(x).isEmpty()) {
      return false;
    }
    List<Tensor> single = new ArrayList<>(x);
    single.replaceAll(t -> t.dtype().isFloating() ? t.to(DType.FLOAT32) : t);
    requireTypes(sample.op(), single, DType.FLOAT32);
    requireSame("in float32", sample, single, u -> u.to(DType.FLOAT32), 1e-5);
    return true;
  }

  static boolean float64(Sample sample) {
    if (Calculus.floating(sample.inputs()).isEmpty()) {
      return false;
    }
    Tensor y = Calculus.value(sample.op(), sample.inputs());
    if (y.dtype() == DType.FLOAT32) {
      throw new BrokenLaw("the value is float32, but the inputs are float64");
    }
    requireTypes(sample.op(), sample.inputs(), DType.FLOAT64);
    return true;
  }

  private static void requireTypes(Op op, List<Tensor> x, DType type) {
    if (!Calculus.hasDerivative(op, x)) {
      return;
    }
    for (Tensor gradient : Calculus.gradients(op, x, Calculus.direction(7, Calculus.value(op, x)))) {
      if (gradient != null && gradient.dtype() != type) {
        throw new BrokenLaw("a gradient is " + gradient.dtype() + ", but its input " + type);
      }
    }
  }

  static boolean strided(Sample sample) {
    for (Layouts layout : Layouts.values()) {
      requireSame("laid out as " + layout, sample, sample.inputs().stream().map(layout::of).toList(), layout::of,
          1e-13);
    }
    return true;
  }

  /**
   * Compares with inputs that are expanded first. Up to two last axes may be those of vectors and matrices; the axes in
   * front of them broadcast.
   */
  static boolean broadcasting(Sample sample) {
    Tensor y = Calculus.value(sample.op(), sample.inputs());
    for (int core = 0; core <= 2; core++) {
      List<Tensor> expanded = expanded(sample.inputs(), core, y.shape());
      if (expanded != null) {
        requireSame("expanded first", sample, expanded, u -> u, 1e-13);
        return true;
      }
    }
    return false;
  }

  /** The inputs with common leading axes; null when they have them already, or the output does not begin with them. */
  private static List<Tensor> expanded(List<Tensor> x, int core, Shape output) {
    Shape common = Shape.SCALAR;
    for (Tensor t : x) {
      if (t.rank() < core) {
        return null;
      }
      Shape leading = t.shape().slice(0, t.rank() - core);
      if (!pair(common, leading)) {
        return null;
      }
      common = common.broadcast(leading, "broadcasting");
    }
    if (output.rank() < common.rank() || !output.slice(0, common.rank()).equals(common)) {
      return null;
    }
    List<Tensor> expanded = new ArrayList<>();
    for (Tensor t : x) {
      expanded.add(t.expand(common.concat(t.shape().slice(t.rank() - core, t.rank()))));
    }
    boolean changed = IntStream.range(0, x.size()).anyMatch(i -> !expanded.get(i).shape().equals(x.get(i).shape()));
    return changed ? expanded : null;
  }

  /** Whether two shapes broadcast. */
  private static boolean pair(Shape a, Shape b) {
    for (int axis = 1; axis <= Math.min(a.rank(), b.rank()); axis++) {
      int m = a.extent(-axis);
      int n = b.extent(-axis);
      if (m != n && m != 1 && n != 1) {
        return false;
      }
    }
    return true;
  }

  /** Value, and gradients summed down to the inputs' shapes, at other inputs and with another upstream gradient. */
  private static void requireSame(String how, Sample sample, List<Tensor> others, UnaryOperator<Tensor> upstream,
      double relative) {
    Op op = sample.op();
    List<Tensor> x = sample.inputs();
    Tensor y = Calculus.value(op, x);
    FiniteDifferences.requireClose("the value " + how, y.toDoubles(), Calculus.value(op, others).toDoubles(), relative);
    if (!Calculus.hasDerivative(op, x)) {
      return;
    }
    Tensor u = Calculus.direction(8, y);
    List<Tensor> expected = Calculus.gradients(op, x, u);
    List<Tensor> actual = Calculus.gradients(op, others, upstream.apply(u));
    for (int i : Calculus.floating(x)) {
      FiniteDifferences.requireClose("the gradient of input " + i + " " + how, expected.get(i).toDoubles(),
          actual.get(i).sumTo(x.get(i).shape()).toDoubles(), relative);
    }
  }
}
