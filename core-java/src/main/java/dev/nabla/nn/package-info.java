/**
 * Layers as records whose components are their parameters and their parts: a network is a value, the names of its
 * parameters come from the components, and whether it trains is said with each call instead of being remembered.
 */
package dev.nabla.nn;
