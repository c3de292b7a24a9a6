package dev.nabla.optim;

import dev.nabla.tensor.Tensor;

/** The formulas of torch.optim, written plainly in tensors: what the fused passes are compared with. */
final class OptimizerFormulas {
  private OptimizerFormulas() {}

  /** One parameter under stochastic gradient descent. */
  static final class Descent {
    private Tensor p;
    private Tensor velocity;

    Descent(Tensor p) {
      this.p = p;
    }

    Tensor step(Tensor g, double rate, double momentum, double dampening, boolean nesterov, double weightDecay) {
      Tensor d = g.add(p.mul(weightDecay));
      if (momentum != 0) {
        velocity = velocity == null ? d : velocity.mul(momentum).add(d.mul(1 - dampening));
        d = nesterov ? d.add(velocity.mul(momentum)) : velocity;
      }
      p = p.sub(d.mul(rate));
      return p;
    }
  }

  /** One parameter under Adam, or under AdamW when the decay is decoupled. */
  static final class Moments {
    private Tensor p;
    private Tensor m;
    private Tensor v;
    private int t;

    Moments(Tensor p) {
      this.p = p;
      m = Tensor.zerosLike(p);
      v = Tensor.zerosLike(p);
    }

    Tensor step(Tensor g, double rate, double beta1, double beta2, double epsilon, double weightDecay,
        boolean decoupled) {
      t++;
      Tensor d = decoupled ? g : g.add(p.mul(weightDecay));
      Tensor start = decoupled ? p.mul(1 - rate * weightDecay) : p;
      m = m.mul(beta1).add(d.mul(1 - beta1));
      v = v.mul(beta2).add(d.mul(d).mul(1 - beta2));
      Tensor mean = m.div(1 - Math.pow(beta1, t));
      Tensor square = v.div(1 - Math.pow(beta2, t));
      p = start.sub(mean.mul(rate).div(square.sqrt().add(epsilon)));
      return p;
    }
  }
}
