package dev.nabla.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * The one place that every operation on tensors goes through. It asks whether a transformation watches an input, and
 * computes at once when none does.
 */
final class Dispatch {
  private Dispatch() {}

  static Tensor apply(UnaryOp op, Tensor x) {
    x = x.current();
    return x.trace == null ? compute(op, x) : x.trace.unary(op, x);
  }

  static Tensor apply(BinaryOp op, Tensor a, Tensor b) {
    a = a.current();
    b = b.current();
    Trace trace = higher(a.trace, b.trace);
    return trace == null ? compute(op, a, b) : trace.binary(op, a, b);
  }

  static Tensor apply(NaryOp op, List<Tensor> inputs) {
    List<Tensor> x = new ArrayList<>(inputs.size());
    Trace trace = null;
    for (Tensor input : inputs) {
      Tensor current = input.current();
      x.add(current);
      trace = higher(trace, current.trace);
    }
    return trace == null ? compute(op, x) : trace.nary(op, x);
  }

  private static Tensor compute(UnaryOp op, Tensor x) {
    return Watch.on() ? Watch.compute(op, List.of(x), () -> op.forward(x)) : op.forward(x);
  }

  private static Tensor compute(BinaryOp op, Tensor a, Tensor b) {
    return Watch.on() ? Watch.compute(op, List.of(a, b), () -> op.forward(a, b)) : op.forward(a, b);
  }

  private static Tensor compute(NaryOp op, List<Tensor> x) {
    return Watch.on() ? Watch.compute(op, List.copyOf(x), () -> op.forward(x)) : op.forward(x);
  }

  private static Trace higher(Trace a, Trace b) {
    return a == null ? b : b == null || a.level >= b.level ? a : b;
  }

  /** A gradient as its input wants it: summed down to its shape (which undoes broadcasting) and in its type. */
  static Tensor fit(Tensor gradient, Shape shape, DType dtype) {
    if (!gradient.shape().equals(shape)) {
      gradient = gradient.sumTo(shape);
    }
    return gradient.dtype() == dtype ? gradient : gradient.to(dtype);
  }
}
