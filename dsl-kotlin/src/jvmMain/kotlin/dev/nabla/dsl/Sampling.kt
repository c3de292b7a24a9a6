package dev.nabla.dsl

import dev.nabla.op.Dropouts
import dev.nabla.op.GammaSampling
import dev.nabla.op.Sampling
import dev.nabla.tensor.Rng
import dev.nabla.tensor.Tensor

/** Uniform numbers in [0, 1) of the shape of [x] and its type. */
fun Rng.randLike(x: Tensor): Tensor = Sampling.randLike(this, x)

/** Normal numbers of mean 0 and standard deviation 1, of the shape of [x] and its type. */
fun Rng.randnLike(x: Tensor): Tensor = Sampling.randnLike(this, x)

/** Bool: true with the probability that stands at its place. */
fun Rng.bernoulli(probabilities: Tensor): Tensor = Sampling.bernoulli(this, probabilities)

/**
 * Normal numbers of these means and standard deviations, which broadcast: mean + deviation · ε with ε from the
 * standard normal distribution, so that the gradient of the mean is 1 and that of the deviation ε.
 */
fun Rng.normal(mean: Tensor, deviation: Tensor): Tensor = Sampling.normal(this, mean, deviation)

/**
 * Normal numbers of this mean and standard deviation, given that they lie from `low` to `high`: float32, by
 * inversion of the distribution function in float64.
 */
fun Rng.truncatedNormal(mean: Double, deviation: Double, low: Double, high: Double, vararg shape: Int): Tensor =
  Sampling.truncatedNormal(this, mean, deviation, low, high, *shape)

/**
 * For each row of weights the positions of `count` entries, int64 [… , count], each drawn with a probability in
 * proportion to its weight.
 */
fun Rng.multinomial(weights: Tensor, count: Int, replacement: Boolean = false): Tensor =
  Sampling.multinomial(this, weights, count, replacement)

/**
 * Zeros each element with probability `rate` and scales the others by 1 / (1 − rate), so that the mean stays (N.
 * Srivastava et al., "Dropout", 2014).
 */
fun Tensor.dropout(rate: Double, rng: Rng): Tensor = Dropouts.dropout(this, rate, rng)

/** ln x for x from the gamma distribution of shape [a] and scale 1, with the gradient along its quantiles. */
fun Rng.logGamma(a: Tensor): Tensor = GammaSampling.logGamma(this, a)

/** Whole numbers from Poisson distributions of these means, in their type; not differentiable. */
fun Rng.poisson(mean: Tensor): Tensor = GammaSampling.poisson(this, mean)
