/**
 * Functions of functions: from a function of tensors to the function that gives its gradient. They nest, and see neither
 * each other's variables nor the gradients that parameters collect.
 */
package dev.nabla.autodiff;
