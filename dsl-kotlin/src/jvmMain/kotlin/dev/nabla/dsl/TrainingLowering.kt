package dev.nabla.dsl

import dev.nabla.data.Dataset
import dev.nabla.op.Losses
import dev.nabla.optim.Adam
import dev.nabla.optim.AdamW
import dev.nabla.optim.Optimizer
import dev.nabla.optim.Sgd
import dev.nabla.tensor.Parameter
import dev.nabla.train.Loss
import dev.nabla.train.Metric
import dev.nabla.train.Metrics
import dev.nabla.train.Trainer

/** The core's description of the same run. */
internal fun TrainingSpec<Dataset>.trainer(network: Network): Trainer {
  val trainer =
    Trainer
      .of(network, optimizer.lowered(network.parameters()), loss.lowered())
      .epochs(epochs)
      .batchSize(batchSize)
      .shuffle(shuffle)
      .seed(seed)
  validation?.let { trainer.validate(it.data, *it.metrics.map(MetricSpec::lowered).toTypedArray()) }
  earlyStopping?.let { trainer.earlyStopping(it.patience, it.minDelta) }
  return trainer
}

private fun OptimizerSpec.lowered(parameters: List<Parameter>): Optimizer =
  when (this) {
    is OptimizerSpec.Sgd ->
      Sgd
        .of(parameters)
        .learningRate(learningRate)
        .momentum(momentum)
        .nesterov(nesterov)
        .weightDecay(weightDecay)
    is OptimizerSpec.Adam ->
      Adam
        .of(parameters)
        .learningRate(learningRate)
        .betas(beta1, beta2)
        .epsilon(epsilon)
        .weightDecay(weightDecay)
    is OptimizerSpec.AdamW ->
      AdamW
        .of(parameters)
        .learningRate(learningRate)
        .betas(beta1, beta2)
        .epsilon(epsilon)
        .weightDecay(weightDecay)
  }

internal fun LossSpec.lowered(): Loss =
  when (this) {
    is LossSpec.CrossEntropy -> Loss(Losses::crossEntropy)
    is LossSpec.MeanSquaredError -> Loss(Losses::mse)
  }

internal fun MetricSpec.lowered(): Metric =
  when (this) {
    is MetricSpec.Accuracy -> Metrics.accuracy()
  }
