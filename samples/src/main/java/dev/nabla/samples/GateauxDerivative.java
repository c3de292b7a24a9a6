package dev.nabla.samples;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.check.GradientCheck;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * 11 · The Gâteaux derivative lim (f(X + t·V) − f(X)) / t of a function of a matrix: forward mode, the inner product with
 * the gradient, and a difference say the same.
 */
public final class GateauxDerivative {
  private GateauxDerivative() {}

  public static void main(String[] args) {
    Rng rng = Rng.of(3);
    Tensor a = rng.randn(DType.FLOAT64, 5, 3);
    Tensor b = rng.randn(DType.FLOAT64, 5, 2);
    Tensor x = rng.randn(DType.FLOAT64, 3, 2);
    Tensor v = rng.randn(DType.FLOAT64, 3, 2);
    UnaryOperator<Tensor> f = m -> a.matmul(m).sub(b).pow(2).sum().mul(0.5); // ½‖A·X − B‖²

    Tensor gradient = Autodiff.grad(f).apply(x);
    Check.equal(a.transpose().matmul(a.matmul(x).sub(b)), gradient, "∇f = Aᵀ(A·X − B)");

    double forward = Autodiff.directionalDerivative(f, x, v).item();
    double inner = gradient.mul(v).sum().item();
    System.out.printf("forward mode %.12f, ⟨∇f, V⟩ %.12f%n", forward, inner);
    Check.that(Math.abs(forward - inner) < 1e-12 * Math.abs(inner), "the derivative along V is ⟨∇f, V⟩");

    for (double t = 1e-1; t > 1e-5; t /= 10) {
      double difference = (f.apply(x.add(v.mul(t))).item() - f.apply(x).item()) / t;
      System.out.printf("t = %.0e: (f(X + t·V) − f(X)) / t = %.9f%n", t, difference);
      Check.that(Math.abs(difference - forward) < 20 * t, "and the limit of differences");
    }
    System.out.print(GradientCheck.of(f, x).withSecondOrder().check().orThrow());
  }
}
