package dev.nabla.op;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Positions;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;

/** Elements read at positions that an integer tensor holds; where one is read several times its gradients add up. */
public final class Lookups {
  private Lookups() {}

  /**
   * Along an axis, for each position in {@code index} the element there: {@link Tensor#gather} of operands that
   * broadcast against one another along all other axes. With the result of {@code argsort} it sorts.
   */
  public static Tensor takeAlongDim(Tensor x, Tensor index, int axis) {
    int at = x.shape().axis(axis, "takeAlongDim");
    if (index.rank() != x.rank()) {
      throw new IllegalArgumentException("takeAlongDim: positions of shape " + index.shape() + " need as many axes as "
          + x.shape());
    }
    Shape others = x.shape().with(at, 1).broadcast(index.shape().with(at, 1), "takeAlongDim");
    Tensor places = Positions.checked(index, x.shape(), at, "takeAlongDim");
    return x.expand(others.with(at, x.extent(at))).gather(at, places.expand(others.with(at, index.extent(at))));
  }

  /**
   * y[i, j] = x[i, index[i, j]] along axis 1: {@link Tensor#gather} where positions may be shorter than x along other
   * axes, and then stand at the beginning.
   */
  public static Tensor gather(Tensor x, int axis, Tensor index) {
    int at = x.shape().axis(axis, "gather");
    boolean fits = index.rank() == x.rank();
    for (int a = 0; fits && a < x.rank(); a++) {
      fits = a == at || index.extent(a) <= x.extent(a);
    }
    if (!fits) {
      throw new IllegalArgumentException("gather: positions of shape " + index.shape() + " along axis " + at
          + " reach beyond shape " + x.shape());
    }
    return Scattering.beginning(x, index.shape().with(at, x.extent(at))).gather(at, index);
  }

  /** The elements at positions in row-major order; the result has the shape of {@code index}. */
  public static Tensor take(Tensor x, Tensor index) {
    Tensor all = x.flatten();
    Tensor places = Positions.checked(index.flatten(), all.shape(), 0, "take");
    return all.indexSelect(0, places).reshape(index.shape());
  }

  /** The rows of {@code weight}, [rows, width], at the positions of {@code index}: [… , width]. */
  public static Tensor embedding(Tensor weight, Tensor index) {
    if (weight.rank() != 2) {
      throw new ShapeException("embedding: the weight has two axes, [rows×width], got shape "
          + weight.shape());
    }
    Tensor rows = Positions.checked(index.flatten(), weight.shape(), 0, "embedding");
    return weight.indexSelect(0, rows).reshape(index.shape().concat(Shape.of(weight.extent(1))));
  }

  /** The rows of {@code weight} at the positions of {@code index}, where row {@code padding} has gradient 0. */
  public static Tensor embedding(Tensor weight, Tensor index, int padding) {
    Tensor rows = embedding(weight, index);
    int n = weight.extent(0);
    if (padding < -n || padding >= n) {
      throw new IndexOutOfBoundsException("embedding: the padding row " + padding + " is out of range for the weight "
          + weight.shape());
    }
    Tensor padded = index.eq(Math.floorMod(padding, n)).logicalOr(index.eq(Math.floorMod(padding, n) - n));
    return Tensor.where(padded.unsqueeze(-1), rows.detach(), rows);
  }

  /** For each label a row of {@code classes} zeros with 1 at the label, int64: [… , classes]. */
  public static Tensor oneHot(Tensor labels, int classes) {
    return oneHot(labels, classes, DType.INT64);
  }

  /** For each label a row of {@code classes} zeros with 1 at the label, in the given type. */
  public static Tensor oneHot(Tensor labels, int classes, DType dtype) {
    if (!labels.dtype().isInteger()) {
      throw new IllegalArgumentException("oneHot: labels are int32 or int64, got a " + labels.dtype()
          + " tensor of shape " + labels.shape());
    }
    for (long label : labels.underlying().toLongs()) {
      if (label < 0 || label >= classes) {
        throw new IndexOutOfBoundsException("oneHot: label " + label + " is none of the " + classes + " classes, which "
            + "are 0 to " + (classes - 1));
      }
    }
    return labels.unsqueeze(-1).eq(Tensor.arange(classes)).to(dtype);
  }

  /**
   * 1 where the largest element along an axis stands, the first of equals, else 0, in the type of x; the gradient is 0.
   */
  public static Tensor hardmax(Tensor x, int axis) {
    int at = x.shape().axis(axis, "hardmax");
    return Rearranging.movedim(oneHot(x.argmax(at), x.extent(at), x.dtype()), -1, at);
  }

  /** Where the elements that are not 0 stand, in row-major order: int64 of shape [count, rank]. */
  public static Tensor nonzero(Tensor x) {
    return Positions.nonzero(x.detach().to(DType.BOOL));
  }
}
