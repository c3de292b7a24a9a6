package dev.nabla.dsl

/** A training run as a value, apart from network and data; [D] is the kind of data set that validation uses. */
data class TrainingSpec<out D>(
  val loss: LossSpec,
  val optimizer: OptimizerSpec = adam(),
  val epochs: Int = 10,
  val batchSize: Int = 32,
  val shuffle: Boolean = true,
  /** Where the order of examples and the dropped numbers come from: the same seed, the same run. */
  val seed: Long = 0,
  val validation: Validation<D>? = null,
  val earlyStopping: EarlyStopping? = null,
) {
  init {
    require(epochs > 0) { "train: $epochs epochs, needs at least 1" }
    require(batchSize > 0) { "train: batches of $batchSize, needs at least 1" }
  }
}

/** Data that training never learns from, measured by the loss and [metrics] after every epoch. */
data class Validation<out D>(val data: D, val metrics: List<MetricSpec> = emptyList())

/**
 * Ends training when the loss has not come down by more than [minDelta] for [patience] epochs, and returns to the best
 * parameters seen; the validation loss is watched, without validation the training loss.
 */
data class EarlyStopping(val patience: Int, val minDelta: Double = 0.0) {
  init {
    require(patience > 0) { "earlyStopping: patience $patience, needs at least 1 epoch" }
    require(minDelta >= 0) { "earlyStopping: minDelta $minDelta, needs at least 0" }
  }
}
