package dev.nabla.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Operators that put tensors side by side. */
final class Joining {
  private Joining() {}

  static Tensor cat(int axis, List<Tensor> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("cat: needs one tensor at least, got none");
    }
    Shape first = parts.get(0).shape();
    int at = first.axis(axis, "cat");
    DType type = parts.get(0).dtype();
    long extent = 0;
    for (Tensor part : parts) {
      if (part.rank() != first.rank() || !part.shape().without(at).equals(first.without(at))) {
        throw new ShapeException(
            "cat: shapes " + first + " and " + part.shape() + " differ along other axes than " + at);
      }
      type = type.promote(part.dtype());
      extent += part.extent(at);
    }
    if (extent > Integer.MAX_VALUE) {
      throw new ShapeException("cat: " + extent + " entries along axis " + at + ", more than an axis holds");
    }
    List<Tensor> converted = new ArrayList<>(parts.size());
    for (Tensor part : parts) {
      converted.add(part.to(type));
    }
    return new Cat(at).apply(converted);
  }

  static Tensor stack(int axis, List<Tensor> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("stack: needs one tensor at least, got none");
    }
    int at = parts.get(0).unsqueeze(0).shape().axis(axis, "stack");
    List<Tensor> layers = new ArrayList<>(parts.size());
    for (Tensor part : parts) {
      if (!part.shape().equals(parts.get(0).shape())) {
        throw new ShapeException(
            "stack: shapes " + parts.get(0).shape() + " and " + part.shape() + " differ");
      }
      layers.add(part.unsqueeze(at));
    }
    return cat(at, layers);
  }

  /** Tensors of one type, equal in all extents but that along {@code axis}, one after the other along it. */
  @FreeOf(value = Law.BROADCASTING, because = "parts are joined, not paired")
  record Cat(int axis) implements NaryOp {
    @Override
    public Tensor forward(List<Tensor> x) {
      int extent = 0;
      for (Tensor part : x) {
        extent += part.shape().raw()[axis];
      }
      Shape shape = x.get(0).shape().with(axis, extent);
      Object y = x.get(0).dtype().newArray(shape.size());
      int at = 0;
      for (Tensor part : x) {
        Elementwise.copy(part, y, at * shape.strides()[axis], shape.strides());
        at += part.shape().raw()[axis];
      }
      return Tensor.wrap(shape, x.get(0).dtype(), y);
    }

    @Override
    public Tensor backward(int i, Tensor g, Tensor y, List<Tensor> x) {
      int at = 0;
      for (Tensor before : x.subList(0, i)) {
        at += before.shape().raw()[axis];
      }
      return g.narrow(axis, at, x.get(i).shape().raw()[axis]);
    }

    @Override
    public Tensor tangent(List<Tensor> dx, Tensor y, List<Tensor> x) {
      List<Tensor> parts = new ArrayList<>();
      for (int i = 0; i < x.size(); i++) {
        parts.add(dx.get(i) == null ? Tensor.zerosLike(x.get(i)) : dx.get(i));
      }
      return apply(parts);
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(List<Tensor> x) {
      return new Cat(axis + 1).apply(Entries.each(x));
    }

    @Override
    public Formula formula(int inputs) {
      List<String> parts = IntStream.rangeClosed(1, inputs).mapToObj(i -> "x" + Formula.subscript(i)).toList();
      List<String> gradients = Collections.nCopies(inputs, "slice(g)");
      return Formula.of(parts, "cat(" + String.join(", ", parts) + ")", gradients.toArray(String[]::new));
    }

    static List<Sample> samples() {
      Tensor strided = Domain.REALS.draw(2, 3, 2).transpose();
      return List.of(
          Sample.of(new Cat(0), Domain.REALS.draw(1, 2, 3), strided),
          Sample.of(new Cat(1), Domain.REALS.draw(3, 2, 1), Domain.REALS.draw(4, 2, 0), strided),
          Sample.of(new Cat(0), Domain.REALS.draw(5, 4)));
    }
  }
}
