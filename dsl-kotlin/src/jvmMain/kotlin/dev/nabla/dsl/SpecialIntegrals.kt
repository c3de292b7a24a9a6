package dev.nabla.dsl

import dev.nabla.op.Bessel
import dev.nabla.op.BetaAndZeta
import dev.nabla.op.Entropies
import dev.nabla.op.IncompleteBeta
import dev.nabla.op.IncompleteGamma
import dev.nabla.op.NormalIntegrals
import dev.nabla.tensor.Tensor

/** The modified Bessel function I₀. */
fun Tensor.i0(): Tensor = Bessel.i0(this)

/** The modified Bessel function I₁. */
fun Tensor.i1(): Tensor = Bessel.i1(this)

/** exp(−|x|) I₀(x), which never overflows. */
fun Tensor.i0e(): Tensor = Bessel.i0e(this)

/** exp(−|x|) I₁(x). */
fun Tensor.i1e(): Tensor = Bessel.i1e(this)

/** The share of the standard normal distribution below each element. */
fun Tensor.ndtr(): Tensor = NormalIntegrals.ndtr(this)

/** ln of [ndtr], where that itself vanishes too. */
fun Tensor.logNdtr(): Tensor = NormalIntegrals.logNdtr(this)

/** The inverse of [ndtr]. */
fun Tensor.ndtri(): Tensor = NormalIntegrals.ndtri(this)

/** −x ln x, 0 at 0. */
fun Tensor.entr(): Tensor = Entropies.entr(this)

/** a ln(1 + [b]), and 0 where a is 0. */
fun Tensor.xlog1py(b: Tensor): Tensor = Entropies.xlog1py(this, b)

/** ln B(a, [b]). */
fun Tensor.betaln(b: Tensor): Tensor = BetaAndZeta.betaln(this, b)

/** ln (Γ(x₁) … Γ(xₙ) / Γ(x₁ + … + xₙ)) over the last axis. */
fun Tensor.lbeta(): Tensor = BetaAndZeta.lbeta(this)

/** The logarithm of the gamma function of [p] dimensions. */
fun Tensor.multigammaln(p: Int): Tensor = BetaAndZeta.multigammaln(this, p)

/** Hurwitz's zeta function: the sum of 1/([q] + k)ˢ over k ≥ 0, for s > 1 and q > 0. */
fun zeta(s: Double, q: Tensor): Tensor = BetaAndZeta.zeta(s, q)

/** The share P([a], [x]) of the gamma distribution of shape a below x. */
fun gammainc(a: Tensor, x: Tensor): Tensor = IncompleteGamma.gammainc(a, x)

/** 1 − [gammainc], without cancellation. */
fun gammaincc(a: Tensor, x: Tensor): Tensor = IncompleteGamma.gammaincc(a, x)

/** The x below which lies the share [p] of the gamma distribution of shape [a]: the inverse of [gammainc]. */
fun gammaincinv(a: Tensor, p: Tensor): Tensor = IncompleteGamma.gammaincinv(a, p)

/** The share of the beta distribution of [a] and [b] below [x]. */
fun betainc(a: Tensor, b: Tensor, x: Tensor): Tensor = IncompleteBeta.betainc(a, b, x)

/** The x below which lies the share [p] of the beta distribution of [a] and [b]: the inverse of [betainc]. */
fun betaincinv(a: Tensor, b: Tensor, p: Tensor): Tensor = IncompleteBeta.betaincinv(a, b, p)
