/**
 * The loops: everything that runs once per element, written over arrays, offsets and strides, and knowing nothing of
 * tensors, shapes or gradients. A family of loops that the Vector API makes at least twice as fast exists as a scalar and
 * as a vector implementation of one small contract; {@link dev.nabla.kernel.Kernels} chooses between them once for the
 * process. Files named {@code Float…} are written by hand and generated for {@code double} when the project is built;
 * those named {@code FloatPlain…} hold only what makes sense for integers too, and are generated for {@code int} and
 * {@code long} as well. Large work is cut into pieces by {@link dev.nabla.kernel.Parallel}, always in the same way, so
 * that results are the same bits for any number of threads.
 */
package dev.nabla.kernel;
