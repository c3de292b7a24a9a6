package dev.nabla.tensor;

import dev.nabla.kernel.Casts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Operators that rearrange elements: views where the layout allows, copies otherwise. */
final class Viewing {
  private Viewing() {}

  /** The same elements in row-major order under another shape; a view of a contiguous tensor. */
  record Reshape(Shape shape) implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      return x.view(shape);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.reshape(x.shape());
    }

    @Override
    public Tensor batched(Tensor x) {
      return x.reshape(Shape.of(x.extent(0)).concat(shape));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("reshape(x)", "reshape(g)");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Reshape(Shape.of(6, 2)), Domain.REALS.draw(1, 3, 4)),
          Sample.of(new Reshape(Shape.of(12)), Domain.REALS.draw(2, 4, 3).transpose()),
          Sample.of(new Reshape(Shape.SCALAR), Domain.REALS.draw(3, 1, 1)),
          Sample.of(new Reshape(Shape.of(0, 5)), Domain.REALS.draw(4, 2, 0)));
    }
  }

  /** Axis i of the result is axis {@code order[i]} of x; a view. */
  record Permute(int[] order) implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      int[] extents = new int[order.length];
      int[] strides = new int[order.length];
      for (int i = 0; i < order.length; i++) {
        extents[i] = x.shape().raw()[order[i]];
        strides[i] = x.strides[order[i]];
      }
      return x.strided(Shape.ofOwned(extents), x.offset, strides);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      int[] inverse = new int[order.length];
      for (int i = 0; i < order.length; i++) {
        inverse[order[i]] = i;
      }
      return new Permute(inverse).apply(g);
    }

    @Override
    public Tensor batched(Tensor x) {
      int[] all = Entries.before(0, order);
      for (int i = 1; i < all.length; i++) {
        all[i]++;
      }
      return new Permute(all).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return isTransposition() ? Formula.of("xᵀ", "gᵀ") : Formula.of("permute(x)", "permute(g)");
    }

    /** Whether the last two axes change places and all others stay. */
    private boolean isTransposition() {
      int last = order.length - 1;
      for (int i = 0; i < last - 1; i++) {
        if (order[i] != i) {
          return false;
        }
      }
      return last > 0 && order[last] == last - 1;
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Permute(new int[] {1, 0}), Domain.REALS.draw(1, 3, 4)),
          Sample.of(new Permute(new int[] {2, 0, 1}), Domain.REALS.draw(2, 2, 3, 4)),
          Sample.of(new Permute(new int[0]), Domain.REALS.draw(3)));
    }
  }

  /** x repeated along axes of extent 1 and along new ones in front; a view. The engine sums its gradient down. */
  record Expand(Shape shape) implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      return x.strided(shape, x.offset, x.stridesFor(shape));
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g;
    }

    @Override
    public Tensor batched(Tensor x) {
      return Entries.aligned(x, shape.rank() + 1).expand(Shape.of(x.extent(0)).concat(shape));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("expand(x)", "g");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Expand(Shape.of(2, 3, 4)), Domain.REALS.draw(1, 3, 1)),
          Sample.of(new Expand(Shape.of(3)), Domain.REALS.draw(2)),
          Sample.of(new Expand(Shape.of(0, 3)), Domain.REALS.draw(3, 1, 3)));
    }
  }

  /** Along each axis {@code extents} elements from {@code from} on, {@code steps} apart; a view. */
  record Slice(int[] from, int[] extents, int[] steps) implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      int offset = x.offset;
      int[] strides = new int[from.length];
      for (int axis = 0; axis < from.length; axis++) {
        offset += extents[axis] == 0 ? 0 : from[axis] * x.strides[axis];
        strides[axis] = x.strides[axis] * steps[axis];
      }
      return x.strided(Shape.ofOwned(extents), offset, strides);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return backward(g, x.shape());
    }

    Tensor backward(Tensor g, Shape whole) {
      return new Embed(from, steps, whole).apply(g);
    }

    @Override
    public Tensor batched(Tensor x) {
      int n = x.extent(0);
      return new Slice(Entries.before(0, from), Entries.before(n, extents), Entries.before(1, steps)).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("slice(x)", "embed(g)");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Slice(new int[] {1, 0}, new int[] {2, 2}, new int[] {1, 2}), Domain.REALS.draw(1, 4, 3)),
          Sample.of(new Slice(new int[] {4}, new int[] {5}, new int[] {-1}), Domain.REALS.draw(2, 5)),
          Sample.of(new Slice(new int[] {0, 1}, new int[] {3, 0}, new int[] {1, 1}), Domain.REALS.draw(3, 3, 4)));
    }
  }

  /** Zeros of a shape, with x where {@link Slice} takes from. */
  record Embed(int[] from, int[] steps, Shape shape) implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      Object y = x.dtype().newArray(shape.size());
      int offset = 0;
      int[] strides = new int[from.length];
      for (int axis = 0; axis < from.length; axis++) {
        offset += from[axis] * shape.strides()[axis];
        strides[axis] = steps[axis] * shape.strides()[axis];
      }
      if (x.size() > 0) {
        Elementwise.copy(x, y, offset, strides);
      }
      return Tensor.wrap(shape, x.dtype(), y);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return new Slice(from, x.shape().raw(), steps).apply(g);
    }

    @Override
    public Tensor batched(Tensor x) {
      Shape all = Shape.of(x.extent(0)).concat(shape);
      return new Embed(Entries.before(0, from), Entries.before(1, steps), all).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("embed(x)", "slice(g)");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Embed(new int[] {1, 0}, new int[] {1, 2}, Shape.of(4, 3)), Domain.REALS.draw(1, 2, 2)),
          Sample.of(new Embed(new int[] {4}, new int[] {-1}, Shape.of(5)), Domain.REALS.draw(2, 5)));
    }
  }

  /**
   * The sum of what {@link Embed} makes of tensors for slices of one shape, in passes over the tensors alone: the gradient
   * of a tensor that was taken to pieces, which would take time for all of it for each piece otherwise.
   */
  @FreeOf(value = Law.BROADCASTING, because = "parts are joined, not paired")
  record EmbedSum(List<Slice> slices, Shape shape) implements NaryOp {
    @Override
    public Tensor forward(List<Tensor> x) {
      DType type = x.get(0).dtype();
      Tensor y = Tensor.wrap(shape, type, type.newArray(shape.size()));
      for (int i = 0; i < slices.size(); i++) {
        Tensor region = slices.get(i).forward(y);
        if (region.size() > 0) {
          Elementwise.copy(region.add(x.get(i)), y.array(), region.offset, region.strides);
        }
      }
      return y;
    }

    @Override
    public Tensor backward(int i, Tensor g, Tensor y, List<Tensor> x) {
      return slices.get(i).apply(g);
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
      List<Tensor> parts = Entries.each(x);
      int n = parts.get(0).extent(0);
      List<Slice> all = new ArrayList<>();
      for (Slice slice : slices) {
        all.add(new Slice(Entries.before(0, slice.from), Entries.before(n, slice.extents),
            Entries.before(1, slice.steps)));
      }
      return new EmbedSum(all, Shape.of(n).concat(shape)).apply(parts);
    }

    @Override
    public Formula formula(int inputs) {
      List<String> parts = IntStream.rangeClosed(1, inputs).mapToObj(i -> "x" + Formula.subscript(i)).toList();
      String sum = String.join(" + ", parts.stream().map(part -> "embed(" + part + ")").toList());
      return Formula.of(parts, sum, Collections.nCopies(inputs, "slice(g)").toArray(String[]::new));
    }

    static List<Sample> samples() {
      Slice rows = new Slice(new int[] {1, 0}, new int[] {2, 3}, new int[] {1, 1});
      Slice columns = new Slice(new int[] {3, 2}, new int[] {4, 2}, new int[] {-1, -2});
      Slice nothing = new Slice(new int[] {0, 0}, new int[] {0, 3}, new int[] {1, 1});
      return List.of(
          Sample.of(new EmbedSum(List.of(rows, columns, nothing), Shape.of(4, 3)), Domain.REALS.draw(1, 2, 3),
              Domain.REALS.draw(2, 2, 4).transpose(), Domain.REALS.draw(3, 0, 3)),
          Sample.of(new EmbedSum(List.of(rows), Shape.of(4, 3)), Domain.REALS.draw(4, 2, 3)));
    }
  }

  /** x with its elements in row-major order, in an array of their own. */
  record Contiguous() implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      return Tensor.wrap(x.shape(), x.dtype(), Elementwise.copied(x));
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g;
    }

    @Override
    public Tensor batched(Tensor x) {
      return apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("x", "g");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Contiguous(), Domain.REALS);
    }
  }

  /** x in another element type. */
  record Cast(DType dtype) implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      if (x.dtype() == DType.BOOL && Deferred.suits(dtype, x.size())) {
        return Elementwise.select(x, Tensor.full(1, Shape.SCALAR, dtype), Tensor.zeros(Shape.SCALAR, dtype));
      }
      Rows rows = Rows.along(x, 0, 0);
      Object y = dtype.newArray(x.size());
      Casts.cast(rows.array(), rows.offset(), y, x.size());
      return Tensor.wrap(x.shape(), dtype, y);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.to(x.dtype());
    }

    @Override
    public Tensor batched(Tensor x) {
      return apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(dtype + "(x)", "cast(g)");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Cast(DType.FLOAT64), Domain.REALS);
    }
  }
}
