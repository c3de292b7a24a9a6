/**
 * Probability distributions whose parameters are tensors: densities, samples with gradients where there are any, moments,
 * entropies and divergences.
 */
package dev.nabla.distribution;
