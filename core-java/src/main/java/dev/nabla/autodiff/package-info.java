/**
 * Functions of functions: gradients, products with Jacobians from either side, dense Jacobians and Hessians, vectorised
 * maps, checkpoints, gradients written by hand. Their functions take and give tensors or trees of tensors; they nest, and
 * see neither each other's variables nor the gradients that parameters collect.
 */
package dev.nabla.autodiff;
