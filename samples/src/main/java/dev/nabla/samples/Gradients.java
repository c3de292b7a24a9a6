package dev.nabla.samples;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;

/**
 * 2 · Gradients by hand and by machine: the formulas of the linear layer and of a network of three layers, worked out on
 * paper, against {@link Tensor#backward()}.
 */
public final class Gradients {
  private Gradients() {}

  public static void main(String[] args) {
    linearLayer(Rng.of(1));
    threeLayers(Rng.of(2));
    secondDerivative();
  }

  /** T = X·W + b: dX = dT·Wᵀ, dW = Xᵀ·dT, db = the column sums of dT. */
  private static void linearLayer(Rng rng) {
    Parameter x = Parameter.of("X", rng.randn(DType.FLOAT64, 5, 3));
    Parameter w = Parameter.of("W", rng.randn(DType.FLOAT64, 3, 2));
    Parameter b = Parameter.of("b", rng.randn(DType.FLOAT64, 2));
    Tensor dT = rng.randn(DType.FLOAT64, 5, 2);

    // T is no single number, so backward needs the gradient that arrives from above.
    x.matmul(w).add(b).backward(dT);

    System.out.println("dW of the linear layer:\n" + w.gradient());
    Check.equal(dT.matmul(w.value().transpose()), x.gradient(), "dX = dT·Wᵀ");
    Check.equal(x.value().transpose().matmul(dT), w.gradient(), "dW = Xᵀ·dT");
    Check.equal(dT.sum(0), b.gradient(), "db = Σ rows of dT");
  }

  /** h₁ = W₁x, z₁ = φ(h₁), h₂ = W₂z₁, z₂ = φ(h₂), ŷ = W₃z₂, f = ½‖ŷ − y‖², all vectors columns, with φ = tanh. */
  private static void threeLayers(Rng rng) {
    Tensor x = rng.randn(DType.FLOAT64, 4, 1);
    Tensor y = rng.randn(DType.FLOAT64, 2, 1);
    Parameter w1 = Parameter.of("W1", rng.randn(DType.FLOAT64, 5, 4));
    Parameter w2 = Parameter.of("W2", rng.randn(DType.FLOAT64, 3, 5));
    Parameter w3 = Parameter.of("W3", rng.randn(DType.FLOAT64, 2, 3));

    Tensor h1 = w1.matmul(x);
    Tensor z1 = h1.tanh();
    Tensor h2 = w2.matmul(z1);
    Tensor z2 = h2.tanh();
    Tensor prediction = w3.matmul(z2);
    prediction.sub(y).pow(2).sum().mul(0.5).backward();

    // From the output to the input; a diagonal Jacobian is an element-wise product.
    Tensor dPrediction = prediction.detach().sub(y);
    Tensor dh2 = slope(z2).mul(w3.value().transpose().matmul(dPrediction));
    Tensor dh1 = slope(z1).mul(w2.value().transpose().matmul(dh2));

    System.out.println("\ndW₁ of the network of three layers:\n" + w1.gradient());
    Check.equal(dPrediction.matmul(z2.detach().transpose()), w3.gradient(), "dW₃ = dŷ·z₂ᵀ");
    Check.equal(dh2.matmul(z1.detach().transpose()), w2.gradient(), "dW₂ = [φ'(h₂) ⊙ W₃ᵀdŷ]·z₁ᵀ");
    Check.equal(dh1.matmul(x.transpose()), w1.gradient(), "dW₁ = [φ'(h₁) ⊙ W₂ᵀdh₂]·xᵀ");
  }

  /** φ' of tanh, from its value: 1 − z². */
  private static Tensor slope(Tensor z) {
    return z.detach().pow(2).neg().add(1);
  }

  /** A gradient is computed by the same operations, so it has a gradient too. */
  private static void secondDerivative() {
    var slope = Autodiff.grad(x -> x.tanh().sum());
    var curvature = Autodiff.grad(x -> slope.apply(x).sum());
    Tensor x = Tensor.linspace(-2, 2, 5);
    System.out.println("\ntanh'' at " + x + ": " + curvature.apply(x));
    Tensor t = x.tanh();
    Check.equal(t.mul(-2).mul(t.mul(t).neg().add(1)), curvature.apply(x), "tanh'' = −2·tanh·(1 − tanh²)");
  }
}
