package dev.nabla.dsl

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class TrainingDescriptionSpec :
  FunSpec({
    test("a training block equals the value written without it") {
      training {
        loss = crossEntropy
        optimizer = sgd(learningRate = 0.1, momentum = 0.9, nesterov = true)
        epochs = 30
        batchSize = 64
        shuffle = false
        seed = 7
        validate("test data", accuracy)
        earlyStopping(patience = 5)
      } shouldBe
        TrainingSpec(
          LossSpec.CrossEntropy,
          OptimizerSpec.Sgd(0.1, momentum = 0.9, nesterov = true),
          epochs = 30,
          batchSize = 64,
          shuffle = false,
          seed = 7,
          validation = Validation("test data", listOf(MetricSpec.Accuracy)),
          earlyStopping = EarlyStopping(5),
        )
    }

    test("what must be said and is not, and what is out of range, is refused in one sentence") {
      fun refusal(action: () -> Unit) = shouldThrow<IllegalArgumentException>(action).message
      refusal { training<Unit> { } } shouldBe "train: no loss, needs one: loss = crossEntropy or loss = mse"
      refusal { TrainingSpec<Unit>(mse, epochs = 0) } shouldBe "train: 0 epochs, needs at least 1"
      refusal { TrainingSpec<Unit>(mse, batchSize = 0) } shouldBe "train: batches of 0, needs at least 1"
      refusal { EarlyStopping(0) } shouldBe "earlyStopping: patience 0, needs at least 1 epoch"
      refusal { adam(learningRate = -1.0) } shouldBe "adam: learningRate -1.0, needs a finite number greater than 0"
      refusal { adamW(beta2 = 1.0) } shouldBe "adamW: beta2 1.0, needs at least 0 and less than 1"
      refusal { sgd(0.1, nesterov = true) } shouldBe
        "sgd: nesterov with momentum 0.0, needs a momentum greater than 0"
    }
  })
