package dev.nabla.dsl

import dev.nabla.op.Activations
import dev.nabla.tensor.Rng
import dev.nabla.tensor.Tensor

/** min(max(x, 0), 6); the gradient at 0 and 6 is 0. */
fun Tensor.relu6(): Tensor = Activations.relu6(this)

/** x where positive, else slope·x; the gradient at 0 is the slope. */
fun Tensor.leakyRelu(slope: Double = 0.01): Tensor = Activations.leakyRelu(this, slope)

/** x where positive, else weight·x. The gradient of the weight is Σ g·x over x ≤ 0. */
fun Tensor.prelu(weight: Tensor): Tensor = Activations.prelu(this, weight)

/**
 * x where positive, else x times a slope that is drawn for each element between low and high (B. Xu et al.,
 * "Empirical evaluation of rectified activations", 2015). Without training the slope is (low + high)/2:
 * [leakyRelu].
 */
fun Tensor.rrelu(low: Double = 1.0 / 8, high: Double = 1.0 / 3, rng: Rng): Tensor =
  Activations.rrelu(this, low, high, rng)

/** x where positive, else α(eˣ − 1); the gradient at 0 is α. */
fun Tensor.elu(alpha: Double = 1.0): Tensor = Activations.elu(this, alpha)

/** s·x where positive, else s·α(eˣ − 1), with s = 1.0507 and α = 1.6733; the gradient at 0 is s·α = 1.7581. */
fun Tensor.selu(): Tensor = Activations.selu(this)

/** x where positive, else α(exp(x/α) − 1), which is smooth; α is not 0. */
fun Tensor.celu(alpha: Double = 1.0): Tensor = Activations.celu(this, alpha)

/** x where above the bound, else the value; the gradient at the bound is 0. */
fun Tensor.threshold(bound: Double, value: Double): Tensor = Activations.threshold(this, bound, value)

/** x·Φ(x) with the normal distribution's Φ(x) = (1 + erf(x/√2))/2 (D. Hendrycks and K. Gimpel, 2016). */
fun Tensor.gelu(): Tensor = Activations.gelu(this)

/** x(1 + tanh(√(2/π)(x + 0.044715x³)))/2, which differs from [gelu] by less than 0.0005. */
fun Tensor.geluTanh(): Tensor = Activations.geluTanh(this)

/** x·sigmoid x, also called swish. */
fun Tensor.silu(): Tensor = Activations.silu(this)

/** x·sigmoid(βx). */
fun Tensor.swish(beta: Double = 1.0): Tensor = Activations.swish(this, beta)

/** x·tanh(ln(1 + eˣ)) (D. Misra, 2019). */
fun Tensor.mish(): Tensor = Activations.mish(this)

/** x·hardsigmoid x; the gradient at −3 is 0, at 3 it is 1. */
fun Tensor.hardswish(): Tensor = Activations.hardswish(this)

/** ln sigmoid x, without overflow. */
fun Tensor.logsigmoid(): Tensor = Activations.logsigmoid(this)

/** min(max(x + 3, 0), 6)/6; the gradient at ±3 is 0. */
fun Tensor.hardsigmoid(): Tensor = Activations.hardsigmoid(this)

/** min(max(x, low), high); the gradient at both is 0, unlike that of [clamp]. */
fun Tensor.hardtanh(low: Double = -1.0, high: Double = 1.0): Tensor = Activations.hardtanh(this, low, high)

/** x/(1 + |x|). */
fun Tensor.softsign(): Tensor = Activations.softsign(this)

/** ln(1 + exp(βx))/β, and x itself where βx exceeds the threshold; β is positive. */
fun Tensor.softplus(beta: Double = 1.0, threshold: Double = 20.0): Tensor = Activations.softplus(this, beta, threshold)

/** (x + √(x² + b))/2 with b ≥ 0 (J. T. Barron, 2021). */
fun Tensor.squareplus(b: Double = 4.0): Tensor = Activations.squareplus(this, b)

/** x where |x| exceeds the bound, else 0; the gradient at ±bound is 0. */
fun Tensor.hardshrink(bound: Double = 0.5): Tensor = Activations.hardshrink(this, bound)

/** x less the bound, towards 0, where |x| exceeds it, else 0; the gradient at ±bound is 0. */
fun Tensor.softshrink(bound: Double = 0.5): Tensor = Activations.softshrink(this, bound)

/** x − tanh x. */
fun Tensor.tanhshrink(): Tensor = Activations.tanhshrink(this)

/** The softmax of −x along an axis. */
fun Tensor.softmin(axis: Int = -1): Tensor = Activations.softmin(this, axis)

/** The point nearest to x whose elements along an axis are at least 0 and sum to 1; many of them are 0. */
fun Tensor.sparsemax(axis: Int = -1): Tensor = Activations.sparsemax(this, axis)

/**
 * A differentiable draw from the categorical distribution with the given logits along an axis: softmax of logits
 * plus Gumbel noise, divided by the temperature (E. Jang, S. Gu and B. Poole, 2017).
 */
fun Tensor.gumbelSoftmax(temperature: Double = 1.0, hard: Boolean = false, axis: Int = -1, rng: Rng): Tensor =
  Activations.gumbelSoftmax(this, temperature, hard, axis, rng)

/** a·sigmoid b with a and b the halves of x along an axis. */
fun Tensor.glu(axis: Int = -1): Tensor = Activations.glu(this, axis)

/** silu(a)·b with a and b the halves of x along an axis (N. Shazeer, "GLU variants improve transformer", 2020). */
fun Tensor.swiglu(axis: Int = -1): Tensor = Activations.swiglu(this, axis)

/** gelu(a)·b with a and b the halves of x along an axis (N. Shazeer, "GLU variants improve transformer", 2020). */
fun Tensor.geglu(axis: Int = -1): Tensor = Activations.geglu(this, axis)
