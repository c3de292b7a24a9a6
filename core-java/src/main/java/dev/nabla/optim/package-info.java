/**
 * Optimizers: how parameters follow their gradients. Each takes the parameters it is to adjust, reads and clears their
 * gradients at every step, and keeps what it needs to remember about them.
 */
package dev.nabla.optim;
