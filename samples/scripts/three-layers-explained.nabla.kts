// 14 · The network of three layers explained: every step of its backward pass, on a page to look at (--out FILE).

import dev.nabla.samples.Options

val out = Options.of(args, "--out").value("--out", "three-layers.html")

val rng = Rng.of(2)
val x = randn(4, 1, rng, dtype = float64)
val y = randn(2, 1, rng, dtype = float64)
val W1 = parameter(randn(5, 4, rng, dtype = float64) / 2, "W1")
val W2 = parameter(randn(3, 5, rng, dtype = float64) / 2, "W2")
val W3 = parameter(randn(2, 3, rng, dtype = float64) / 2, "W3")

// Where something goes wrong, NaN or infinity, this says which operation it was, and which line.
val loss = detectAnomaly {
  val z1 = tanh(W1 matmul x)
  val z2 = tanh(W2 matmul z1)
  Losses.mse(W3 matmul z2, y)
}
val explanation = explain(loss, "x" to x, "y" to y)
println(explanation)
explanation.save(out)
println("The same as a page: $out")

// Where the time of forward and backward passes goes.
profile { repeat(100) { Losses.mse(W3 matmul tanh(W2 matmul tanh(W1 matmul x)), y).backward() } }

fun gradient(of: String) = explanation.gradients().single { it.name() == of }
check(gradient("W₂").dimensions() == "(3×3)·(3×2)·(2×1)·(1×5) → 3×5") {
  "a product of derivatives fits by its dimensions"
}
loss.backward()
println("✓ ${gradient("W₂").formula()}, checked by its dimensions ${gradient("W₂").dimensions()}")
check(explanation.steps().flatMap { it.parts() }.all { it.deviation() < 1e-12 }) { "every rule is Jᵀ·g" }
println("✓ every rule gives what the product with the dense Jacobian gives")
