// 11 · The Gâteaux derivative of ½‖A·X − B‖² along V: forward mode, ⟨∇f, V⟩ and a difference say the same.

val rng = Rng.of(3)
val A = randn(5, 3, rng, dtype = float64)
val B = randn(5, 2, rng, dtype = float64)
val X = randn(3, 2, rng, dtype = float64)
val V = randn(3, 2, rng, dtype = float64)
val f = { m: Tensor -> ((A matmul m) - B).pow(2).sum() / 2 }

val forward = directionalDerivative(f, X, V).item()
val inner = (grad(f)(X) * V).sum().item()
val t = 1e-6
val difference = (f(X + V * t) - f(X - V * t)).item() / (2 * t)
println("forward mode %.9f, ⟨∇f, V⟩ %.9f, difference %.9f".format(forward, inner, difference))
check(kotlin.math.abs(forward - inner) < 1e-12 * kotlin.math.abs(inner)) { "the derivative along V is ⟨∇f, V⟩" }
check(kotlin.math.abs(forward - difference) < 1e-6 * kotlin.math.abs(inner)) { "and the limit of differences" }
