package dev.nabla.optim;

import dev.nabla.tensor.Parameter;
import java.util.List;

/**
 * {@link Adam} whose weight decay shrinks the parameter by itself, p·(1 − learningRate·weightDecay), instead of joining
 * the gradient (I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", 2019); as torch.optim.AdamW.
 */
public final class AdamW extends AdaptiveMoments<AdamW> {
  private AdamW(List<Parameter> parameters) {
    super("adamW", parameters, true);
    weightDecay(0.01);
  }

  /** Learning rate 1e-3, betas 0.9 and 0.999, epsilon 1e-8, weight decay 0.01. */
  public static AdamW of(List<Parameter> parameters) {
    return new AdamW(parameters);
  }

  @Override
  AdamW self() {
    return this;
  }
}
