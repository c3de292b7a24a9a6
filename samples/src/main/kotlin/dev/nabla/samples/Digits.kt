package dev.nabla.samples

import dev.nabla.data.Digits
import dev.nabla.dsl.TrainingEvent
import dev.nabla.dsl.accuracy
import dev.nabla.dsl.adam
import dev.nabla.dsl.build
import dev.nabla.dsl.component1
import dev.nabla.dsl.component2
import dev.nabla.dsl.crossEntropy
import dev.nabla.dsl.evaluate
import dev.nabla.dsl.load
import dev.nabla.dsl.network
import dev.nabla.dsl.save
import dev.nabla.dsl.training
import kotlinx.coroutines.flow.filterIsInstance
import kotlinx.coroutines.runBlocking

/** 5 · Handwritten digits in Kotlin: training as a flow, which could be cancelled after any batch. */
fun main() {
  val (train, test) = Digits.load().split(0.8, 42)
  val description =
    network(inputs = 64) {
      dense(512)
      relu()
      dropout(0.4)
      dense(10)
    }
  val net = description.build(seed = 42)

  val events =
    net.training(train) {
      loss = crossEntropy
      optimizer = adam(learningRate = 3e-3)
      epochs = 30
      seed = 42
      validate(test, accuracy)
      earlyStopping(patience = 5)
    }
  runBlocking {
    events.filterIsInstance<TrainingEvent.EpochDone>().collect { (epoch) ->
      println("epoch %2d  loss %.4f  accuracy %.4f".format(epoch.epoch, epoch.loss, epoch.metrics["accuracy"]))
    }
  }

  val share = net.evaluate(test, accuracy)
  println("test accuracy: %.3f".format(share))
  net.save("digits.safetensors")
  val loaded = description.build(seed = 0).apply { load("digits.safetensors") }
  check(loaded(test.inputs()) == net(test.inputs())) { "the saved model, loaded again, predicts the same" }
  check(share >= 0.97) { "at least 97 of 100 digits are told right" }
}
