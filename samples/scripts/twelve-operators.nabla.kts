// 7 · The twelve operators that a course on deep learning systems begins with: what each computes, the gradient that
// arrives at its input when g arrives at its output, and the same from differences.

/** An operator as a function of one input: the formulas of its value and gradient, and the gradient from g and x. */
class Line(
  val operator: String,
  val value: String,
  val gradient: String,
  val at: Tensor,
  val f: (Tensor) -> Tensor,
  val byHand: (g: Tensor, x: Tensor) -> Tensor,
)

fun matrix(vararg values: Double) = tensor(*values, dtype = float64).reshape(2, 2)

val x = matrix(0.5, -1.0, 2.0, 1.5)
val a = matrix(1.0, 2.0, 3.0, 4.0)
val b = matrix(0.5, 1.0, 2.0, 4.0)

val lines =
  listOf(
    Line("PowerScalar", "x³", "3·g ⊙ x²", x, { it.pow(3) }, { g, x -> 3 * g * x * x }),
    Line("EWiseDiv", "a / b", "g / b", a, { it / b }, { g, _ -> g / b }),
    Line("", "", "−g ⊙ a / b²", b, { a / it }, { g, b -> -g * a / (b * b) }),
    Line("DivScalar", "x / 4", "g / 4", x, { it / 4 }, { g, _ -> g / 4 }),
    Line("Transpose", "xᵀ", "gᵀ", x, { it.transpose() }, { g, _ -> g.transpose() }),
    Line("Reshape", "x as [4]", "g as [2×2]", x, { it.reshape(4) }, { g, _ -> g.reshape(2, 2) }),
    Line("BroadcastTo", "x to [2×2]", "Σ rows of g", x[0], { it.expand(2, 2) }, { g, _ -> g.sum(axis = 0) }),
    Line("Summation", "Σ rows", "g to [2×2]", x, { it.sum(axis = 0) }, { g, _ -> g.expand(2, 2) }),
    Line("MatMul", "a · b", "g · bᵀ", a, { it matmul b }, { g, _ -> g matmul b.transpose() }),
    Line("", "", "aᵀ · g", b, { a matmul it }, { g, _ -> a.transpose() matmul g }),
    Line("Negate", "−x", "−g", x, { -it }, { g, _ -> -g }),
    Line("Log", "ln b", "g / b", b, { log(it) }, { g, b -> g / b }),
    Line("Exp", "eˣ", "g ⊙ eˣ", x, { exp(it) }, { g, x -> g * exp(x) }),
    Line("ReLU", "max(x, 0)", "g ⊙ [x > 0]", x, { relu(it) }, { g, x -> g * (x gt 0) }),
  )

/** (f(x + h·e) − f(x − h·e)) / 2h for each unit vector e. */
fun differences(f: (Tensor) -> Tensor, x: Tensor, h: Double = 1e-5): Tensor =
  stack(
    List(x.size()) { i ->
      val step = h * eye(x.size(), dtype = float64)[i].reshape(x.shape)
      (f(x + step) - f(x - step)) / (2 * h)
    },
  ).reshape(x.shape)

fun text(x: Tensor) = x.toDoubles().joinToString("") { "%6.2f".format(java.util.Locale.ROOT, it) }

println("x = [0.5 −1; 2 1.5], a = [1 2; 3 4], b = [0.5 1; 2 4]; g = 1, 2, 3, 4 in the shape of the value\n")
val row = "%-11s %-10s %-13s %-27s %-27s %s"
println(row.format("operator", "value", "gradient", "value at x", "gradient by machine", "by differences"))
for (line in lines) {
  val y = line.f(line.at)
  val g = (arange(y.size()) + 1).to(float64).reshape(y.shape)
  val weighted = { t: Tensor -> (line.f(t) * g).sum() }
  val byMachine = grad(weighted)(line.at)
  val byDifferences = differences(weighted, line.at)
  println(row.format(line.operator, line.value, line.gradient, text(y), text(byMachine), text(byDifferences)))
  check(byMachine.allClose(line.byHand(g, line.at), 1e-12, 1e-12)) { "${line.gradient} is what the machine gives" }
  check(byMachine.allClose(byDifferences, 1e-6, 1e-6)) { "differences give ${line.gradient}" }
}
println("✓ formulas, machine and differences agree to 6 places")
