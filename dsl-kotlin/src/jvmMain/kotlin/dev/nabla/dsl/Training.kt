package dev.nabla.dsl

import dev.nabla.data.Dataset
import dev.nabla.train.EpochResult
import dev.nabla.train.Evaluation
import dev.nabla.train.History
import dev.nabla.train.Training
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.FlowCollector
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.last
import kotlinx.coroutines.withContext

/** The [metric] of this network on [data]: `net.evaluate(test, accuracy)`. */
fun Network.evaluate(data: Dataset, metric: MetricSpec): Double = Evaluation.measure(this, data, metric.lowered())

/** The mean [loss] of this network over the examples of [data]. */
fun Network.evaluate(data: Dataset, loss: LossSpec): Double = Evaluation.of(this, data, loss.lowered()).loss

/**
 * Trains on [data] as [build] describes, and returns when it is done:
 * ```
 * val history = net.train(data) {
 *   loss = crossEntropy
 *   optimizer = adam(learningRate = 1e-3)
 *   epochs = 30
 *   validate(test, accuracy)
 * }
 * ```
 * Unless [progress] is false, standard error shows how far it is. However it ends, the network can be used.
 */
fun Network.train(data: Dataset, progress: Boolean = true, build: TrainingBuilder<Dataset>.() -> Unit): History =
  train(data, training(build), progress)

/** Trains on [data] as [spec] describes. */
fun Network.train(data: Dataset, spec: TrainingSpec<Dataset>, progress: Boolean = true): History {
  val trainer = spec.trainer(this)
  if (!progress) return trainer.fit(data)
  return consoleProgress().use { trainer.listener(it).fit(data) }
}

/**
 * Trains on [data] as [build] describes, on threads for computing. It can be cancelled between any two batches, and
 * leaves a network that can be used. The numbers are bit for bit those of [train].
 */
suspend fun Network.fit(data: Dataset, build: TrainingBuilder<Dataset>.() -> Unit): History = fit(data, training(build))

/** Trains on [data] as [spec] describes. */
suspend fun Network.fit(data: Dataset, spec: TrainingSpec<Dataset>): History =
  withContext(Dispatchers.Default) { (training(data, spec).last() as TrainingEvent.Finished).history }

/** What happens while a network trains. */
sealed interface TrainingEvent {
  /** An epoch begins: number [epoch] of [epochs] at most, from 1, with so many [batches]. */
  data class EpochStarted(val epoch: Int, val epochs: Int, val batches: Int) : TrainingEvent

  /** A step was made with number [batch] of [batches], from 1, whose loss before the step was [loss]. */
  data class BatchDone(val epoch: Int, val batch: Int, val batches: Int, val loss: Double) : TrainingEvent

  /** An epoch has come to its end, validation included. */
  data class EpochDone(val result: EpochResult) : TrainingEvent

  /** The run has come to its end. */
  data class Finished(val history: History) : TrainingEvent
}

/**
 * Training as a flow of what happens. Whoever collects it trains, and who stops collecting stops the training after that
 * event, with a network that can be used:
 * ```
 * net.training(data) { loss = crossEntropy }
 *   .filterIsInstance<TrainingEvent.EpochDone>()
 *   .collect { println(it.result.loss) }
 * ```
 * Steps are made in the collector's context, while the next batches are prepared on another thread. Each collection
 * trains anew from the parameters that it finds.
 */
fun Network.training(data: Dataset, build: TrainingBuilder<Dataset>.() -> Unit): Flow<TrainingEvent> =
  training(data, training(build))

/** Training as [spec] describes, as a flow of what happens. */
fun Network.training(data: Dataset, spec: TrainingSpec<Dataset>): Flow<TrainingEvent> =
  flow {
    val training = spec.trainer(this@training).start(data)
    try {
      while (!training.isFinished) {
        emit(TrainingEvent.EpochStarted(training.epoch(), spec.epochs, training.batches().count()))
        steps(training)
        emit(TrainingEvent.EpochDone(training.endEpoch()))
      }
    } finally {
      training.finish()
    }
    emit(TrainingEvent.Finished(training.finish()))
  }

/** The steps of one epoch, each followed by its event. */
private suspend fun FlowCollector<TrainingEvent>.steps(training: Training) {
  val epoch = training.epoch()
  val batches = training.batches()
  val count = batches.count()
  var done = 0
  batches.asFlow().buffer(PREPARED_BATCHES).flowOn(Dispatchers.Default).collect { batch ->
    val loss = training.step(batch)
    emit(TrainingEvent.BatchDone(epoch, ++done, count, loss))
  }
}

/** Enough for the next batch to be there when a step ends; more would only take memory. */
private const val PREPARED_BATCHES = 2
