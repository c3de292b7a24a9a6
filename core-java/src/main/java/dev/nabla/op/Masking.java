package dev.nabla.op;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Index;
import dev.nabla.tensor.Positions;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.util.List;

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
    Tensor places = Positions.nonzero(mask.expand(shape).flatten()).flatten();
    if (source.size() < places.size()) {
      throw new ShapeException("maskedScatter: the mask holds at " + places.size()
          + " places, but the source of shape " + source.shape() + " has " + source.size() + " elements");
    }
    Tensor values = source.to(x.dtype()).flatten().narrow(0, 0, places.size());
    return new Scattering.Scatter(0).apply(List.of(x.expand(shape).flatten(), places, values)).reshape(shape);
  }

  private static void requireMask(String operation, Tensor mask) {
    if (mask.dtype() != DType.BOOL) {
      throw new IllegalArgumentException(operation + ": the mask is bool, got a " + mask.dtype() + " tensor of shape "
          + mask.shape());
    }
  }
}
