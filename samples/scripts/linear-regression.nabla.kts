// 3 · Linear regression: the smallest model that learns, in a loop that leaves nothing out.

val rng = Rng.of(42)
val x = randn(200, 2, rng)
val y = (x matmul tensor(3.0, -2.0)) + 0.5 + 0.1 * randn(200, rng)

val weight = parameter(zeros(2), "weight")
val bias = parameter(zeros(1), "bias")
val optimizer = Sgd.of(listOf(weight, bias)).learningRate(0.1)
for (step in 0..<100) {
  val loss = Losses.mse((x matmul weight) + bias, y)
  loss.backward()
  optimizer.step()
  if (step % 20 == 0) println("step %2d  loss %.4f".format(step, loss.item()))
}

println("weight ${weight.value}, bias ${bias.value}")
check(weight.value.allClose(tensor(3.0, -2.0), 0.0, 0.05)) { "the weights are found to within 0.05" }
check(bias.value.allClose(tensor(0.5), 0.0, 0.05)) { "the bias is found to within 0.05" }
