package dev.nabla.dsl

import dev.nabla.op.Losses
import dev.nabla.tensor.Tensor

/** The mean over all examples of −ln softmax(logits)\[label], for [logits] [… , C] and integer [labels] [… ]. */
fun crossEntropy(logits: Tensor, labels: Tensor): Tensor = Losses.crossEntropy(logits, labels)

/** The mean over all elements of (prediction − target)²; both have one shape. */
fun mse(prediction: Tensor, target: Tensor): Tensor = Losses.mse(prediction, target)
