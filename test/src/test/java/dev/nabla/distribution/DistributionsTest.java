package dev.nabla.distribution;

import static dev.nabla.autodiff.Autodiff.grad;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.distribution.Known.LogProb;
import dev.nabla.distribution.Known.Moments;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Densities, moments, entropies and distribution functions against one another and against PyTorch. */
class DistributionsTest {
  private static final int NODES = 801;

  /** The density, its first two moments and its entropy, by the trapezoidal rule for t in x = x(t), dx = weight dt. */
  private static double[] integrals(Distribution d, double from, double to, Function<Double, double[]> substitution) {
    double[] sums = new double[4];
    double h = (to - from) / (NODES - 1);
    for (int i = 0; i < NODES; i++) {
      double[] node = substitution.apply(from + h * i);
      double log = d.logProb(Tensor.scalar(node[0])).item();
      double p = log == Double.NEGATIVE_INFINITY ? 0 : Math.exp(log) * node[1] * h;
      if (p > 0) {
        sums[0] += p;
        sums[1] += p * node[0];
        sums[2] += p * node[0] * node[0];
        sums[3] -= p * log;
      }
    }
    return sums;
  }

  /** The whole line by x = sinh(π/2 sinh t), what is above 0 by its exponential, the unit interval by its sigmoid. */
  private static double[] integrals(Distribution d) {
    if (d instanceof Normal || d instanceof StudentT) {
      return integrals(d, -4, 4, t -> {
        double s = Math.PI / 2 * Math.sinh(t);
        return new double[] {Math.sinh(s), Math.cosh(s) * Math.PI / 2 * Math.cosh(t)};
      });
    }
    if (d instanceof Beta) {
      return integrals(d, -4.4, 4.4, t -> {
        double s = Math.PI / 2 * Math.sinh(t);
        double x = 1 / (1 + Math.exp(-2 * s));
        return new double[] {x, Math.PI * Math.cosh(t) / ((1 + Math.exp(-2 * s)) * (1 + Math.exp(2 * s)))};
      });
    }
    return integrals(d, -5, 4, t -> {
      double s = Math.PI / 2 * Math.sinh(t);
      return new double[] {Math.exp(s), Math.exp(s) * Math.PI / 2 * Math.cosh(t)};
    });
  }

  private static double[] sums(Distribution d, int count) {
    double[] sums = new double[4];
    for (int k = 0; k < count; k++) {
      double log = d.logProb(Tensor.scalar((double) k)).item();
      double p = Math.exp(log);
      sums[0] += p;
      sums[1] += p * k;
      sums[2] += p * k * k;
      sums[3] -= p == 0 ? 0 : p * log;
    }
    return sums;
  }

  @Test
  void logProbIsPyTorchs() {
    for (LogProb row : Known.LOG_PROBS) {
      assertEquals(row.expected(), row.distribution().logProb(Tensor.scalar(row.value())).item(),
          1e-13 * Math.max(1, Math.abs(row.expected())), row.toString());
    }
    Tensor x = Tensor.of(0.2, 0.3, 0.5);
    Dirichlet d = Known.dirichlet(0.5, 1.2, 3);
    assertEquals(0.7338971470662097, d.logProb(x).item(), 1e-13);
    assertTrue(Tensor.of(0.016678182554621047, 0.033356365109242093, 0.04050415763265111).allClose(d.variance(), 1e-13,
        0));
    assertEquals(-1.8821623403494154, d.entropy().item(), 1e-13);
  }

  @Test
  void momentsAndEntropiesArePyTorchs() {
    for (Moments row : Known.MOMENTS) {
      Distribution d = row.distribution();
      assertEquals(row.mean(), d.mean().item(), 1e-13 * Math.max(1, Math.abs(row.mean())), d.toString());
      assertEquals(row.variance(), d.variance().item(), 1e-13 * Math.max(1, row.variance()), d.toString());
      assertEquals(row.entropy(), d.entropy().item(), 1e-13, d.toString());
    }
  }

  /** A wrong normaliser, mean, variance or entropy shows here without any table. */
  @Test
  void densitiesIntegrateToOneAndGiveTheMoments() {
    List<Distribution> smooth = List.of(Known.normal(0.3, 1.7), Known.logNormal(0.3, 0.7), Known.exponential(1.7),
        Known.gamma(0.7, 1.7), Known.gamma(7.5, 0.5), Known.beta(0.8, 1.7), Known.beta(12, 30),
        Known.student(9, 0.3, 1.7));
    for (Distribution d : smooth) {
      requireMoments(d, integrals(d), 1e-7);
    }
    requireMoments(Known.bernoulli(0.3), sums(Known.bernoulli(0.3), 2), 1e-13);
    requireMoments(Known.poisson(2.7), sums(Known.poisson(2.7), 60), 1e-13);
    requireMoments(Known.categorical(0.1, 0.2, 0.3, 0.4), sums(Known.categorical(0.1, 0.2, 0.3, 0.4), 4), 1e-13);
    requireMoments(Known.poisson(0), sums(Known.poisson(0), 3), 0);
  }

  private static void requireMoments(Distribution d, double[] sums, double tolerance) {
    String what = d.toString();
    assertEquals(1, sums[0], tolerance, what);
    double mean = d.mean().item();
    double variance = d.variance().item();
    assertEquals(mean, sums[1], tolerance * (1 + Math.abs(mean)), what);
    assertEquals(variance, sums[2] - sums[1] * sums[1], tolerance * (1 + variance + mean * mean), what);
    assertEquals(d.entropy().item(), sums[3], tolerance * 10, what);
  }

  /** The derivative of the distribution function is the density, and its inverse undoes it. */
  @Test
  void distributionFunctionsBelongToTheirDensities() {
    Normal normal = Known.normal(0.3, 1.7);
    requireFunction(normal, normal::cdf, normal::icdf, -2, 0.3, 4);
    LogNormal logNormal = Known.logNormal(0.3, 0.7);
    requireFunction(logNormal, logNormal::cdf, logNormal::icdf, 0.2, 1, 4);
    Uniform uniform = Known.uniform(-1, 2.5);
    requireFunction(uniform, uniform::cdf, uniform::icdf, -0.9, 1, 2.4);
    Exponential exponential = Known.exponential(1.7);
    requireFunction(exponential, exponential::cdf, exponential::icdf, 0.01, 1, 4);
    Laplace laplace = Known.laplace(0.3, 1.7);
    requireFunction(laplace, laplace::cdf, laplace::icdf, -2, 1, 4);
    requireFunction(Known.gamma(2.5, 1.7), Known.gamma(2.5, 1.7)::cdf, null, 0.1, 1, 4);
    requireFunction(Known.beta(2.5, 1.7), Known.beta(2.5, 1.7)::cdf, null, 0.1, 0.5, 0.9);
    requireFunction(Known.student(3.5, 0.3, 1.7), Known.student(3.5, 0.3, 1.7)::cdf, null, -2, 1, 4);
    assertEquals(0, Known.gamma(2, 1).cdf(Tensor.scalar(-1.0)).item());
    assertEquals(1, Known.beta(2, 1).cdf(Tensor.scalar(1.5)).item());
    assertEquals(0, Known.exponential(2).cdf(Tensor.scalar(-3.0)).item());
  }

  private static void requireFunction(Distribution d, Function<Tensor, Tensor> cdf, Function<Tensor, Tensor> icdf,
      double... at) {
    Tensor x = Tensor.of(at);
    Tensor density = d.logProb(x).exp();
    assertTrue(density.allClose(grad(t -> cdf.apply(t).sum()).apply(x), 1e-12, 1e-14), d.toString());
    if (icdf != null) {
      assertTrue(x.allClose(icdf.apply(cdf.apply(x)), 1e-13, 1e-13), d.toString());
    }
  }

  @Test
  void outsideTheSupportNothingIsProbable() {
    Tensor below = Tensor.scalar(-0.5);
    for (Distribution d : List.of(Known.logNormal(0, 1), Known.exponential(1), Known.gamma(2, 1), Known.beta(2, 2),
        Known.uniform(0, 1), Known.poisson(3), Known.bernoulli(0.5))) {
      assertEquals(Double.NEGATIVE_INFINITY, d.logProb(below).item(), d.toString());
    }
    assertEquals(Double.NEGATIVE_INFINITY, Known.uniform(0, 1).logProb(Tensor.scalar(1.0)).item());
    assertEquals(Double.NEGATIVE_INFINITY, Known.poisson(3).logProb(Tensor.scalar(1.5)).item());
    assertEquals(Double.NEGATIVE_INFINITY, Known.dirichlet(1, 1).logProb(Tensor.of(-0.5, 1.5)).item());
    assertEquals(Double.NEGATIVE_INFINITY, Known.dirichlet(1, 1).logProb(Tensor.of(0.5, 0.500002)).item());
    assertEquals(0, Known.dirichlet(1, 1).logProb(Tensor.of(0.5, 0.5000005)).item());
    assertThrows(IndexOutOfBoundsException.class, () -> Known.categorical(1, 1).logProb(Tensor.scalar(2L)));
    assertEquals(0, grad(a -> new Gamma(a, Tensor.scalar(1.0)).logProb(below)).apply(Tensor.scalar(2.0)).item());
  }

  /** Sums of many numbers of float32 are within rounding of 1. */
  @Test
  void whatIsDrawnIsProbable() {
    Dirichlet many = new Dirichlet(Tensor.ones(20, 5000));
    assertTrue(many.logProb(many.sample(Rng.of(4))).gt(0).all().item() == 1);
  }

  @Test
  void valuesThatDoNotFitAreRefusedInTheNameOfTheDistribution() {
    Tensor three = Tensor.of(0.25, 0.5, 0.75);
    Tensor two = Tensor.of(1.0, 2.0);
    Normal normal = new Normal(two, two);
    LogNormal logNormal = new LogNormal(normal);
    Laplace laplace = new Laplace(two, two);
    Exponential exponential = new Exponential(two);
    Gamma gamma = new Gamma(two, two);
    Beta beta = new Beta(two, two);
    Uniform uniform = new Uniform(two, two.add(1));
    StudentT studentT = new StudentT(two, two, two);
    requireRefused("normal", three, normal::logProb, normal::cdf, normal::icdf);
    requireRefused("logNormal", three, logNormal::logProb, logNormal::cdf, logNormal::icdf);
    requireRefused("laplace", three, laplace::logProb, laplace::cdf, laplace::icdf);
    requireRefused("exponential", three, exponential::logProb, exponential::cdf, exponential::icdf);
    requireRefused("gamma", three, gamma::logProb, gamma::cdf, gamma::icdf);
    requireRefused("beta", three, beta::logProb, beta::cdf, beta::icdf);
    requireRefused("uniform", three, uniform::logProb, uniform::cdf, uniform::icdf);
    requireRefused("studentT", three, studentT::logProb, studentT::cdf);
    requireRefused("poisson", three, new Poisson(two)::logProb);
    requireRefused("bernoulli", three, new Bernoulli(two)::logProb);
    requireRefused("categorical", Tensor.of(0, 1, 2), new Categorical(Tensor.zeros(2, 4))::logProb);
    requireRefused("dirichlet", Tensor.full(0.25, Shape.of(3, 4), DType.FLOAT64),
        new Dirichlet(Tensor.ones(2, 4))::logProb);
    assertEquals("dirichlet: a value has a component for each of the 2 classes along its last axis, got shape [3]",
        refusal(() -> new Dirichlet(two).logProb(three)).lines().findFirst().orElseThrow());
  }

  @SafeVarargs
  private static void requireRefused(String name, Tensor value, UnaryOperator<Tensor>... functions) {
    for (UnaryOperator<Tensor> function : functions) {
      String message = refusal(() -> function.apply(value));
      assertTrue(message.startsWith(name + ": shapes ") && message.contains("do not broadcast"), message);
    }
  }

  /** Certainty has an entropy of 0 and no NaN. */
  @Test
  void certaintyIsAParameterLikeOthers() {
    Bernoulli certain = Bernoulli.ofProbabilities(Tensor.of(0.0, 1.0));
    assertEquals(Tensor.of(0.0, Double.NEGATIVE_INFINITY), certain.logProb(Tensor.scalar(0.0)).add(0));
    assertEquals(Tensor.of(0.0, 0.0), certain.entropy().add(0));
    Categorical one = Known.categorical(0, 1, 0);
    assertEquals(0, one.entropy().item());
    assertEquals(1, one.sample(Rng.of(1)).item());
    assertEquals(0, Divergence.kl(one, Known.categorical(1, 2, 1)).sub(Math.log(2)).abs().item(), 1e-15);
    assertEquals(Double.POSITIVE_INFINITY, Divergence.kl(Known.categorical(1, 1), Known.categorical(0, 1)).item());
  }

  @Test
  void batchesBroadcastAndEventsStandLast() {
    Tensor mean = Tensor.zeros(3, 1);
    Normal normal = new Normal(mean, Tensor.ones(4));
    assertEquals(Shape.of(3, 4), normal.batchShape());
    assertEquals(Shape.SCALAR, normal.eventShape());
    assertEquals(Shape.of(2, 5, 3, 4), normal.sample(Rng.of(1), 2, 5).shape());
    assertEquals(Shape.of(2, 3, 4), normal.logProb(Tensor.zeros(2, 1, 4)).shape());
    assertEquals(DType.FLOAT32, normal.sample(Rng.of(1)).dtype());
    Dirichlet dirichlet = new Dirichlet(Tensor.ones(2, 3));
    assertEquals(Shape.of(2), dirichlet.batchShape());
    assertEquals(Shape.of(3), dirichlet.eventShape());
    assertEquals(Shape.of(5, 2, 3), dirichlet.sample(Rng.of(1), 5).shape());
    assertEquals(Shape.of(5, 2), dirichlet.logProb(dirichlet.sample(Rng.of(1), 5)).shape());
    assertEquals(Shape.of(2), dirichlet.entropy().shape());
    Categorical categorical = new Categorical(Tensor.zeros(2, 3));
    assertEquals(Shape.of(2), categorical.batchShape());
    assertEquals(Shape.of(7, 2), categorical.sample(Rng.of(1), 7).shape());
    assertEquals(Shape.of(7, 2), categorical.logProb(categorical.sample(Rng.of(1), 7)).shape());
    assertEquals(Shape.of(4, 3), new Poisson(Tensor.ones(4, 3)).entropy().shape());
    assertEquals(Shape.of(4), new StudentT(Tensor.ones(4), Tensor.scalar(0f), Tensor.ones(1)).batchShape());
    assertEquals(Shape.of(0), new Gamma(Tensor.ones(0), Tensor.scalar(1f)).sample(Rng.of(1)).shape());
  }

  @Test
  void whatIsNoClassIsRefused() {
    Categorical categorical = new Categorical(Tensor.zeros(2, 3));
    for (Tensor value : List.of(Tensor.of(0, 3), Tensor.of(0, -1), Tensor.of(0, 0.5), Tensor.of(0, Double.NaN))) {
      assertThrows(IndexOutOfBoundsException.class, () -> categorical.logProb(value));
    }
    assertEquals("categorical: the value 3 is none of the 3 classes, which are 0 to 2",
        assertThrows(IndexOutOfBoundsException.class, () -> categorical.logProb(Tensor.of(0, 3))).getMessage());
  }

  @Test
  void samplesHaveNoGradientUnlessAskedFor() {
    Parameter rate = Parameter.of(Tensor.of(1.0, 2.0));
    Gamma gamma = new Gamma(rate, Tensor.scalar(1.0));
    assertTrue(gamma.rsample(Rng.of(3)).requiresGradient());
    assertTrue(!gamma.sample(Rng.of(3)).requiresGradient());
    assertEquals(gamma.rsample(Rng.of(3)).detach(), gamma.sample(Rng.of(3)));
    assertTrue(!new Poisson(rate).sample(Rng.of(3)).requiresGradient());
    assertTrue(!new Bernoulli(rate).sample(Rng.of(3)).requiresGradient());
  }

  @Test
  void wrongParametersAreRefusedInOneSentence() {
    assertEquals("normal: deviation is above 0 and finite, got -1.0", refusal(() -> Known.normal(0, -1)));
    assertEquals("gamma: concentration is above 0 and finite, got NaN", refusal(() -> Known.gamma(Double.NaN, 1)));
    assertEquals("uniform: high is above low, got 1.0", refusal(() -> Known.uniform(1, 1)));
    assertEquals("bernoulli: probability lies between 0 and 1, got 1.5", refusal(() -> Known.bernoulli(1.5)));
    assertEquals("categorical: probability is 0 or more and finite, got -1.0",
        refusal(() -> Known.categorical(1, -1)));
    assertEquals("dirichlet: concentration is above 0 and finite, got 0.0", refusal(() -> Known.dirichlet(1, 0)));
    assertEquals("poisson: rate is 0 or more and finite, got -2.0", refusal(() -> Known.poisson(-2)));
    assertEquals("categorical: logits need at least one class along their last axis, got shape []",
        refusal(() -> new Categorical(Tensor.scalar(1.0))));
    assertTrue(refusal(() -> new Normal(Tensor.zeros(3), Tensor.ones(4))).startsWith("normal: shapes [3] and [4]"));
    assertEquals("kl: no closed form is known from Beta to Normal; Divergence.estimate draws values instead",
        refusal(() -> Divergence.kl(Known.beta(1, 1), Known.normal(0, 1))));
    assertEquals("kl: needs as many classes in both distributions, got 2 and 3",
        refusal(() -> Divergence.kl(Known.categorical(1, 1), Known.categorical(1, 1, 1))));
  }

  private static String refusal(Executable wrong) {
    return assertThrows(IllegalArgumentException.class, wrong).getMessage();
  }

  /** Also far out, where the smaller one of the share and its complement has the digits. */
  @Test
  void quantilesUndoDistributionFunctions() {
    Tensor p = Tensor.of(1e-80, 1e-9, 0.02, 0.5, 0.7, 0.99);
    for (double shape : new double[] {0.3, 1, 2.5, 40, 5e5}) {
      Gamma gamma = new Gamma(Tensor.scalar(shape), Tensor.scalar(3.0));
      Beta beta = new Beta(Tensor.scalar(shape), Tensor.scalar(2 + shape / 2));
      assertTrue(p.allClose(gamma.cdf(gamma.icdf(p)), 1e-11, 0), "gamma " + shape);
      assertTrue(p.allClose(beta.cdf(beta.icdf(p)), 1e-9, 0), "beta " + shape);
      Tensor density = gamma.logProb(gamma.icdf(p)).exp();
      assertTrue(density.pow(-1).allClose(grad(t -> gamma.icdf(t).sum()).apply(p), 1e-9, 0));
    }
  }

  /** Of each entry the parameters are checked, and what is computed from them is what a loop over entries computes. */
  @Test
  void distributionsOfMappedParametersAreThoseOfEachEntry() {
    Tensor a = Rng.of(5).rand(DType.FLOAT64, 4, 3).add(0.5);
    Tensor b = Rng.of(6).rand(DType.FLOAT64, 4, 3).add(0.5);
    Tensor x = Rng.of(7).rand(DType.FLOAT64, 4, 3).mul(0.9).add(0.05);
    for (BinaryOperator<Tensor> logProb : List.<BinaryOperator<Tensor>>of(
        (p, v) -> new Normal(p, p.add(1)).logProb(v), (p, v) -> new Normal(v, p.exp()).logProb(b.select(0, 0)),
        (p, v) -> new Gamma(p, b.select(0, 1)).logProb(v), (p, v) -> new Beta(b.select(0, 2), p).logProb(v),
        (p, v) -> new Uniform(b.select(0, 0).neg(), p).logProb(v), (p, v) -> new Categorical(p).logits().add(v),
        (p, v) -> new Poisson(p).entropy().mul(v), (p, v) -> new StudentT(p, v, b.select(0, 3)).logProb(p))) {
      Tensor mapped = Autodiff.vmap(logProb).apply(a, x);
      BinaryOperator<Tensor> slope = (p, v) -> grad(t -> logProb.apply(t, v).sum()).apply(p);
      Tensor slopes = Autodiff.vmap(slope).apply(a, x);
      for (int k = 0; k < 4; k++) {
        assertTrue(logProb.apply(a.select(0, k), x.select(0, k)).allClose(mapped.select(0, k), 1e-14, 1e-14));
        assertTrue(slope.apply(a.select(0, k), x.select(0, k)).allClose(slopes.select(0, k), 1e-13, 1e-13));
      }
    }
    Tensor highs = Tensor.of(1.5, 3);
    UnaryOperator<Tensor> each =
        low -> Autodiff.vmap((UnaryOperator<Tensor>) high -> new Uniform(low, high).logProb(low)).apply(highs);
    assertEquals(Tensor.of(new double[] {-Math.log(1.5), -Math.log(3), -Math.log(0.5), -Math.log(2)}, 2, 2),
        Autodiff.vmap(each).apply(Tensor.of(0, 1.0)));
    assertEquals("uniform: high is above low, got 1.5",
        assertThrows(IllegalArgumentException.class, () -> Autodiff.vmap(each).apply(Tensor.of(0, 2.0))).getMessage());
  }
}
