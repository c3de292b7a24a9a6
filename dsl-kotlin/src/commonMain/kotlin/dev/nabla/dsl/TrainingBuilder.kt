package dev.nabla.dsl

/** The body of `net.train(data) { … }`: a [TrainingSpec] in the making, of which only [loss] must be said. */
@NablaDsl
class TrainingBuilder<D> {
  var loss: LossSpec? = null
  var optimizer: OptimizerSpec = adam()
  var epochs: Int = 10
  var batchSize: Int = 32

  /** Whether every epoch takes the examples in a new order. */
  var shuffle: Boolean = true

  /** Where the order of examples and the dropped numbers come from: the same seed, the same run. */
  var seed: Long = 0

  private var validation: Validation<D>? = null
  private var earlyStopping: EarlyStopping? = null

  /** Measures the loss and [metrics] on [data] after every epoch. */
  fun validate(data: D, vararg metrics: MetricSpec) {
    validation = Validation(data, metrics.toList())
  }

  /** Stops after [patience] epochs without progress and keeps the best parameters; see [EarlyStopping]. */
  fun earlyStopping(patience: Int, minDelta: Double = 0.0) {
    earlyStopping = EarlyStopping(patience, minDelta)
  }

  /** The value that the body described; throws when it did not say the loss. */
  fun build(): TrainingSpec<D> {
    val loss = requireNotNull(loss) { "train: no loss, needs one: loss = crossEntropy or loss = mse" }
    return TrainingSpec(loss, optimizer, epochs, batchSize, shuffle, seed, validation, earlyStopping)
  }
}

/** A training run as a value, to be kept and used for several networks. */
fun <D> training(build: TrainingBuilder<D>.() -> Unit): TrainingSpec<D> = TrainingBuilder<D>().apply(build).build()
