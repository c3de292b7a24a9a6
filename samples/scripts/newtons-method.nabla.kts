// 12 · Newton's method: steps by gradient and Hessian find the bottom of Rosenbrock's valley.

fun rosenbrock(x: Tensor): Tensor = (1 - x[0]).pow(2) + 100 * (x[1] - x[0] * x[0]).pow(2)

val gradient = grad(::rosenbrock)
val curvature = hessian(::rosenbrock)

var x = tensor(-1.2, 1.0, dtype = float64)
var steps = 0
while (steps < 20 && gradient(x).abs().max().item() > 1e-10) {
  println("step ${steps++}: f = %.3e at $x".format(rosenbrock(x).item()))
  x = x - LinearSystems.solve(curvature(x), gradient(x))
}
check(x.allClose(tensor(1.0, 1.0, dtype = float64))) { "the minimum is at (1, 1)" }
println("$steps steps to $x")
