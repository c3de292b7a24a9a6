package dev.nabla.optim;

import dev.nabla.tensor.Parameter;
import java.util.List;

/**
 * Adam with the formulas of torch.optim.Adam (D. P. Kingma, J. Ba, "Adam", 2015). For a parameter p with gradient g, in
 * its step t = 1, 2, …:
 *
 * <pre>
 *   d = g + weightDecay·p
 *   m = β₁m + (1 − β₁)d
 *   v = β₂v + (1 − β₂)d²
 *   p = p − learningRate · m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε)
 * </pre>
 */
public final class Adam extends AdaptiveMoments<Adam> {
  private Adam(List<Parameter> parameters) {
    super("adam", parameters, false);
  }

  /** Learning rate 1e-3, betas 0.9 and 0.999, epsilon 1e-8, no weight decay. */
  public static Adam of(List<Parameter> parameters) {
    return new Adam(parameters);
  }

  @Override
  Adam self() {
    return this;
  }
}
