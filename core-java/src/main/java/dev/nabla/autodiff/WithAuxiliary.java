package dev.nabla.autodiff;

import dev.nabla.tensor.Tensor;

/**
 * What a function gives that is to be differentiated, and what else it has to say: predictions, a new state, a measure.
 *
 * @param value the one element to be differentiated
 * @param auxiliary anything; tensors in it, also within records, lists and maps, come out as constants
 */
public record WithAuxiliary<A>(Tensor value, A auxiliary) {}
