/**
 * Tensors as values: element types, shapes, strided views, broadcasting, everyday operations as fluent methods, the
 * contract that every operator fulfils, the single point of dispatch, and the reverse engine that turns recorded
 * operations into gradients.
 */
package dev.nabla.tensor;
