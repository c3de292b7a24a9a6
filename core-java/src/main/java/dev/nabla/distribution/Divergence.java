package dev.nabla.distribution;

import dev.nabla.op.BetaAndZeta;
import dev.nabla.op.SpecialFunctions;
import dev.nabla.tensor.Axes;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;

/** How far one distribution is from another. */
public final class Divergence {
  private Divergence() {}

  /**
   * The divergence of Kullback and Leibler E[ln p(x) − ln q(x)] over x from p, of the shape that both batches have in common;
   * ∞ where p has values that q has not. Closed forms are known within each family but {@link StudentT}, from uniform, Laplace,
   * exponential and gamma to normal distributions, from normal to Laplace ones, and between exponential and gamma ones.
   *
   * @throws IllegalArgumentException for other pairs, which {@link #estimate} covers
   */
  public static Tensor kl(Distribution p, Distribution q) {
    if (p instanceof LogNormal a && q instanceof LogNormal b) {
      return kl(a.logarithm(), b.logarithm());
    }
    Tensor divergence = q instanceof Normal to ? toNormal(p, to) : null;
    divergence = divergence == null ? withinFamily(p, q) : divergence;
    divergence = divergence == null ? discrete(p, q) : divergence;
    if (divergence == null) {
      throw new IllegalArgumentException("kl: no closed form is known from " + p.getClass().getSimpleName() + " to "
          + q.getClass().getSimpleName() + "; Divergence.estimate draws values instead");
    }
    return divergence;
  }

  /** The mean of ln p(x) − ln q(x) over {@code draws} values from p, with gradients where p is reparameterised. */
  public static Tensor estimate(Distribution p, Distribution q, Rng rng, int draws) {
    if (draws < 1) {
      throw new IllegalArgumentException("kl: needs at least 1 draw, got " + draws);
    }
    Tensor x = p instanceof Reparameterized r ? r.rsample(rng, draws) : p.sample(rng, draws);
    return p.logProb(x).sub(q.logProb(x)).mean(0);
  }

  private static Tensor withinFamily(Distribution p, Distribution q) {
    if (p instanceof Uniform a && q instanceof Uniform b) {
      return uniform(a, b);
    }
    if (p instanceof Exponential a && q instanceof Exponential b) {
      return exponential(a, b);
    }
    if (p instanceof Laplace a && q instanceof Laplace b) {
      return laplace(a, b);
    }
    if (p instanceof Normal a && q instanceof Laplace b) {
      return normalToLaplace(a, b);
    }
    if (p instanceof Beta a && q instanceof Beta b) {
      return dirichlet(asDirichlet(a), asDirichlet(b));
    }
    if (p instanceof Dirichlet a && q instanceof Dirichlet b) {
      return dirichlet(a, b);
    }
    Gamma a = asGamma(p);
    Gamma b = asGamma(q);
    return a == null || b == null ? null : gamma(a, b);
  }

  private static Tensor discrete(Distribution p, Distribution q) {
    if (p instanceof Bernoulli a && q instanceof Bernoulli b) {
      return bernoulli(a, b);
    }
    if (p instanceof Categorical a && q instanceof Categorical b) {
      return categorical(a, b);
    }
    return p instanceof Poisson a && q instanceof Poisson b ? poisson(a, b) : null;
  }

  /** E[−ln q] of a normal q takes two moments of p: −entropy + ln σ√2π + (variance + (mean − μ)²) / 2σ². */
  private static Tensor toNormal(Distribution p, Normal q) {
    if (p instanceof Normal a) {
      return normal(a, q);
    }
    if (!(p instanceof Uniform || p instanceof Laplace || p instanceof Exponential || p instanceof Gamma)) {
      return null;
    }
    Tensor square = p.variance().add(p.mean().sub(q.mean()).pow(2)).div(q.variance());
    return square.mul(0.5).add(q.deviation().log()).add(Parameters.LOG_ROOT_2_PI).sub(p.entropy());
  }

  /** (r² + d² − 1)/2 − ln r with r = σ/σ′ and d = (μ − μ′)/σ′. */
  private static Tensor normal(Normal p, Normal q) {
    Tensor r = p.deviation().div(q.deviation());
    Tensor d = p.mean().sub(q.mean()).div(q.deviation());
    return r.pow(2).add(d.pow(2)).sub(1).mul(0.5).sub(r.log());
  }

  /** E|x − m| of a normal x is σ√(2/π) exp(−δ²/2) + (μ − m) erf(δ/√2) with δ = (μ − m)/σ. */
  private static Tensor normalToLaplace(Normal p, Laplace q) {
    Tensor d = p.mean().sub(q.location());
    Tensor delta = d.div(p.deviation());
    Tensor near = p.deviation().mul(Math.sqrt(2 / Math.PI)).mul(delta.pow(2).mul(-0.5).exp());
    Tensor distance = near.add(d.mul(SpecialFunctions.erf(delta.mul(Math.sqrt(0.5)))));
    return distance.div(q.scale()).add(q.scale().log()).add(Math.log(2)).sub(p.entropy());
  }

  private static Tensor uniform(Uniform p, Uniform q) {
    Tensor inside = p.low().ge(q.low()).logicalAnd(p.high().le(q.high()));
    Tensor divergence = q.entropy().sub(p.entropy());
    return Tensor.where(inside, divergence, infinity(divergence));
  }

  private static Tensor exponential(Exponential p, Exponential q) {
    Tensor ratio = q.rate().div(p.rate());
    return ratio.sub(1).sub(ratio.log());
  }

  /** ln (b′/b) − 1 + d/b′ + (b/b′) exp(−d/b) with d = |μ − μ′|. */
  private static Tensor laplace(Laplace p, Laplace q) {
    Tensor d = p.location().sub(q.location()).abs();
    Tensor ratio = p.scale().div(q.scale());
    Tensor middle = ratio.mul(d.div(p.scale()).neg().exp());
    return middle.add(d.div(q.scale())).sub(1).sub(ratio.log());
  }

  private static Gamma asGamma(Distribution d) {
    return d instanceof Gamma g ? g
        : d instanceof Exponential e ? new Gamma(Tensor.onesLike(e.rate()), e.rate()) : null;
  }

  /** (a − a′) ψ(a) − ln Γ(a) + ln Γ(a′) + a′ ln(r/r′) + a (r′ − r)/r. */
  private static Tensor gamma(Gamma p, Gamma q) {
    Tensor a = p.concentration();
    Tensor b = q.concentration();
    Tensor shapes = a.sub(b).mul(SpecialFunctions.digamma(a)).sub(SpecialFunctions.lgamma(a))
        .add(SpecialFunctions.lgamma(b));
    return shapes.add(b.mul(p.rate().div(q.rate()).log())).add(a.mul(q.rate().sub(p.rate()).div(p.rate())));
  }

  private static Dirichlet asDirichlet(Beta d) {
    return new Dirichlet(Tensor.stack(-1, d.alpha(), d.beta()));
  }

  /** ln B(b) − ln B(a) + Σ (aᵢ − bᵢ)(ψ(aᵢ) − ψ(Σa)). */
  private static Tensor dirichlet(Dirichlet p, Dirichlet q) {
    Tensor a = p.concentration();
    Tensor b = q.concentration();
    Shape shape = a.shape().broadcast(b.shape(), "kl");
    Tensor slopes = SpecialFunctions.digamma(a).sub(SpecialFunctions.digamma(a.sum(Axes.KEEP, -1)));
    Tensor sum = a.sub(b).mul(slopes.expand(shape)).sum(-1);
    return BetaAndZeta.lbeta(b).sub(BetaAndZeta.lbeta(a)).add(sum);
  }

  private static Tensor bernoulli(Bernoulli p, Bernoulli q) {
    Tensor a = p.logits();
    Tensor b = q.logits();
    Tensor ones = share(p.probabilities(), Bernoulli.softplus(a.neg()).neg(), Bernoulli.softplus(b.neg()).neg());
    return ones.add(share(a.neg().sigmoid(), Bernoulli.softplus(a).neg(), Bernoulli.softplus(b).neg()));
  }

  private static Tensor categorical(Categorical p, Categorical q) {
    if (p.logits().extent(-1) != q.logits().extent(-1)) {
      throw new IllegalArgumentException("kl: needs as many classes in both distributions, got "
          + p.logits().extent(-1) + " and " + q.logits().extent(-1));
    }
    return share(p.probabilities(), p.logits(), q.logits()).sum(-1);
  }

  /** p (ln p − ln q), and 0 where p is. */
  private static Tensor share(Tensor p, Tensor logP, Tensor logQ) {
    Tensor some = p.gt(0);
    Tensor difference = Parameters.moved(some, logP, 0).sub(Parameters.moved(some, logQ, 0));
    return Tensor.where(some, p.mul(difference), Tensor.zeros(Shape.SCALAR, p.dtype()));
  }

  /** r ln(r/r′) − r + r′. */
  private static Tensor poisson(Poisson p, Poisson q) {
    return share(p.rate(), p.rate().log(), q.rate().log()).sub(p.rate()).add(q.rate());
  }

  private static Tensor infinity(Tensor like) {
    return Tensor.full(Double.POSITIVE_INFINITY, Shape.SCALAR, like.dtype());
  }
}
