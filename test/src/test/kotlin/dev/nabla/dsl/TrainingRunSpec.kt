package dev.nabla.dsl

import dev.nabla.data.Dataset
import dev.nabla.op.Losses
import dev.nabla.optim.Adam
import dev.nabla.optim.AdamW
import dev.nabla.optim.Optimizer
import dev.nabla.optim.Sgd
import dev.nabla.tensor.Parameter
import dev.nabla.tensor.Rng
import dev.nabla.tensor.Tensor
import dev.nabla.train.EpochResult
import dev.nabla.train.History
import dev.nabla.train.Metrics
import dev.nabla.train.Trainer
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldContain
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import kotlin.time.Duration.Companion.seconds

private const val EXAMPLES = 90
private const val BATCH = 16
private const val BATCHES = 6 // of 90 examples, the last one smaller
private const val EPOCHS = 4

/** Points in the plane and the quadrant that each lies in; nothing that a straight line could tell. */
private val data: Dataset =
  randn(EXAMPLES, 2, Rng.of(3)).let { x ->
    val quadrant = (x[all, 0] gt 0).to(int64) * 2 + (x[all, 1] gt 0)
    Dataset.of(x, quadrant)
  }

private val test: Dataset = data.take(30)

private fun net() = network(2) { dense(8); tanh(); dropout(0.1); dense(4) }.build(seed = 1)

private val run =
  training<Dataset> {
    loss = crossEntropy
    optimizer = adam(learningRate = 0.05)
    epochs = EPOCHS
    batchSize = BATCH
    seed = 9
    validate(test, accuracy)
  }

private fun trainer(net: Network): Trainer =
  Trainer
    .of(net, Adam.of(net.parameters()).learningRate(0.05), Losses::crossEntropy)
    .epochs(EPOCHS)
    .batchSize(BATCH)
    .seed(9)
    .validate(test, Metrics.accuracy())

private fun Network.values(): List<Tensor> = parameters().map { it.value }

/** Everything but the durations. */
private fun History.numbers() = epochs.map(EpochResult::numbers)

private fun EpochResult.numbers() = listOf(epoch, loss, validationLoss, metrics)

class TrainingRunSpec :
  FunSpec({
    test("training trains: fewer mistakes than before") {
      val net = net()
      val before = net.evaluate(data, accuracy)
      net.train(data, run.copy(epochs = 30), progress = false)
      (net.evaluate(data, accuracy) > maxOf(before, 0.9)) shouldBe true
    }

    test("training gives bit for bit the numbers of the core's trainer") {
      val (ours, cores) = net() to net()
      ours.train(data, run, progress = false).numbers() shouldBe trainer(cores).fit(data).numbers()
      ours.values() shouldBe cores.values()
    }

    test("every optimizer has its counterpart in the core") {
      val described: List<OptimizerSpec> =
        listOf(
          sgd(0.1, momentum = 0.9, nesterov = true, weightDecay = 0.01),
          adam(0.01, beta1 = 0.8, beta2 = 0.9, epsilon = 1e-4, weightDecay = 0.01),
          adamW(0.01, beta1 = 0.8, beta2 = 0.9, epsilon = 1e-4, weightDecay = 0.2),
        )
      val written: List<(List<Parameter>) -> Optimizer> =
        listOf(
          { Sgd.of(it).learningRate(0.1).momentum(0.9).nesterov(true).weightDecay(0.01) },
          { Adam.of(it).learningRate(0.01).betas(0.8, 0.9).epsilon(1e-4).weightDecay(0.01) },
          { AdamW.of(it).learningRate(0.01).betas(0.8, 0.9).epsilon(1e-4).weightDecay(0.2) },
        )
      described.zip(written).forEach { (spec, optimizer) ->
        val (ours, cores) = net() to net()
        ours.train(data, TrainingSpec(crossEntropy, spec, epochs = 2, shuffle = false), progress = false)
        Trainer
          .of(cores, optimizer(cores.parameters()), Losses::crossEntropy)
          .epochs(2)
          .shuffle(false)
          .fit(data)
        ours.values() shouldBe cores.values()
      }
    }

    test("fit trains bit for bit like train, with batches prepared on another thread") {
      val (fitted, trained) = net() to net()
      fitted.fit(data, run).numbers() shouldBe trained.train(data, run, progress = false).numbers()
      fitted.values() shouldBe trained.values()
    }

    test("early stopping returns to the best parameters, in fit and in train") {
      val impatient = run.copy(epochs = 200, optimizer = adam(0.3), earlyStopping = EarlyStopping(patience = 2))
      val (fitted, trained) = net() to net()
      val history = fitted.fit(data, impatient)
      history.epochs.size shouldNotBe 200
      fitted.evaluate(test, crossEntropy) shouldBe history.best().validationLoss
      trained.train(data, impatient, progress = false).numbers() shouldBe history.numbers()
      trained.values() shouldBe fitted.values()
    }

    test("a training's events are one for every beginning, every batch and every end, in order") {
      val events = net().training(data, run).toList()
      val history = (events.last() as TrainingEvent.Finished).history
      events.map { it::class } shouldContainExactly
        List(EPOCHS) {
          listOf(TrainingEvent.EpochStarted::class) +
            List(BATCHES) { TrainingEvent.BatchDone::class } +
            TrainingEvent.EpochDone::class
        }.flatten() + TrainingEvent.Finished::class
      events.filterIsInstance<TrainingEvent.EpochStarted>() shouldContainExactly
        List(EPOCHS) { TrainingEvent.EpochStarted(it + 1, EPOCHS, BATCHES) }
      events.filterIsInstance<TrainingEvent.BatchDone>().map { it.epoch to it.batch } shouldContainExactly
        (1..EPOCHS).flatMap { epoch -> (1..BATCHES).map { epoch to it } }
      events.filterIsInstance<TrainingEvent.EpochDone>().map { it.result } shouldBe history.epochs
    }

    test("who stops collecting stops the training there, with the parameters of the steps that were made") {
      (1..BATCHES + 3).forEach { events ->
        val stopped = net()
        val seen = stopped.training(data, run).take(events).toList()
        val same = net()
        val training = trainer(same).start(data)
        var steps = seen.count { it is TrainingEvent.BatchDone }
        while (steps > 0) {
          training.batches().take(steps).forEach(training::step)
          steps -= BATCHES
          if (steps >= 0) training.endEpoch()
        }
        stopped.values() shouldBe same.values()
        stopped.parameters().none { it.hasGradient() } shouldBe true
      }
    }

    test("a cancelled fit ends between two batches and leaves a network that can be used and trained") {
      val net = net()
      val before = net.values()
      withTimeout(60.seconds) {
        val fitting = launch(Dispatchers.Default) { net.fit(data, run.copy(epochs = Int.MAX_VALUE)) }
        while (net.values() == before) delay(1)
        fitting.cancelAndJoin()
        fitting.isCancelled shouldBe true
      }
      net.parameters().none { it.hasGradient() } shouldBe true
      val stopped = net.values()
      net.predict(data.inputs()).toFloats().all { it.isFinite() } shouldBe true
      net.values() shouldBe stopped
      net.train(data, run, progress = false).epochs.size shouldBe EPOCHS
    }

    test("without a terminal every epoch gets a line on standard error") {
      val (err, bytes) = System.err to ByteArrayOutputStream()
      System.setErr(PrintStream(bytes, true, Charsets.UTF_8))
      val history =
        try {
          net().train(data, run)
        } finally {
          System.setErr(err)
        }
      val lines = bytes.toString(Charsets.UTF_8).lines().filter { it.startsWith("epoch ") }
      lines.map { it.substringBefore(',') } shouldBe history.epochs.map { "epoch ${it.epoch}/$EPOCHS" }
      lines.forEach {
        it.split(", ").map { number -> number.substringBeforeLast(' ') }.drop(1) shouldBe
          listOf("loss", "validation loss", "accuracy")
      }
    }

    test("misuse is refused in one sentence") {
      fun refusal(action: () -> Unit) = shouldThrow<IllegalArgumentException>(action).message
      refusal { net().train(data) { } } shouldBe "train: no loss, needs one: loss = crossEntropy or loss = mse"
      refusal { network(3) { dense(4) }.build(seed = 0).train(data, run, progress = false) } shouldBe
        "network: takes a batch of examples of [3], one after the other along axis 0, got shape [16×2]"
      refusal { net().train(data, run.copy(loss = mse), progress = false) } shouldBe
        "mse: prediction [16×4] and target [16] differ in shape, and a loss does not broadcast"
      refusal { network(2) { relu() }.build(seed = 0).train(data, run, progress = false) } shouldBe
        "adam: got no parameters to adjust"
      val steep = network(2) { dense(8); relu(); dense(4) }.build(seed = 0)
      val diverged =
        shouldThrow<IllegalStateException> { steep.train(data, run.copy(optimizer = sgd(1e30)), progress = false) }
      diverged.message shouldContain "step: the loss of epoch 1, batch "
      diverged.message shouldContain "needs a finite number; a smaller learning rate than 1.0E30 may help"
    }

    test("a data set parts in two by name, in the order of the parts") {
      val (train, test) = data.split(0.8, seed = 42)
      val parts = data.split(0.8, 42)
      (train.inputs() to test.labels()) shouldBe (parts.train().inputs() to parts.test().labels())
    }
  })
