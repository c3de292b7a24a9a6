// 2 · Gradients by hand and by machine: the linear layer and a network of three layers, formula against machine.

fun same(claim: String, formula: Tensor, machine: Tensor) {
  check(formula.allClose(machine)) { claim }
  println("✓ $claim")
}

// T = X·W + b, with the gradient dT arriving from above.
val rng = Rng.of(1)
val X = parameter(randn(5, 3, rng, dtype = float64), "X")
val W = parameter(randn(3, 2, rng, dtype = float64), "W")
val b = parameter(randn(2, rng, dtype = float64), "b")
val dT = randn(5, 2, rng, dtype = float64)
((X matmul W) + b).backward(dT)

same("dX = dT·Wᵀ", dT matmul W.value.transpose(), X.gradient)
same("dW = Xᵀ·dT", X.value.transpose() matmul dT, W.gradient)
same("db = Σ rows of dT", dT.sum(axis = 0), b.gradient)

// h₁ = W₁x, z₁ = φ(h₁), h₂ = W₂z₁, z₂ = φ(h₂), ŷ = W₃z₂, f = ½‖ŷ − y‖², with φ = tanh and columns for vectors.
val x = randn(4, 1, rng, dtype = float64)
val y = randn(2, 1, rng, dtype = float64)
val W1 = parameter(randn(5, 4, rng, dtype = float64), "W1")
val W2 = parameter(randn(3, 5, rng, dtype = float64), "W2")
val W3 = parameter(randn(2, 3, rng, dtype = float64), "W3")

val z1 = tanh(W1 matmul x)
val z2 = tanh(W2 matmul z1)
val prediction = W3 matmul z2
val error = prediction - y
((error * error).sum() / 2).backward()

val dPrediction = error.detach()
val dh2 = (1 - z2 * z2) * (W3.value.transpose() matmul dPrediction)
val dh1 = (1 - z1 * z1) * (W2.value.transpose() matmul dh2)
same("dW₃ = dŷ·z₂ᵀ", dPrediction matmul z2.transpose(), W3.gradient)
same("dW₂ = [φ'(h₂) ⊙ W₃ᵀdŷ]·z₁ᵀ", dh2 matmul z1.transpose(), W2.gradient)
same("dW₁ = [φ'(h₁) ⊙ W₂ᵀdh₂]·xᵀ", dh1 matmul x.transpose(), W1.gradient)

// A gradient is computed by the same operations, so it has a gradient too.
val slope = grad { t: Tensor -> tanh(t).sum() }
val curvature = grad { t: Tensor -> slope(t).sum() }
val at = linspace(-2, 2, 5)
same("tanh'' = −2·tanh·(1 − tanh²)", -2 * tanh(at) * (1 - tanh(at) * tanh(at)), curvature(at))
