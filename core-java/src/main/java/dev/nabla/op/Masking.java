package dev.nabla.op;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Index;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;

/** Elements chosen by a bool tensor, the mask, that broadcasts against them. */
public final class Masking {
  private Masking() {}

  /** {@code value} where the mask holds, else x, which has gradient 0 there. */
  public static Tensor maskedFill(Tensor x, Tensor mask, double value) {
    return maskedFill(x, mask, Tensor.full(value, Shape.SCALAR, x.dtype()));
  }

  /** {@code value}, of rank 0, where the mask holds, else x; its gradient is the sum over those places. */
  public static Tensor maskedFill(Tensor x, Tensor mask, Tensor value) {
    requireMask("maskedFill", mask);
    if (value.rank() != 0) {
      throw new ShapeException("maskedFill: the value has rank 0, got shape " + value.shape());
    }
    x.shape().broadcast(mask.shape(), "maskedFill");
    return Tensor.where(mask, value.to(x.dtype()), x);
  }

  /** The elements where the mask holds, in row-major order, along one axis. */
  public static Tensor maskedSelect(Tensor x, Tensor mask) {
    requireMask("maskedSelect", mask);
    Shape shape = x.shape().broadcast(mask.shape(), "maskedSelect");
    return x.expand(shape).flatten().get(Index.of(mask.expand(shape).flatten()));
  }

  /**
   * x with the elements of {@code source}, in row-major order, one after the other where the mask holds.
   *
   * @throws IllegalArgumentException when source has fewer elements than there are places
   */
  public static Tensor maskedScatter(Tensor x, Tensor mask, Tensor source) {
    requireMask("maskedScatter", mask);
    Shape shape = x.shape().broadcast(mask.shape(), "maskedScatter");
    Tensor places = mask.expand(shape);
    Tensor order = Scans.cumsum(places.flatten().to(DType.INT64), 0);
    requireEnough(source, order);
    if (source.size() == 0) {
      return x.expand(shape);
    }
    Tensor row = source.to(x.dtype()).flatten();
    // Places are counted from 1; what stands at 0, for elements before the first place, is not shown.
    Tensor shown = Tensor.cat(0, row.narrow(0, 0, 1), row).indexSelect(0, order);
    return Tensor.where(places, shown.reshape(shape), x);
  }

  /** @param order how many places there are up to each element, in a vectorised map those of all entries */
  private static void requireEnough(Tensor source, Tensor order) {
    Tensor all = order.underlying();
    long places = all.size() == 0 ? 0 : (long) all.max().item();
    if (source.size() < places) {
      throw new ShapeException("maskedScatter: the mask holds at " + places
          + " places, but the source of shape " + source.shape() + " has " + source.size() + " elements");
    }
  }

  private static void requireMask(String operation, Tensor mask) {
    if (mask.dtype() != DType.BOOL) {
      throw new IllegalArgumentException(operation + ": the mask is bool, got a " + mask.dtype() + " tensor of shape "
          + mask.shape());
    }
  }
}
