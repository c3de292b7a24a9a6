package dev.nabla.samples

import dev.nabla.check.OperatorCheck
import dev.nabla.dsl.grad
import dev.nabla.dsl.strict
import dev.nabla.tensor.Domain
import dev.nabla.tensor.Kinked
import dev.nabla.tensor.Sample
import dev.nabla.tensor.Samples
import dev.nabla.tensor.Tensor
import dev.nabla.tensor.UnaryOp

/** x where it is positive, [slope] · x elsewhere: an operator with an attribute, and with a kink, which it declares. */
data class TwoSlopes(val slope: Double) :
  UnaryOp,
  Kinked {
  override fun forward(x: Tensor): Tensor = x.mul(slopes(x))

  override fun backward(g: Tensor, y: Tensor, x: Tensor): Tensor = g.mul(slopes(x))

  override fun tangent(dx: Tensor, y: Tensor, x: Tensor): Tensor = dx.mul(slopes(x))

  /** At 0 the slope is that of the left side. */
  private fun slopes(x: Tensor): Tensor {
    val one = Tensor.onesLike(x)
    return Tensor.where(x.gt(0.0), one, one.mul(slope))
  }

  override fun kinks(x: List<Tensor>): Tensor = x[0].eq(0.0)

  override fun needsOutput() = false

  companion object {
    @JvmStatic
    fun samples(): List<Sample> = Samples.elementwise(TwoSlopes(0.1), Domain.AWAY_FROM_ZERO)
  }
}

/** 8 · An operator of your own, in Kotlin: defined above, used in a gradient, and every law checked by one call. */
fun main() {
  val f = { x: Tensor -> TwoSlopes(0.1).apply(x).sum() }
  val x = Tensor.of(-2.0, 0.0, 3.0)
  println("slopes of $x: ${grad(f)(x)}")
  check(grad(f)(x) == Tensor.of(0.1, 0.1, 1.0)) { "the slope at 0 is that of the left side" }

  val refusal = runCatching { grad(strict(f))(x) }.exceptionOrNull()
  println("strictly: ${refusal?.message}")
  check(refusal is ArithmeticException) { "a strict gradient is refused at the kink" }

  println(OperatorCheck.check(TwoSlopes::class.java).orThrow())
}
