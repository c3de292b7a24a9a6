// 10 · Jacobians and the chain rule: a linear part near every point, and a product of matrices for a composition.

fun same(claim: String, formula: Tensor, machine: Tensor) {
  check(formula.allClose(machine)) { claim }
  println("✓ $claim")
}

val rng = Rng.of(1)
val A = randn(3, 4, rng, dtype = float64)
val B = randn(2, 3, rng, dtype = float64)
val x = randn(4, rng, dtype = float64)
val g = { v: Tensor -> tanh(A matmul v) }
val h = { v: Tensor -> sigmoid(B matmul v) }
val f = { v: Tensor -> h(g(v)) }
val J = jacobian(f, x)

// y + J·Δx against f(x + Δx): half the step, a quarter of the difference.
val direction = randn(4, rng, dtype = float64)
val missing = listOf(0.01, 0.005).map { step ->
  val dx = direction * step
  (f(x + dx) - (f(x) + (J matmul dx))).abs().max().item()
}
println("f(x + Δx) and y + J·Δx differ by %.2e, and by %.2e at half the step".format(missing[0], missing[1]))
check(missing[0] / missing[1] in 3.8..4.2) { "half the step, a quarter of the difference" }

same("J of h∘g is J of h at g(x) times J of g at x", jacobian(h, g(x)) matmul jacobian(g, x), J)

// Neither mode writes J down.
val v = randn(4, rng, dtype = float64)
val u = randn(2, rng, dtype = float64)
val (_, tangent) = jvp(f, x, v)
val (_, pullback) = vjp(f, x)
same("forward mode: J·v", J matmul v, tangent)
same("reverse mode: uᵀ·J", u matmul J, pullback(u))
