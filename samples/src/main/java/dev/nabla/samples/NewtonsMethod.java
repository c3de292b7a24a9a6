package dev.nabla.samples;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.op.LinearSystems;
import dev.nabla.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * 12 · Newton's method: steps by the gradient and the Hessian, Δx = −H⁻¹∇f, find the bottom of Rosenbrock's valley in
 * a handful of steps, where descent along the gradient takes thousands.
 */
public final class NewtonsMethod {
  private NewtonsMethod() {}

  public static void main(String[] args) {
    UnaryOperator<Tensor> valley = NewtonsMethod::rosenbrock;
    UnaryOperator<Tensor> gradient = Autodiff.grad(valley);
    UnaryOperator<Tensor> hessian = Autodiff.hessian(valley);

    Tensor x = Tensor.of(-1.2, 1.0);
    int steps = 0;
    while (steps < 20 && gradient.apply(x).abs().max().item() > 1e-10) {
      System.out.printf("step %d: f = %.3e at %s%n", steps++, rosenbrock(x).item(), x);
      x = x.sub(LinearSystems.solve(hessian.apply(x), gradient.apply(x)));
    }
    Check.equal(Tensor.of(1.0, 1.0), x, "the minimum is at (1, 1)");

    Tensor v = Tensor.of(0.3, -0.7);
    Check.equal(hessian.apply(x).matmul(v), Autodiff.hvp(valley, x, v), "H·v needs no H");
  }

  /** (1 − a)² + 100·(b − a²)². */
  private static Tensor rosenbrock(Tensor x) {
    Tensor a = x.get(0);
    Tensor b = x.get(1);
    return a.neg().add(1).pow(2).add(b.sub(a.mul(a)).pow(2).mul(100));
  }
}
