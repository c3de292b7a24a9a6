package dev.nabla.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.nabla.check.GradientCheck;
import dev.nabla.check.GradientReport;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What every function of tensors owes its derivatives, whichever way they are computed. */
final class DerivativeLaws {
  /** What rounding of numbers around 1 on the way makes of differences over steps of 1e-5, a few times over. */
  private static final double ROUNDING = 1e-10;

  private DerivativeLaws() {}

  /** J from vjp = J from jvp = J from linearize, and ⟨u, Jv⟩ = ⟨Jᵀu, v⟩. */
  static void requireOneJacobian(String what, Function<List<Tensor>, Tensor> f, List<Tensor> x) {
    Tensor y = f.apply(x);
    List<Tensor> v = directions(1, x);
    Tensor u = direction(2, y);
    ValueAndTangent<Tensor> forward = Autodiff.jvp(f, x, v);
    ValueAndPullback<List<Tensor>, Tensor> reverse = Autodiff.vjp(f, x);
    assertEquals(y, forward.value(), what + ": the value beside a tangent");
    assertEquals(y, reverse.value(), what + ": the value beside a pullback");
    requireClose(what + ": linearize against jvp", forward.tangent(),
        Autodiff.linearize(f, x).map().apply(v), 1e-11);
    List<Tensor> gradients = reverse.pullback().apply(u);
    requireClose(what + ": ⟨Jᵀu, v⟩ against ⟨u, Jv⟩", inner(List.of(u), List.of(forward.tangent())),
        inner(gradients, v), 1e-11 * (1 + size(gradients, v)));
    if (y.size() * x.stream().mapToInt(Tensor::size).sum() <= 1024) {
      List<Tensor> rows = Autodiff.jacobian(Sweep.REVERSE, f).apply(x);
      List<Tensor> columns = Autodiff.jacobian(Sweep.FORWARD, f).apply(x);
      for (int i = 0; i < x.size(); i++) {
        requireClose(what + ": J by columns against J by rows, input " + i, rows.get(i), columns.get(i), 1e-11);
      }
    }
  }

  /** Both modes, along a random direction, against central differences; those of a derivative that is 0 are noise. */
  static void requireDifferences(String what, Function<List<Tensor>, Tensor> f, List<Tensor> x, double tolerance) {
    for (GradientReport.Worst worst : GradientCheck.of(f, x).check().worst()) {
      boolean bothZero = Math.abs(worst.actual()) <= 1e-12 && Math.abs(worst.expected()) <= 1e-8;
      boolean alike = Math.abs(worst.actual() - worst.expected()) <= ROUNDING;
      if (!(worst.relativeError() <= tolerance || bothZero || alike)) {
        fail(what + ": " + worst);
      }
    }
  }

  /** The Hessian H of ⟨u, f⟩: ⟨w, Hv⟩ = ⟨v, Hw⟩, and Hv is the same by every nesting of the modes. */
  static void requireOneHessian(String what, Function<List<Tensor>, Tensor> f, List<Tensor> x) {
    Tensor u = direction(3, f.apply(x));
    Function<List<Tensor>, Tensor> s = p -> f.apply(p).mul(u).sum();
    List<Tensor> v = directions(4, x);
    List<Tensor> w = directions(5, x);
    List<Tensor> product = Autodiff.hvp(s, x, v);
    double scale = 1 + size(product, w);
    requireClose(what + ": ⟨v, Hw⟩ against ⟨w, Hv⟩", inner(w, product), inner(v, Autodiff.hvp(s, x, w)),
        1e-10 * scale);
    List<Tensor> twice = Autodiff.grad((List<Tensor> p) -> inner(Autodiff.grad(s).apply(p), v)).apply(x);
    List<Tensor> outside = Autodiff.grad((List<Tensor> p) -> Autodiff.jvp(s, p, v).tangent()).apply(x);
    for (int i = 0; i < x.size(); i++) {
      requireClose(what + ": reverse over reverse against forward over reverse", product.get(i), twice.get(i), 1e-10);
      requireClose(what + ": reverse over forward against forward over reverse", product.get(i), outside.get(i), 1e-10);
    }
    Tensor second = Autodiff.jvp((List<Tensor> p) -> Autodiff.jvp(s, p, v).tangent(), x, w).tangent();
    requireClose(what + ": forward over forward against ⟨w, Hv⟩", inner(w, product), second, 1e-10 * scale);
  }

  /** checkpoint(f) = f, value and derivatives, bit for bit. */
  static void requireSameBitsFromCheckpoint(String what, Function<List<Tensor>, Tensor> f, List<Tensor> x) {
    Function<List<Tensor>, Tensor> checked = Autodiff.checkpoint(f);
    assertEquals(f.apply(x), checked.apply(x), what + ": the value of a checkpoint");
    Tensor u = direction(6, f.apply(x));
    assertEquals(Autodiff.vjp(f, x).pullback().apply(u), Autodiff.vjp(checked, x).pullback().apply(u),
        what + ": the gradient of a checkpoint");
    List<Tensor> v = directions(7, x);
    assertEquals(Autodiff.jvp(f, x, v).tangent(), Autodiff.jvp(checked, x, v).tangent(),
        what + ": the tangent of a checkpoint");
  }

  private static Tensor direction(long seed, Tensor like) {
    return Rng.of(seed).randn(DType.FLOAT64, like.shape().extents());
  }

  private static List<Tensor> directions(long seed, List<Tensor> like) {
    Rng rng = Rng.of(seed);
    List<Tensor> directions = new ArrayList<>();
    like.forEach(x -> directions.add(rng.randn(DType.FLOAT64, x.shape().extents())));
    return directions;
  }

  private static Tensor inner(List<Tensor> a, List<Tensor> b) {
    Tensor sum = Tensor.scalar(0.0);
    for (int i = 0; i < a.size(); i++) {
      sum = sum.add(a.get(i).mul(b.get(i)).sum());
    }
    return sum;
  }

  private static double size(List<Tensor> a, List<Tensor> b) {
    return inner(a.stream().map(Tensor::abs).toList(), b.stream().map(Tensor::abs).toList()).item();
  }

  private static void requireClose(String what, Tensor expected, Tensor actual, double tolerance) {
    assertEquals(expected.shape(), actual.shape(), what);
    double scale = expected.size() == 0 ? 0 : expected.abs().max().item();
    if (!expected.allClose(actual, 0, tolerance * (1 + scale))) {
      fail(what + ":\n" + actual + "\nagainst\n" + expected);
    }
  }
}
