// 6 · MNIST from the IDX files of a folder, `--data FOLDER`, plain or gzip: 4 of 5 images to learn from.

import dev.nabla.samples.Options
import java.nio.file.Path

val options = Options.of(args, "--data", "--epochs")
val (train, test) = Mnist.load(Path.of(options.required("--data", "the folder of MNIST's files"))).split(0.8, seed = 42)
println("train on $train\ntest on $test")

val net = network(inputs = 784) {
  dropout(0.2)
  dense(512); relu(); dropout(0.4)
  dense(10)
}.build(seed = 42)
println(net.summary())

val history = net.train(train) {
  loss = crossEntropy
  optimizer = adam(learningRate = 2e-3)
  epochs = options.number("--epochs", 12)
  batchSize = 64
  seed = 42
  validate(test, accuracy)
}

val share = net.evaluate(test, accuracy)
println("test accuracy: %.3f".format(share))
history.plot("mnist.svg")
check(share >= 0.95) { "at least 95 of 100 digits are told right" }
