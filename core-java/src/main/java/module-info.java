/**
 * Tensors, operators and exact gradients in plain Java. Kernels stay inside: no one outside can reach the array of a
 * tensor and write to it.
 */
module dev.nabla.core {
  requires static jdk.incubator.vector;
  requires static jdk.jfr;

  exports dev.nabla.autodiff;
  exports dev.nabla.check;
  exports dev.nabla.data;
  exports dev.nabla.distribution;
  exports dev.nabla.explain;
  exports dev.nabla.io;
  exports dev.nabla.nn;
  exports dev.nabla.op;
  exports dev.nabla.optim;
  exports dev.nabla.tensor;
  exports dev.nabla.train;

  uses dev.nabla.autodiff.Branching;
}
