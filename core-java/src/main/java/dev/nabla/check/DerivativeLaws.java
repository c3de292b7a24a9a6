package dev.nabla.check;

import dev.nabla.tensor.Backprop;
import dev.nabla.tensor.Op;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Gradient and tangent against differences, each against the other, and the second order. */
final class DerivativeLaws {
  private DerivativeLaws() {}

  static boolean gradient(Sample sample) {
    Op op = sample.op();
    List<Tensor> x = sample.inputs();
    if (!Calculus.hasDerivative(op, x)) {
      return false;
    }
    Tensor u = Calculus.direction(1, Calculus.value(op, x));
    List<Tensor> gradients = Calculus.gradients(op, x, u);
    for (int i : Calculus.floating(x)) {
      FiniteDifferences.requireGradient("the gradient of input " + i,
          moved -> Calculus.value(op, moved).mul(u).sum(), x, i, gradients.get(i));
    }
    return true;
  }

  static boolean tangent(Sample sample) {
    Op op = sample.op();
    List<Tensor> x = sample.inputs();
    if (!Calculus.hasDerivative(op, x)) {
      return false;
    }
    List<Tensor> all = Calculus.directions(2, x);
    requireTangent("the tangent", op, x, all);
    for (int i : Calculus.floating(x)) {
      List<Tensor> one = new ArrayList<>(x);
      one.replaceAll(none -> null);
      one.set(i, all.get(i));
      requireTangent("the tangent along input " + i + " alone", op, x, one);
    }
    return true;
  }

  private static void requireTangent(String what, Op op, List<Tensor> x, List<Tensor> direction) {
    double[] expected = FiniteDifferences.along(moved -> Calculus.value(op, moved), x, direction);
    Tensor tangent = Calculus.tangent(op, direction, Calculus.value(op, x), x);
    FiniteDifferences.requireClose(what, expected, tangent.toDoubles(), 1e-6);
  }

  /** ⟨u, Jv⟩ = ⟨Jᵀu, v⟩. */
  static boolean adjoint(Sample sample) {
    Op op = sample.op();
    List<Tensor> x = sample.inputs();
    if (!Calculus.hasDerivative(op, x)) {
      return false;
    }
    Tensor y = Calculus.value(op, x);
    Tensor u = Calculus.direction(3, y);
    List<Tensor> v = Calculus.directions(4, x);
    double forward = u.mul(Calculus.tangent(op, v, y, x)).sum().item();
    List<Tensor> gradients = Calculus.gradients(op, x, u);
    double backward = 0;
    double size = 1e-3;
    for (int i : Calculus.floating(x)) {
      Tensor products = gradients.get(i).mul(v.get(i));
      backward += products.sum().item();
      size += products.abs().sum().item();
    }
    if (!(Math.abs(forward - backward) <= 1e-12 * size)) {
      throw new BrokenLaw("⟨u, Jv⟩ by the tangent is " + forward + ", but ⟨Jᵀu, v⟩ by the gradient " + backward);
    }
    return true;
  }

  /** The gradient of ⟨w, Jᵀu⟩ with respect to the inputs, by differences, and with respect to u, which is Jw. */
  static boolean secondOrder(Sample sample) {
    Op op = sample.op();
    List<Tensor> x = sample.inputs();
    if (!Calculus.hasDerivative(op, x)) {
      return false;
    }
    Tensor y = Calculus.value(op, x);
    List<Tensor> w = Calculus.directions(5, x);
    List<Tensor> at = new ArrayList<>(x);
    at.add(Calculus.direction(6, y));
    Function<List<Tensor>, Tensor> projected = in -> {
      List<Tensor> p = parameters(in);
      return projectedGradient(op, p.subList(0, x.size()), p.get(x.size()), w);
    };
    List<Tensor> p = parameters(at);
    Tensor projection = projectedGradient(op, p.subList(0, x.size()), p.get(x.size()), w);
    for (int i : Calculus.floating(x)) {
      FiniteDifferences.requireGradient("the second derivative by input " + i, projected, at, i,
          gradient(projection, (Parameter) p.get(i)));
    }
    FiniteDifferences.requireClose("the gradient's derivative by its upstream gradient",
        Calculus.tangent(op, w, y, x).toDoubles(), gradient(projection, (Parameter) p.get(x.size())).toDoubles(),
        1e-12);
    return true;
  }

  private static List<Tensor> parameters(List<Tensor> x) {
    return x.stream().map(t -> t.dtype().isFloating() ? Parameter.of(t) : t).toList();
  }

  /** ⟨w, Jᵀu⟩, recorded. */
  private static Tensor projectedGradient(Op op, List<Tensor> x, Tensor u, List<Tensor> w) {
    List<Integer> floating = Calculus.floating(x);
    List<Parameter> wanted = floating.stream().map(i -> (Parameter) x.get(i)).toList();
    List<Tensor> gradients = Backprop.gradients(Calculus.value(op, x), u, wanted);
    Tensor sum = Tensor.scalar(0.0);
    for (int k = 0; k < wanted.size(); k++) {
      sum = sum.add(gradients.get(k).mul(w.get(floating.get(k))).sum());
    }
    return sum;
  }

  /** The gradient of one element; zeros where nothing was recorded because it is constant. */
  private static Tensor gradient(Tensor y, Parameter p) {
    return y.requiresGradient() ? Backprop.gradients(y, null, List.of(p)).get(0) : Tensor.zerosLike(p);
  }
}
