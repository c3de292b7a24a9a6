// 13 · Typed parameters: what a model learns is a data class, and so is the gradient.

data class Affine(val weight: Tensor, val bias: Tensor)

data class Classifier(val name: String, val layers: List<Affine>)

operator fun Affine.invoke(x: Tensor): Tensor = (x matmul weight) + bias

operator fun Classifier.invoke(x: Tensor): Tensor = layers[1](tanh(layers[0](x)))

val rng = Rng.of(5)
val points = rng.uniform(-1.0, 1.0, 512, 2)
val within = ((points * points).sum(axis = 1) lt 0.5).to(DType.INT64)
val initial = Classifier(
  "circle",
  listOf(
    Affine(randn(2, 16, rng) / 2, zeros(16)),
    Affine(randn(16, 2, rng) / 4, zeros(2)),
  ),
)
print(Trees.toString(initial))

val loss = valueAndGrad { net: Classifier -> Losses.crossEntropy(net(points), within) }
val descent = TreeOptimizer.of(initial) { Adam.of(it).learningRate(0.03) }
repeat(301) { step ->
  val (value, gradient) = loss(descent.parameters())
  descent.step(gradient)
  if (step % 100 == 0) println("step %3d: loss %.4f".format(step, value.item()))
}

val learnt = descent.parameters()
val right = learnt(points).argmax(1).eq(within).sum().item() / 512
println("%s: %.1f %% of the points are told right".format(learnt.name, 100 * right))
check(right > 0.95) { "the circle is learnt" }
