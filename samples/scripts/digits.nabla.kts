// 5 · Handwritten digits: a network described, trained and judged, with a picture of its loss and its weights in the
// present folder. Everything of the library is imported.

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

println("test accuracy: %.3f".format(net.evaluate(test, accuracy)))

net.save("digits.safetensors")
val loaded = net.spec.build(seed = 0).apply { load("digits.safetensors") }
check(loaded(test.inputs()) == net(test.inputs())) { "the saved model, loaded again, predicts the same" }
check(net.evaluate(test, accuracy) >= 0.97) { "at least 97 of 100 digits are told right" }
