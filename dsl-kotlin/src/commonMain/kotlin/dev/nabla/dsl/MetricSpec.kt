package dev.nabla.dsl

/** What is measured beside the loss. */
sealed interface MetricSpec {
  /** The heading of its column in a history. */
  val name: String

  /** The share of examples whose largest output is the one of their class. */
  data object Accuracy : MetricSpec {
    override val name get() = "accuracy"
  }
}

/** [MetricSpec.Accuracy]. */
val accuracy: MetricSpec get() = MetricSpec.Accuracy
