// 4 · Irises: three species told apart by four lengths, brought to one scale before anything learns from them.

val flowers = Iris.load()
val centred = flowers.inputs() - flowers.inputs().mean(axis = 0)
val scaled = centred / sqrt((centred * centred).mean(axis = 0))
val (train, test) = Dataset.of(scaled, flowers.labels()).split(0.8, seed = 7)

val net = network(inputs = 4) {
  dense(16); tanh()
  dense(3)
}.build(seed = 7)

net.train(train) {
  loss = crossEntropy
  optimizer = adamW(learningRate = 0.01)
  epochs = 60
  seed = 7
}

println("${Iris.classNames()}, probabilities of the first three flowers:")
println(net.predict(test.inputs()[0..2]).softmax(axis = 1))
val share = net.evaluate(test, accuracy)
println("test accuracy: %.3f".format(share))
check(share >= 0.9) { "at least 9 of 10 flowers are told right" }
