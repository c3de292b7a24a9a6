package dev.nabla.distribution;

import dev.nabla.tensor.Tensor;
import java.util.List;

/** Distributions of numbers with parameters in float64, and what PyTorch 2.13 says about them (torch.distributions). */
final class Known {
  private Known() {}

  static Normal normal(double mean, double deviation) {
    return new Normal(Tensor.scalar(mean), Tensor.scalar(deviation));
  }

  static LogNormal logNormal(double mean, double deviation) {
    return LogNormal.of(Tensor.scalar(mean), Tensor.scalar(deviation));
  }

  static Uniform uniform(double low, double high) {
    return new Uniform(Tensor.scalar(low), Tensor.scalar(high));
  }

  static Exponential exponential(double rate) {
    return new Exponential(Tensor.scalar(rate));
  }

  static Laplace laplace(double location, double scale) {
    return new Laplace(Tensor.scalar(location), Tensor.scalar(scale));
  }

  static Gamma gamma(double concentration, double rate) {
    return new Gamma(Tensor.scalar(concentration), Tensor.scalar(rate));
  }

  static Beta beta(double a, double b) {
    return new Beta(Tensor.scalar(a), Tensor.scalar(b));
  }

  static StudentT student(double degrees, double location, double scale) {
    return new StudentT(Tensor.scalar(degrees), Tensor.scalar(location), Tensor.scalar(scale));
  }

  static Bernoulli bernoulli(double p) {
    return Bernoulli.ofProbabilities(Tensor.scalar(p));
  }

  static Poisson poisson(double rate) {
    return new Poisson(Tensor.scalar(rate));
  }

  static Categorical categorical(double... p) {
    return Categorical.ofProbabilities(Tensor.of(p));
  }

  static Dirichlet dirichlet(double... a) {
    return new Dirichlet(Tensor.of(a));
  }

  /** ln p at a value. */
  record LogProb(Distribution distribution, double value, double expected) {}

  static final List<LogProb> LOG_PROBS = List.of(
      new LogProb(normal(0.3, 1.7), -2.0, -2.3647916977616528),
      new LogProb(normal(0.3, 1.7), 1.1, -1.560293427865459),
      new LogProb(logNormal(0.3, 0.7), 0.4, -1.1555270864152214),
      new LogProb(logNormal(0.3, 0.7), 3.0, -2.3116734163133525),
      new LogProb(uniform(-1, 2.5), 0.0, -1.252762968495368),
      new LogProb(exponential(1.7), 0.4, -0.14937174893782967),
      new LogProb(exponential(1.7), 3.0, -4.569371748937829),
      new LogProb(laplace(0.3, 1.7), -2.0, -2.5767166080927035),
      new LogProb(laplace(0.3, 1.7), 1.1, -1.6943636669162334),
      new LogProb(gamma(0.4, 1.7), 0.01, 2.1616755943159394),
      new LogProb(gamma(0.4, 1.7), 2.0, -4.400314825612883),
      new LogProb(gamma(7.5, 0.5), 3.0, -7.091988214615609),
      new LogProb(gamma(7.5, 0.5), 20.0, -3.260708312857381),
      new LogProb(beta(0.4, 1.7), 0.01, 2.100634494745171),
      new LogProb(beta(0.4, 1.7), 0.8, -1.648152789665577),
      new LogProb(beta(12, 30), 0.1, -3.1090260085916555),
      new LogProb(beta(12, 30), 0.3, 1.6875907466112778),
      new LogProb(student(3.5, 0.3, 1.7), -4.0, -3.8591164707984342),
      new LogProb(student(3.5, 0.3, 1.7), 1.0, -1.6265406064647803),
      new LogProb(bernoulli(0.3), 0.0, -0.35667494393873234),
      new LogProb(bernoulli(0.3), 1.0, -1.2039728043259361),
      new LogProb(poisson(2.7), 0.0, -2.7),
      new LogProb(poisson(2.7), 3.0, -1.5120041501972046),
      new LogProb(poisson(2.7), 40.0, -73.29056879434606),
      new LogProb(categorical(0.1, 0.2, 0.3, 0.4), 0, -2.3025850929940455),
      new LogProb(categorical(0.1, 0.2, 0.3, 0.4), 3, -0.916290731874155));

  /** Mean, variance and entropy; those that PyTorch lacks (Poisson's entropy, moments of classes) are sums. */
  record Moments(Distribution distribution, double mean, double variance, double entropy) {}

  static final List<Moments> MOMENTS = List.of(
      new Moments(normal(0.3, 1.7), 0.3, 2.89, 1.949566784266843),
      new Moments(logNormal(0.3, 0.7), 1.7246083823764353, 1.8806817386743675, 1.3622635892659403),
      new Moments(uniform(-1, 2.5), 0.75, 1.0208333333333333, 1.252762968495368),
      new Moments(exponential(1.7), 0.5882352941176471, 0.34602076124567477, 0.4693717489378296),
      new Moments(laplace(0.3, 1.7), 0.3, 5.78, 2.2237754316221157),
      new Moments(gamma(0.4, 1.7), 0.23529411764705885, 0.1384083044982699, -0.8707811601114557),
      new Moments(gamma(7.5, 0.5), 15.0, 30.0, 3.073587769719113),
      new Moments(beta(0.4, 1.7), 0.19047619047619047, 0.04974032623802209, -0.9788482605442987),
      new Moments(beta(12, 30), 0.2857142857142857, 0.004746084480303749, -1.264144578542684),
      new Moments(student(3.5, 0.3, 1.7), 0.3, 6.743333333333332, 2.251518371744638),
      new Moments(bernoulli(0.3), 0.3, 0.21, 0.6108643020548935),
      new Moments(poisson(2.7), 2.7, 2.7, sumOfPoisson(2.7)),
      new Moments(categorical(0.1, 0.2, 0.3, 0.4), 2, 1, 1.2798542258336676));

  private static double sumOfPoisson(double rate) {
    double p = Math.exp(-rate);
    double sum = 0;
    for (int k = 0; k < 100; k++, p *= rate / k) {
      sum -= p == 0 ? 0 : p * Math.log(p);
    }
    return sum;
  }

  /** The divergence of Kullback and Leibler from the first to the second. */
  record Divergences(Distribution p, Distribution q, double expected) {}

  static final List<Divergences> DIVERGENCES = List.of(
      new Divergences(normal(0.3, 1.7), normal(-1, 0.6), 4.819657236282952),
      new Divergences(logNormal(0.3, 1.7), logNormal(-1, 0.6), 4.819657236282952),
      new Divergences(uniform(0, 1), uniform(-1, 2.5), 1.252762968495368),
      new Divergences(exponential(1.7), exponential(0.4), 0.6822131005833842),
      new Divergences(laplace(0.3, 1.7), laplace(-1, 0.6), 1.4440467649066804),
      new Divergences(gamma(2.5, 1.7), gamma(0.8, 0.4), 0.308513577490539),
      new Divergences(beta(2.5, 1.7), beta(0.8, 0.4), 0.42625390257233153),
      new Divergences(bernoulli(0.3), bernoulli(0.8), 0.5826853020432397),
      new Divergences(poisson(2.7), poisson(1.1), 0.824442301656088),
      new Divergences(uniform(0, 1), normal(0.3, 1.7), 1.4709047312103265),
      new Divergences(laplace(0.3, 1.7), normal(-1, 0.6), 8.559337477816566),
      new Divergences(exponential(1.7), normal(0.3, 1.7), 1.0544338495194565),
      new Divergences(gamma(2.5, 1.7), normal(0.3, 1.7), 0.6369821984404267),
      new Divergences(exponential(1.7), gamma(2.5, 0.4), 4.003097942813091),
      new Divergences(gamma(2.5, 1.7), exponential(0.4), 0.30520636754891783),
      new Divergences(normal(0.3, 1.7), laplace(-1, 0.6), 1.1239988684355033),
      new Divergences(dirichlet(0.5, 1.2, 3), dirichlet(2, 0.7, 1), 3.5979519840017073),
      new Divergences(categorical(0.1, 0.2, 0.3, 0.4), categorical(0.4, 0.3, 0.2, 0.1), 0.4564348191467835));
}
