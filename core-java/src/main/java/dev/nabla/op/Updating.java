package dev.nabla.op;

import dev.nabla.tensor.BinaryOp;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Entries;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.FreeOf;
import dev.nabla.tensor.Index;
import dev.nabla.tensor.Law;
import dev.nabla.tensor.Positions;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What {@code x[index] = value} would make of a tensor, as a new tensor: x itself stays as it is. */
public final class Updating {
  private Updating() {}

  /**
   * x with {@code value} where {@code index} points to, as {@link Tensor#get(Index...)} reads it. The gradient of x is
   * 0 there; of several elements for one place the last stays, and gets its gradient.
   *
   * @param value broadcasts to the shape of {@code x.get(index)}, and is converted to the type of x
   * @throws IllegalArgumentException when it does not broadcast
   */
  public static Tensor with(Tensor x, Tensor value, Index... index) {
    return with("with", x, value, index);
  }

  private static Tensor with(String operation, Tensor x, Tensor value, Index... index) {
    Tensor converted = value.to(x.dtype());
    if (!byTensors(index)) {
      requireFitting(operation, value, Positions.selected(operation, x.detach(), index));
      return new With(List.of(index)).apply(x, converted);
    }
    Tensor places = places(operation, x, index);
    requireFitting(operation, value, places);
    Tensor values = converted.expand(places.shape()).flatten();
    return new Scattering.Scatter(0).apply(List.of(x.flatten(), places.flatten(), values)).reshape(x.shape());
  }

  /** x with a number where {@code index} points to. */
  public static Tensor with(Tensor x, double value, Index... index) {
    return with(x, Tensor.scalar(value), index);
  }

  /**
   * x with {@code value} at the positions that {@code indices} hold together: the first for the first axis, and so on;
   * they broadcast against one another, and axes beyond them are taken whole.
   *
   * @param accumulate whether values are added to what stands there, all of several for one place, or replace it
   */
  public static Tensor indexPut(Tensor x, List<Tensor> indices, Tensor value, boolean accumulate) {
    for (Tensor positions : indices) {
      if (positions.dtype().isFloating()) {
        throw new IllegalArgumentException(
            "indexPut: an index tensor is int32, int64 or bool, got " + positions.dtype());
      }
    }
    Index[] index = indices.stream().map(Index::of).toArray(Index[]::new);
    if (!accumulate || index.length == 0) {
      return with("indexPut", x, accumulate ? x.add(value) : value, index);
    }
    Scattering.requireNumbers("indexPut", x);
    Tensor places = places("indexPut", x, index);
    requireFitting("indexPut", value, places);
    Tensor values = value.to(x.dtype()).expand(places.shape()).flatten();
    return new Scattering.ScatterAdd(0).apply(List.of(x.flatten(), places.flatten(), values)).reshape(x.shape());
  }

  private static boolean byTensors(Index[] index) {
    return Arrays.stream(index).anyMatch(Index.Positions.class::isInstance);
  }

  /** Where the elements that {@code index} points to stand in row-major order. */
  private static Tensor places(String operation, Tensor x, Index[] index) {
    return Positions.selected(operation, Tensor.arange(x.size()).reshape(x.shape()), index);
  }

  private static void requireFitting(String operation, Tensor value, Tensor replaced) {
    if (!value.shape().broadcastsTo(replaced.shape())) {
      throw new ShapeException(operation + ": a value of shape " + value.shape()
          + " does not broadcast to the shape " + replaced.shape() + " of what it replaces");
    }
  }

  /** x with value in the place of a view of x. */
  @FreeOf(value = Law.BROADCASTING, because = "the new values broadcast to the part that they replace")
  record With(List<Index> index) implements BinaryOp {
    @Override
    public Tensor forward(Tensor x, Tensor value) {
      Tensor y = Rows.wrap(Rows.copied(x), x.dtype(), x.shape());
      Tensor replaced = y.get(entries());
      Rows.copy(value.expand(replaced.shape()), replaced.strided());
      return y;
    }

    private Index[] entries() {
      return index.toArray(Index[]::new);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor x, Tensor value) {
      return apply(g, Tensor.zeros(value.shape(), g.dtype()));
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor x, Tensor value) {
      return g.get(entries());
    }

    @Override
    public Tensor tangent(Tensor dx, Tensor dValue, Tensor y, Tensor x, Tensor value) {
      return apply(dx == null ? Tensor.zerosLike(x) : dx, dValue == null ? Tensor.zerosLike(value) : dValue);
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
    public Tensor batched(Tensor x, Tensor value) {
      List<Index> all = new ArrayList<>(index);
      all.add(0, Index.ALL);
      Tensor one = Entries.each(x, Entries.count(x, value));
      int rank = one.get(all.toArray(Index[]::new)).rank();
      return new With(all).apply(one, Entries.aligned(value, rank));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("x", "v"), "with(x, v)", "with(g, 0)", "slice(g)");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new With(List.of(Index.at(1), Index.range(0, 2))), Domain.REALS.draw(1, 3, 4),
              Domain.REALS.draw(2, 2)),
          Sample.of(new With(List.of(Index.range(null, null, -2), Index.NEW_AXIS)),
              Domain.REALS.draw(3, 2, 5).transpose(), Domain.REALS.draw(4, 1, 2)),
          Sample.of(new With(List.of(Index.ELLIPSIS, Index.range(1, 1))), Domain.REALS.draw(5, 2, 3),
              Domain.REALS.draw(6)),
          Sample.of(new With(List.of()), Domain.REALS.draw(7), Domain.REALS.draw(8)));
    }
  }
}
