package dev.nabla.op;

import dev.nabla.tensor.Positions;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;

/**
 * Slices along the first axis combined by the segment that each belongs to: an integer tensor of rank 1 holds its
 * number, from 0 to {@code count} − 1, in any order. Results are [count, …].
 */
public final class Segments {
  private Segments() {}

  /** The sum of each segment; 0 where it has no slices. */
  public static Tensor segmentSum(Tensor x, Tensor segments, int count) {
    return sum("segmentSum", x, segments, count);
  }

  private static Tensor sum(String operation, Tensor x, Tensor segments, int count) {
    Tensor zeros = Tensor.zeros(shape(operation, x, segments, count), x.dtype());
    return IndexUpdates.indexAdd(zeros, 0, Positions.checked(segments, zeros.shape(), 0, operation), x);
  }

  /** The mean of each segment; NaN where it has no slices; integers become float32. */
  public static Tensor segmentMean(Tensor x, Tensor segments, int count) {
    Tensor values = x.to(x.dtype().floating());
    Tensor sums = sum("segmentMean", values, segments, count);
    Tensor counts = sum("segmentMean", Tensor.ones(segments.shape(), values.dtype()), segments, count);
    for (int axis = 1; axis < x.rank(); axis++) {
      counts = counts.unsqueeze(-1);
    }
    return sums.div(counts);
  }

  /** The largest of each segment; −∞, or the least integer, where it has no slices; ties share the gradient evenly. */
  public static Tensor segmentMax(Tensor x, Tensor segments, int count) {
    Shape shape = shape("segmentMax", x, segments, count);
    Tensor start = Tensor.full(Double.NEGATIVE_INFINITY, shape, x.dtype());
    Tensor index = Positions.checked(segments, shape, 0, "segmentMax");
    for (int axis = 1; axis < x.rank(); axis++) {
      index = index.unsqueeze(-1);
    }
    return ScatterReductions.scatterReduce(start, 0, index.expand(x.shape()), x, ScatterReductions.Combination.AMAX,
        true);
  }

  private static Shape shape(String operation, Tensor x, Tensor segments, int count) {
    if (x.rank() == 0 || !segments.shape().equals(Shape.of(x.extent(0)))) {
      throw new ShapeException(
          operation + ": slices of shape " + x.shape() + " along the first axis need one "
              + "segment number each, got shape " + segments.shape());
    }
    if (count < 0) {
      throw new IllegalArgumentException(operation + ": the number of segments is 0 or more, got " + count);
    }
    return x.shape().with(0, count);
  }
}
