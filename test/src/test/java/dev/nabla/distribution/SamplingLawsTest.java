package dev.nabla.distribution;

import static dev.nabla.autodiff.Autodiff.grad;
import static dev.nabla.autodiff.Autodiff.gradients;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.distribution.Known.Divergences;
import dev.nabla.op.GammaSampling;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Random values follow their distribution, and move as it does; tolerances are standard errors. */
class SamplingLawsTest {
  private static final int DRAWS = 20_000;

  /** So many standard errors may a mean of many values be off: less than once in a million times. */
  private static final double ERRORS = 5;

  private static final List<Distribution> ALL = List.of(Known.normal(0.3, 1.7), Known.logNormal(0.3, 0.4),
      Known.uniform(-1, 2.5), Known.exponential(1.7), Known.laplace(0.3, 1.7), Known.gamma(0.2, 1.7),
      Known.gamma(0.9, 1), Known.gamma(1, 1), Known.gamma(7.5, 0.5), Known.gamma(2000, 3), Known.beta(0.4, 1.7),
      Known.beta(12, 30), Known.student(9, 0.3, 1.7), Known.bernoulli(0.3), Known.poisson(0.2), Known.poisson(9.9),
      Known.poisson(10.1), Known.poisson(400), Known.categorical(0.1, 0.2, 0.3, 0.4));

  /** Whether the mean of x lies within its standard error of {@code expected}. */
  private static void requireMean(String what, double expected, Tensor x) {
    Tensor values = x.to(DType.FLOAT64);
    double mean = values.mean().item();
    double error = Math.sqrt(values.sub(mean).pow(2).mean().item() / values.size());
    assertEquals(expected, mean, ERRORS * error + 1e-12, what);
  }

  @Test
  void samplesHaveTheMomentsOfTheirDistribution() {
    for (Distribution d : ALL) {
      Tensor x = d.sample(Rng.of(7), DRAWS).to(DType.FLOAT64);
      requireMean("mean of " + d, d.mean().item(), x);
      requireMean("variance of " + d, d.variance().item(), x.sub(d.mean()).pow(2));
      requireMean("entropy of " + d, d.entropy().item(), d.logProb(x).neg());
    }
    Dirichlet d = Known.dirichlet(0.5, 1.2, 3);
    Tensor x = d.sample(Rng.of(8), DRAWS);
    for (int i = 0; i < 3; i++) {
      requireMean("mean of " + d, d.mean().get(i).item(), x.select(1, i));
      requireMean("variance of " + d, d.variance().get(i).item(), x.select(1, i).sub(d.mean().get(i)).pow(2));
    }
    requireMean("entropy of " + d, d.entropy().item(), d.logProb(x).neg());
    assertTrue(x.sum(-1).allClose(Tensor.ones(DRAWS).to(DType.FLOAT64), 1e-14, 0));
  }

  /** The distribution function of a sample is uniform: the largest deviation of its empirical one (Kolmogorov) is small. */
  @Test
  void samplesHaveTheirDistributionFunction() {
    requireUniform(Known.gamma(0.3, 2), Known.gamma(0.3, 2)::cdf);
    requireUniform(Known.gamma(4.5, 2), Known.gamma(4.5, 2)::cdf);
    requireUniform(Known.beta(0.7, 2), Known.beta(0.7, 2)::cdf);
    requireUniform(Known.student(3, 0, 1), Known.student(3, 0, 1)::cdf);
    requireUniform(Known.laplace(1, 2), Known.laplace(1, 2)::cdf);
    requireUniform(Known.normal(1, 2), Known.normal(1, 2)::cdf);
  }

  private static void requireUniform(Distribution d, Function<Tensor, Tensor> cdf) {
    double[] u = cdf.apply(d.sample(Rng.of(9), DRAWS)).toDoubles();
    Arrays.sort(u);
    double largest = 0;
    for (int i = 0; i < DRAWS; i++) {
      largest = Math.max(largest, Math.max(u[i] - (double) i / DRAWS, (i + 1.0) / DRAWS - u[i]));
    }
    assertTrue(largest < 2.5 / Math.sqrt(DRAWS), d + ": deviates by " + largest); // exceeded by 7 of a million
  }

  /** A sample that moves with a parameter keeps its probability: F(x(θ); θ) has the derivative 0. */
  @Test
  void samplesMoveAlongTheirQuantiles() {
    requireQuantiles(t -> new Gamma(t, Tensor.scalar(1.3)), (t, x) -> new Gamma(t, Tensor.scalar(1.3)).cdf(x), 0.1);
    requireQuantiles(t -> new Gamma(t, Tensor.scalar(1.3)), (t, x) -> new Gamma(t, Tensor.scalar(1.3)).cdf(x), 2.5);
    requireQuantiles(t -> new Gamma(t, Tensor.scalar(1.3)), (t, x) -> new Gamma(t, Tensor.scalar(1.3)).cdf(x), 60);
    requireQuantiles(t -> new Gamma(Tensor.scalar(2.0), t), (t, x) -> new Gamma(Tensor.scalar(2.0), t).cdf(x), 0.7);
    requireQuantiles(t -> new Normal(Tensor.scalar(1.0), t), (t, x) -> new Normal(Tensor.scalar(1.0), t).cdf(x), 0.7);
    requireQuantiles(t -> new Laplace(Tensor.scalar(1.0), t), (t, x) -> new Laplace(Tensor.scalar(1.0), t).cdf(x), 2);
    requireQuantiles(Exponential::new, (t, x) -> new Exponential(t).cdf(x), 0.7);
    requireQuantiles(t -> new Uniform(t, Tensor.scalar(3.0)), (t, x) -> new Uniform(t, Tensor.scalar(3.0)).cdf(x), 1);
    requireQuantiles(t -> LogNormal.of(t, Tensor.scalar(0.5)), (t, x) -> LogNormal.of(t, Tensor.scalar(0.5)).cdf(x),
        -1);
  }

  /** The probability of a value under a parameter. */
  private interface Probability {
    Tensor of(Tensor parameter, Tensor value);
  }

  private static void requireQuantiles(Function<Tensor, Reparameterized> d, Probability cdf, double parameter) {
    Tensor theta = Tensor.full(parameter, Shape.of(50), DType.FLOAT64);
    Tensor x = d.apply(theta).sample(Rng.of(10));
    Tensor moves = grad(t -> d.apply(t).rsample(Rng.of(10)).sum()).apply(theta);
    double h = 1e-5 * parameter;
    Tensor ahead = cdf.of(theta.add(h), x.add(moves.mul(h)));
    Tensor behind = cdf.of(theta.sub(h), x.sub(moves.mul(h)));
    Tensor scale = cdf.of(theta.add(h), x).sub(cdf.of(theta.sub(h), x)).abs().max();
    double worst = ahead.sub(behind).abs().max().item();
    assertTrue(worst <= 1e-6 * scale.item(), d.apply(theta) + ": moves by " + worst + " of " + scale.item());
  }

  /** Values of torch._standard_gamma_grad of PyTorch 2.13, which approximates them to some five digits: −(∂F/∂a)/(∂F/∂x). */
  @Test
  void quantilesOfGammaVariatesMoveAsInPyTorch() {
    double[][] rows = {{0.3, 0.01, 0.14920695356145888}, {0.3, 1.2, 2.946755539028544}, {2.5, 0.5, 0.42683950298203893},
      {2.5, 4, 1.3395387468383573}, {40, 35, 0.9386142312966292}};
    for (double[] row : rows) {
      Tensor x = Tensor.scalar(row[1]);
      Tensor one = Tensor.scalar(1.0);
      double byShape = grad(a -> new Gamma(a, one).cdf(x)).apply(Tensor.scalar(row[0])).item();
      double byValue = Math.exp(Known.gamma(row[0], 1).logProb(x).item());
      assertEquals(row[2], -byShape / byValue, 1e-4 * row[2]);
    }
  }

  /** ∂E[f(x)]/∂θ is the mean of the gradients of f(x(θ)), also where there is no path along quantiles. */
  @Test
  void gradientsOfSamplesAverageToThoseOfMoments() {
    Tensor a = Tensor.scalar(0.6);
    Tensor b = Tensor.scalar(1.8);
    List<Tensor> mean = gradients(p -> new Beta(p.get(0), p.get(1)).mean()).apply(List.of(a, b));
    List<Tensor> spread = gradients(p -> new Beta(p.get(0), p.get(1)).variance()).apply(List.of(a, b));
    Shape all = Shape.of(DRAWS);
    for (int i = 0; i < 2; i++) {
      List<Tensor> wide = List.of(a.expand(all).contiguous(), b.expand(all).contiguous());
      Tensor each = gradients(p -> new Beta(p.get(0), p.get(1)).rsample(Rng.of(11)).sum()).apply(wide).get(i);
      requireMean("beta, parameter " + i, mean.get(i).item(), each);
      Tensor centre = new Beta(a, b).mean();
      Tensor squares =
          gradients(p -> new Beta(p.get(0), p.get(1)).rsample(Rng.of(11)).sub(centre).pow(2).sum()).apply(wide).get(i);
      requireMean("beta, parameter " + i, spread.get(i).item(), squares);
    }
    Tensor c = Tensor.of(0.5, 1.2, 3.0);
    Tensor weights = Tensor.of(1.0, -2.0, 0.5);
    Tensor expected = grad(t -> new Dirichlet(t).mean().mul(weights).sum()).apply(c);
    Tensor each = grad(t -> new Dirichlet(t).rsample(Rng.of(12)).mul(weights).sum())
        .apply(c.expand(DRAWS, 3).contiguous());
    for (int i = 0; i < 3; i++) {
      requireMean("dirichlet, parameter " + i, expected.get(i).item(), each.select(1, i));
    }
    Tensor nu = Tensor.scalar(9.0);
    Tensor byDegrees = grad(t -> new StudentT(t, Tensor.scalar(0.0), Tensor.scalar(1.0)).variance()).apply(nu);
    Tensor moved = grad(t -> new StudentT(t, Tensor.scalar(0.0), Tensor.scalar(1.0)).rsample(Rng.of(13)).pow(2).sum())
        .apply(nu.expand(all).contiguous());
    requireMean("student", byDegrees.item(), moved);
  }

  /** For a shape of 1e-3 most variates are below 1e-300; their logarithms and the shares among them are numbers. */
  @Test
  void smallShapesDoNotVanish() {
    Tensor small = Tensor.full(1e-3, Shape.of(1000), DType.FLOAT64);
    Tensor z = GammaSampling.logGamma(Rng.of(14), small);
    assertTrue(z.abs().lt(Double.POSITIVE_INFINITY).all().item() == 1);
    requireMean("E ln x", -1000.5755719318104, z); // ψ(1e-3)
    Tensor shares = new Dirichlet(Tensor.full(1e-3, Shape.of(1000, 4), DType.FLOAT64)).sample(Rng.of(15));
    assertTrue(shares.sum(-1).sub(1).abs().max().item() < 1e-14);
    Tensor gradient = grad(t -> GammaSampling.logGamma(Rng.of(14), t).sum()).apply(small);
    assertTrue(gradient.abs().lt(Double.POSITIVE_INFINITY).all().item() == 1);
  }

  @Test
  void divergencesAreThoseOfPyTorch() {
    for (Divergences row : Known.DIVERGENCES) {
      assertEquals(row.expected(), Divergence.kl(row.p(), row.q()).item(), 1e-13, row.toString());
      assertEquals(0, Divergence.kl(row.p(), row.p()).item(), 1e-15, row.toString());
    }
    assertEquals(Double.POSITIVE_INFINITY, Divergence.kl(Known.uniform(0, 2), Known.uniform(0, 1)).item());
  }

  /** Estimates from values come near to the closed forms. */
  @Test
  void divergencesAreMeansOfLogarithms() {
    for (Divergences row : Known.DIVERGENCES) {
      Tensor x = row.p().sample(Rng.of(16), DRAWS);
      requireMean(row.toString(), Divergence.kl(row.p(), row.q()).item(), row.p().logProb(x).sub(row.q().logProb(x)));
      assertEquals(row.p().logProb(x).sub(row.q().logProb(x)).mean().item(),
          Divergence.estimate(row.p(), row.q(), Rng.of(16), DRAWS).item(), 1e-12);
    }
  }

  /** The derivative of a divergence along both parameters of both distributions, by central differences. */
  @Test
  void divergencesHaveGradients() {
    Tensor theta = Tensor.of(1.3, 0.8, 0.7, 2.1);
    requireGradient("normal", t -> Divergence.kl(new Normal(t.get(0), t.get(1)), new Normal(t.get(2), t.get(3))),
        theta);
    requireGradient("laplace", t -> Divergence.kl(new Laplace(t.get(0), t.get(1)), new Laplace(t.get(2), t.get(3))),
        theta);
    requireGradient("gamma", t -> Divergence.kl(new Gamma(t.get(0), t.get(1)), new Gamma(t.get(2), t.get(3))), theta);
    requireGradient("beta", t -> Divergence.kl(new Beta(t.get(0), t.get(1)), new Beta(t.get(2), t.get(3))), theta);
    requireGradient("bernoulli", t -> Divergence.kl(new Bernoulli(t.get(0)), new Bernoulli(t.get(2))), theta);
    requireGradient("poisson", t -> Divergence.kl(new Poisson(t.get(0)), new Poisson(t.get(2))), theta);
    requireGradient("categorical", t -> Divergence.kl(new Categorical(t.narrow(0, 0, 2)),
        new Categorical(t.narrow(0, 2, 2))), theta);
    requireGradient("dirichlet", t -> Divergence.kl(new Dirichlet(t.narrow(0, 0, 2)),
        new Dirichlet(t.narrow(0, 2, 2))), theta);
    requireGradient("normal, laplace",
        t -> Divergence.kl(new Normal(t.get(0), t.get(1)), new Laplace(t.get(2), t.get(3))), theta);
    requireGradient("gamma, normal",
        t -> Divergence.kl(new Gamma(t.get(0), t.get(1)), new Normal(t.get(2), t.get(3))), theta);
  }

  private static void requireGradient(String what, Function<Tensor, Tensor> f, Tensor theta) {
    Tensor gradient = grad(f::apply).apply(theta);
    for (int i = 0; i < theta.size(); i++) {
      Tensor step = Tensor.arange(theta.size()).eq(i).to(DType.FLOAT64).mul(1e-5);
      double difference = f.apply(theta.add(step)).item() - f.apply(theta.sub(step)).item();
      assertEquals(difference / 2e-5, gradient.get(i).item(), 1e-7 * (1 + Math.abs(difference / 2e-5)), what);
    }
  }
}
