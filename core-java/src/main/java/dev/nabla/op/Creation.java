package dev.nabla.op;

import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tensors made from a rule or from a buffer, beyond those that {@link Tensor} makes. */
public final class Creation {
  private Creation() {}

  /** A tensor of the shape and type of {@code x} whose elements are all {@code value}. */
  public static Tensor fullLike(Tensor x, double value) {
    return Tensor.full(value, x.shape(), x.dtype());
  }

  /** {@code count} float32 numbers from 10^start to 10^end, both included, whose logarithms are evenly spaced. */
  public static Tensor logspace(double start, double end, int count) {
    return logspace(start, end, count, 10);
  }

  /** {@code count} float32 numbers from base^start to base^end, both included, whose logarithms are evenly spaced. */
  public static Tensor logspace(double start, double end, int count, double base) {
    float[] y = new float[Shape.of(count).size()];
    for (int i = 0; i < count; i++) {
      double t = count == 1 ? 0 : i / (count - 1.0);
      y[i] = (float) Math.pow(base, t < 0.5 ? start + (end - start) * t : end - (end - start) * (1 - t));
    }
    return Tensor.of(y);
  }

  /** Which axis of a grid the first coordinate runs along. */
  public enum Indexing {
    /** The first: the rows of a matrix, the default of PyTorch and of mathematics. */
    IJ,
    /** The second, and the second coordinate along the first: the x axis of a picture, the default of NumPy. */
    XY
  }

  /**
   * For each vector of coordinates a tensor over the grid of all of them, with its coordinate at every point; views.
   */
  public static List<Tensor> meshgrid(Indexing indexing, Tensor... coordinates) {
    int rank = coordinates.length;
    int[] extents = new int[rank];
    for (int i = 0; i < rank; i++) {
      if (coordinates[i].rank() > 1) {
        throw new ShapeException("meshgrid: coordinates are vectors, got shape " + coordinates[i].shape());
      }
      extents[axis(i, rank, indexing)] = coordinates[i].size();
    }
    List<Tensor> grids = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int[] alone = new int[rank];
      Arrays.fill(alone, 1);
      alone[axis(i, rank, indexing)] = coordinates[i].size();
      grids.add(coordinates[i].reshape(Shape.of(alone)).expand(Shape.of(extents)));
    }
    return grids;
  }

  private static int axis(int coordinate, int rank, Indexing indexing) {
    return indexing == Indexing.XY && coordinate < 2 && rank > 1 ? 1 - coordinate : coordinate;
  }

  /**
   * The powers of every element of a vector, [n, powers]: x^(powers − 1), …, x, 1, or 1, x, x², … when they increase.
   * Integers stay integers, as int64.
   */
  public static Tensor vander(Tensor x, int powers, boolean increasing) {
    if (x.rank() != 1 || powers < 0) {
      throw new ShapeException("vander: needs a vector and a number of powers of 0 or more, got shape "
          + x.shape() + " and " + powers);
    }
    Tensor column = x.unsqueeze(1);
    Tensor ones = Tensor.onesLike(column.detach());
    Tensor factors = Tensor.cat(1, ones, column.expand(x.size(), Math.max(0, powers - 1))).narrow(1, 0, powers);
    Tensor rising = Scans.cumprod(factors, 1);
    return increasing ? rising : Rearranging.flip(rising, 1);
  }

  /**
   * The Hann window ½ (1 − cos 2πi/n) for i from 0 to n − 1, float32; symmetric, with n − 1 in the place of n, unless
   * it is one period of many.
   */
  public static Tensor hannWindow(int n, boolean periodic) {
    float[] y = new float[Shape.of(n).size()];
    int period = periodic ? n : n - 1;
    for (int i = 0; i < n; i++) {
      double sine = period == 0 ? 1 : Math.sin(Math.PI * Math.min(i, period - i) / period);
      y[i] = (float) (sine * sine);
    }
    return Tensor.of(y);
  }

  /** A float32 tensor of this shape from what is left in a buffer, which stays as it is. */
  public static Tensor fromBuffer(FloatBuffer values, int... shape) {
    float[] array = new float[values.remaining()];
    values.duplicate().get(array);
    return Tensor.of(array, shape);
  }

  /** A float64 tensor of this shape from what is left in a buffer, which stays as it is. */
  public static Tensor fromBuffer(DoubleBuffer values, int... shape) {
    double[] array = new double[values.remaining()];
    values.duplicate().get(array);
    return Tensor.of(array, shape);
  }

  /** An int32 tensor of this shape from what is left in a buffer, which stays as it is. */
  public static Tensor fromBuffer(IntBuffer values, int... shape) {
    int[] array = new int[values.remaining()];
    values.duplicate().get(array);
    return Tensor.of(array, shape);
  }

  /** An int64 tensor of this shape from what is left in a buffer, which stays as it is. */
  public static Tensor fromBuffer(LongBuffer values, int... shape) {
    long[] array = new long[values.remaining()];
    values.duplicate().get(array);
    return Tensor.of(array, shape);
  }
}
