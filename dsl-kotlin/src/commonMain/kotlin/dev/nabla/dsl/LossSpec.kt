package dev.nabla.dsl

/** What training makes small, averaged over the examples of a batch. */
sealed interface LossSpec {
  /** −log softmax(output)[class]: for class labels, and outputs of one number per class without softmax. */
  data object CrossEntropy : LossSpec

  /** (output − target)², averaged over all numbers. */
  data object MeanSquaredError : LossSpec
}

/** [LossSpec.CrossEntropy]. */
val crossEntropy: LossSpec get() = LossSpec.CrossEntropy

/** [LossSpec.MeanSquaredError]. */
val mse: LossSpec get() = LossSpec.MeanSquaredError
