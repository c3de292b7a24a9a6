/**
 * The open set of operators beyond the everyday ones that tensors have as methods: static functions, one class for each
 * family, with the operators behind them nested in it. They stand on the same contract that users' own operators do.
 */
package dev.nabla.op;
