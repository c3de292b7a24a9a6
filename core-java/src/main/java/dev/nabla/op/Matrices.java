package dev.nabla.op;

import dev.nabla.kernel.ClearedArrays;
import dev.nabla.kernel.Strided;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.util.function.IntFunction;

/** Tensors whose last two axes are matrices, the axes before them a batch: what all of linear algebra asks of them. */
final class Matrices {
  private Matrices() {}

  /** {@code x} in a floating type; integers become float32. */
  static Tensor floating(String operation, Tensor x) {
    if (x.rank() < 2) {
      throw new ShapeException(operation + ": needs a matrix, or a batch of them, got shape " + x.shape());
    }
    return x.to(x.dtype().floating());
  }

  /** The same for matrices with as many rows as columns. */
  static Tensor square(String operation, Tensor x) {
    Tensor matrices = floating(operation, x);
    if (x.extent(-1) != x.extent(-2)) {
      throw new ShapeException(operation + ": needs square matrices, got shape " + x.shape());
    }
    return matrices;
  }

  /** The axes before the matrices. */
  static Shape batch(Tensor x) {
    return x.shape().slice(0, x.rank() - 2);
  }

  /** The shape of x with other matrices. */
  static Shape shape(Tensor x, int rows, int columns) {
    return batch(x).concat(Shape.of(rows, columns));
  }

  /** A new array of the element type of {@code x}. */
  static Object array(Tensor x, int size) {
    return ClearedArrays.of(x.dtype() == DType.FLOAT32 ? float.class : double.class, size);
  }

  /** The elements in row-major order; matrices are contiguous from {@link Strided#offset} on. */
  static Strided contiguous(Tensor x) {
    return x.contiguous().strided();
  }

  /** The tensor of these elements in the type of {@code like}. */
  static Tensor of(double[] values, Shape shape, Tensor like) {
    return Rows.wrap(values, DType.FLOAT64, shape).to(like.dtype());
  }

  /** The distance from 1 to the next number of the type of {@code x}. */
  static double epsilon(Tensor x) {
    return x.dtype() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
  }

  /** The identity of the extent and type of the matrices of {@code x}. */
  static Tensor identity(Tensor x) {
    return Tensor.eye(x.extent(-1), x.extent(-1), x.dtype());
  }

  /** The rows with these numbers, [… , count], of each matrix. */
  static Tensor takeRows(Tensor x, Tensor rows) {
    return x.gather(-2, rows.unsqueeze(-1).expand(shape(x, rows.extent(-1), x.extent(-1))));
  }

  /** ½(x + xᵀ). */
  static Tensor symmetric(Tensor x) {
    return x.add(x.transpose()).mul(0.5);
  }

  /**
   * Throws for the first matrix with an entry other than 0.
   *
   * @param fault what to say of it, given its entry
   */
  static void requireNone(String operation, int[] faults, Shape matrices, IntFunction<String> fault) {
    for (int i = 0; i < faults.length; i++) {
      if (faults[i] != 0) {
        throw new ArithmeticException(operation + ": " + name(i, matrices) + " " + fault.apply(faults[i]));
      }
    }
  }

  /** {@code requireNone} where an entry is 1 + the number of a pivot that is 0. */
  static void requireRegular(String operation, int[] zeros, Shape matrices) {
    requireNone(operation, zeros, matrices, zero -> "is singular: pivot " + (zero - 1) + " is 0");
  }

  /** One matrix of a batch, by its position: {@code matrix [3, 1] of the batch [4×2]}. */
  static String name(int number, Shape matrices) {
    Shape batch = matrices.slice(0, matrices.rank() - 2);
    if (batch.rank() == 0) {
      return "the matrix of shape " + matrices;
    }
    StringBuilder position = new StringBuilder();
    int rest = number;
    for (int axis = batch.rank() - 1; axis >= 0; axis--) {
      int extent = batch.extent(axis);
      position.insert(0, rest % extent + (axis == batch.rank() - 1 ? "" : ", "));
      rest /= extent;
    }
    return "matrix [" + position + "] of the batch " + matrices;
  }

  /** Samples: matrices far from singular, whose eigenvalues and singular values are far apart. */
  static Tensor regular(long seed, int... shape) {
    int rows = shape[shape.length - 2];
    int columns = shape[shape.length - 1];
    Tensor scales = Tensor.arange(columns).add(1.0).to(DType.FLOAT64);
    return Domain.REALS.draw(seed, shape).mul(0.3).add(Tensor.eye(rows, columns, DType.FLOAT64).mul(scales));
  }

  /** Samples: matrices whose eigenvalues are real and far apart. */
  static Tensor apart(long seed, int... shape) {
    Tensor diagonal = Tensor.arange(shape[shape.length - 1]).to(DType.FLOAT64).mul(2.0);
    return Domain.REALS.draw(seed, shape).mul(0.2).add(Diagonals.diag(diagonal));
  }

  /** Samples: matrices that are positive definite also where only one of two mirrored elements is moved. */
  static Tensor positive(long seed, int... shape) {
    Tensor x = regular(seed, shape);
    return x.matmul(x.transpose());
  }
}
