package dev.nabla.samples;

import dev.nabla.explain.Explain;
import dev.nabla.explain.Explanation;
import dev.nabla.explain.ParameterGradient;
import dev.nabla.op.Losses;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * 14 · The network of three layers explained: every step of its backward pass, with formulas, local Jacobians and values,
 * on a page to look at. {@code --out FILE} says where the page goes.
 */
public final class ThreeLayersExplained {
  private ThreeLayersExplained() {}

  public static void main(String[] args) throws IOException {
    Path page = Path.of(Options.of(args, "--out").value("--out", "three-layers.html"));
    Rng rng = Rng.of(2);
    Tensor x = rng.randn(DType.FLOAT64, 4, 1);
    Tensor y = rng.randn(DType.FLOAT64, 2, 1);
    Parameter w1 = Parameter.of("W1", rng.randn(DType.FLOAT64, 5, 4).mul(0.5));
    Parameter w2 = Parameter.of("W2", rng.randn(DType.FLOAT64, 3, 5).mul(0.5));
    Parameter w3 = Parameter.of("W3", rng.randn(DType.FLOAT64, 2, 3).mul(0.5));

    Tensor h1 = w1.matmul(x);
    Tensor z1 = h1.tanh();
    Tensor h2 = w2.matmul(z1);
    Tensor z2 = h2.tanh();
    Tensor prediction = w3.matmul(z2);
    Tensor loss = Losses.mse(prediction, y);
    Explanation explanation = Explain.of(loss)
        .names(Map.of("x", x, "y", y, "h1", h1, "z1", z1, "h2", h2, "z2", z2, "ŷ", prediction));

    System.out.println(explanation);
    explanation.writeHtml(page);
    System.out.println("The same as a page: " + page.toAbsolutePath() + "\n");

    List<String> formulas = explanation.gradients().stream().map(ParameterGradient::formula).toList();
    Check.that(formulas.contains("∂f/∂W₃ = ∂f/∂ŷ·z₂ᵀ"), "∂f/∂W₃ = ∂f/∂ŷ·z₂ᵀ");
    Check.that(formulas.contains("∂f/∂W₂ = [tanh′(h₂) ⊙ (W₃ᵀ·∂f/∂ŷ)]·z₁ᵀ"), "∂f/∂W₂ = [tanh′(h₂) ⊙ (W₃ᵀ·∂f/∂ŷ)]·z₁ᵀ");
    Check.that(formulas.contains("∂f/∂W₁ = [tanh′(h₁) ⊙ (W₂ᵀ·∂f/∂h₂)]·xᵀ"), "∂f/∂W₁ = [tanh′(h₁) ⊙ (W₂ᵀ·∂f/∂h₂)]·xᵀ");
    loss.backward();
    for (ParameterGradient gradient : explanation.gradients()) {
      Parameter parameter = Map.of("W₁", w1, "W₂", w2, "W₃", w3).get(gradient.name());
      Check.equal(gradient.gradient(), parameter.gradient(),
          gradient.name() + ": what is explained is what is computed");
    }
    Check.that(Files.size(page) > 0, "the page is written");
  }
}
