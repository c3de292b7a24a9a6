package dev.nabla.samples;

import static dev.nabla.autodiff.Autodiff.jacobian;
import static dev.nabla.autodiff.Autodiff.jvp;
import static dev.nabla.autodiff.Autodiff.vjp;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * 10 · Jacobians and the chain rule: a function is near a point almost its linear part, the Jacobian of a composition is
 * the product of the Jacobians, and neither mode of differentiation needs to write it down.
 */
public final class ChainRule {
  private ChainRule() {}

  public static void main(String[] args) {
    Rng rng = Rng.of(1);
    Tensor a = rng.randn(DType.FLOAT64, 3, 4);
    Tensor b = rng.randn(DType.FLOAT64, 2, 3);
    Tensor x = rng.randn(DType.FLOAT64, 4);
    UnaryOperator<Tensor> g = v -> a.matmul(v).tanh();
    UnaryOperator<Tensor> h = v -> b.matmul(v).sigmoid();
    UnaryOperator<Tensor> f = v -> h.apply(g.apply(v));

    linearPart(f, x, rng.randn(DType.FLOAT64, 4));

    Tensor j = jacobian(f, x);
    Tensor product = jacobian(h, g.apply(x)).matmul(jacobian(g, x));
    Check.equal(product, j, "J of h∘g is J of h at g(x) times J of g at x");

    Tensor v = rng.randn(DType.FLOAT64, 4);
    Tensor u = rng.randn(DType.FLOAT64, 2);
    Check.equal(j.matmul(v), jvp(f, x, v).tangent(), "forward mode: J·v, from the inputs on");
    Check.equal(u.matmul(j), vjp(f, x).pullback().apply(u), "reverse mode: uᵀ·J, from the outputs back");

    Tensor matrix = rng.randn(DType.FLOAT64, 2, 4);
    System.out.println("∂(A·X)/∂X of shape " + jacobian(m -> a.matmul(m), matrix.transpose()).shape()
        + ": that of the output, then that of the input");
  }

  /** y + J·Δx against f(x + Δx): what is missing shrinks with the square of the step. */
  private static void linearPart(UnaryOperator<Tensor> f, Tensor x, Tensor direction) {
    Tensor y = f.apply(x);
    Tensor j = jacobian(f, x);
    double before = Double.NaN;
    for (double step = 0.1; step > 1e-3; step /= 2) {
      Tensor dx = direction.mul(step);
      double missing = f.apply(x.add(dx)).sub(y.add(j.matmul(dx))).abs().max().item();
      System.out.printf("step %.4f: f(x + Δx) and y + J·Δx differ by %.2e%n", step, missing);
      if (step < 0.01) {
        Check.that(Math.abs(before / missing - 4) < 0.2, "half the step, a quarter of the difference");
      }
      before = missing;
    }
  }
}
