// 9 · Per-sample gradients: which flower pulls hardest at a model? One of 150 irises has got the wrong label.

data class Model(val weight: Tensor, val bias: Tensor)

fun loss(model: Model, x: Tensor, label: Tensor) =
  Losses.crossEntropy(MatrixProducts.linear(x, model.weight, model.bias), label)

val flowers = Iris.load()
val centred = flowers.inputs() - flowers.inputs().mean(axis = 0)
val x = centred / sqrt((centred * centred).mean(axis = 0))
val mislabelled = 17 // a setosa, species 0, that goes by the name of a virginica, species 2
val labels = Tensor.of(*flowers.labels().toLongs().also { it[mislabelled] = 2 })

val slope = grad { m: Model -> loss(m, x, labels) }
var model = Model(zeros(3, 4), zeros(3))
repeat(200) {
  val (weight, bias) = slope(model)
  model = Model(model.weight - 0.5 * weight, model.bias - 0.5 * bias)
}

// The loss is written for one flower, x [4] and label []; it runs once, for all 150.
val each = perSampleGradients(model, x, labels) { m, (flower, label) -> loss(m, flower, label) }
println("one gradient for each flower: weight ${each.weight.shape}, bias ${each.bias.shape}")

check(each.weight.mean(axis = 0).allClose(slope(model).weight, 1e-4, 1e-6)) { "their mean is the gradient of the mean" }
println("✓ the mean of the gradients is the gradient of the mean loss")

val sizes = vmap { g: Model -> sqrt((g.weight * g.weight).sum() + (g.bias * g.bias).sum()) }(each)
val hardest = sizes.argmax().item().toInt()
println(
  "size of a gradient: %.3f on average, %.3f at flower %d".format(sizes.mean().item(), sizes.max().item(), hardest),
)
check(hardest == mislabelled) { "the flower with the wrong label pulls hardest" }
println("✓ the flower with the wrong label pulls hardest")
