// Handwritten digits: a network described, trained and judged, with its loss curve and its weights in the present
// folder. Everything of the library is imported.
val (train, test) = Digits.load().split(0.8, seed = 42)

val net = network(inputs = 64) {
  dense(512); relu(); dropout(0.4)
  dense(10)
}.build(seed = 42)
println(net.summary())

val history = net.train(train) {
  loss = crossEntropy
  optimizer = adam(learningRate = 3e-3)
  epochs = 30
  batchSize = 32
  seed = 42
  validate(test, accuracy)
  earlyStopping(patience = 5)
}
history.plot("digits.svg")
net.save("digits.safetensors")

val share = net.evaluate(test, accuracy)
println("test accuracy: %.3f".format(share))
check(share >= 0.97) { "digits: test accuracy $share, needs at least 0.97" }
