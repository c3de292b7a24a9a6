package dev.nabla.op;

import dev.nabla.kernel.Strided;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.LinearOp;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Diagonals of matrices and the triangles beside them. Diagonals are numbered from the main one, which begins at the
 * first element and has number 0: positive ones lie above it, negative ones below.
 */
public final class Diagonals {
  private Diagonals() {}

  /** The main diagonal of the first two axes, as the last axis of the result; a view. */
  public static Tensor diagonal(Tensor x) {
    return diagonal(x, 0, 0, 1);
  }

  /** Diagonal {@code offset} of the matrices that two axes form, as the last axis of the result; a view. */
  public static Tensor diagonal(Tensor x, int offset, int rows, int columns) {
    int r = x.shape().axis(rows, "diagonal");
    int c = x.shape().axis(columns, "diagonal");
    requireTwo("diagonal", r, c, x.shape());
    return new Diagonal(offset, r, c).apply(x);
  }

  /**
   * The last axis on diagonal {@code offset} of square matrices of zeros, just large enough for it.
   *
   * @param rows the axis of the result that their rows run along, and {@code columns} the other
   */
  public static Tensor diagEmbed(Tensor x, int offset, int rows, int columns) {
    x.shape().axis(-1, "diagEmbed");
    int rank = x.rank() + 1;
    Shape vectors = x.shape().slice(0, rank - 2);
    int n = x.extent(-1) + Math.abs(offset);
    Shape matrices = vectors.concat(Shape.of(n, n));
    int r = matrices.axis(rows, "diagEmbed");
    int c = matrices.axis(columns, "diagEmbed");
    requireTwo("diagEmbed", r, c, matrices);
    Tensor y = new DiagonalEmbed(offset, rank - 2, rank - 1, matrices).apply(x);
    return Rearranging.movedim(y, new int[] {-2, -1}, new int[] {r, c});
  }

  /** The last axis on the main diagonal of square matrices of zeros, which the last two axes of the result form. */
  public static Tensor diagEmbed(Tensor x) {
    return diagEmbed(x, 0, -2, -1);
  }

  /** The main diagonal of a matrix, or the square matrix of zeros with this vector on it. */
  public static Tensor diag(Tensor x) {
    return diag(x, 0);
  }

  /** Diagonal {@code offset} of a matrix, or the square matrix of zeros with this vector on it. */
  public static Tensor diag(Tensor x, int offset) {
    if (x.rank() != 1 && x.rank() != 2) {
      throw new ShapeException("diag: needs a vector or a matrix, got shape " + x.shape());
    }
    return x.rank() == 1 ? diagEmbed(x, offset, 0, 1) : diagonal(x, offset, 0, 1);
  }

  /** The sum of the main diagonal of a matrix. */
  public static Tensor trace(Tensor x) {
    if (x.rank() != 2) {
      throw new ShapeException("trace: needs a matrix, got shape " + x.shape());
    }
    return diagonal(x).sum();
  }

  /** The elements on the main diagonal and below, of the last two axes; zeros above. */
  public static Tensor tril(Tensor x) {
    return tril(x, 0);
  }

  /** The elements on diagonal {@code offset} and below, of the last two axes; zeros above. */
  public static Tensor tril(Tensor x, int offset) {
    return where("tril", x, offset + 1L, true);
  }

  /** The elements on the main diagonal and above, of the last two axes; zeros below. */
  public static Tensor triu(Tensor x) {
    return triu(x, 0);
  }

  /** The elements on diagonal {@code offset} and above, of the last two axes; zeros below. */
  public static Tensor triu(Tensor x, int offset) {
    return where("triu", x, offset, false);
  }

  /** Row and column of every element of a matrix on diagonal {@code offset} and below, row by row: int64 [2, count]. */
  public static Tensor trilIndices(int rows, int columns, int offset) {
    return Lookups.nonzero(tril(ones(rows, columns), offset)).transpose();
  }

  /** Row and column of every element of a matrix on diagonal {@code offset} and above, row by row: int64 [2, count]. */
  public static Tensor triuIndices(int rows, int columns, int offset) {
    return Lookups.nonzero(triu(ones(rows, columns), offset)).transpose();
  }

  private static Tensor ones(int rows, int columns) {
    return Tensor.ones(Shape.of(rows, columns), DType.BOOL);
  }

  /** x in row i and those columns j that are before i + {@code offset}, or in the others, else 0. */
  private static Tensor where(String operation, Tensor x, long offset, boolean before) {
    if (x.rank() < 2) {
      throw new ShapeException(operation + ": needs two axes, got shape " + x.shape());
    }
    int rows = x.extent(-2);
    int columns = x.extent(-1);
    boolean[] mask = new boolean[Shape.of(rows, columns).size()];
    for (int row = 0; row < rows; row++) {
      int bound = (int) Math.max(0, Math.min(columns, row + offset));
      int from = row * columns;
      Arrays.fill(mask, before ? from : from + bound, before ? from + bound : from + columns, true);
    }
    return Operands.where(Tensor.of(mask, rows, columns), x);
  }

  private static void requireTwo(String operation, int rows, int columns, Shape shape) {
    if (rows == columns) {
      throw new ShapeException(operation + ": a matrix has two axes, got " + rows + " twice for shape "
          + shape);
    }
  }

  /** Diagonal {@code offset} of the axes {@code rows} and {@code columns}, as the last axis; a view. */
  record Diagonal(int offset, int rows, int columns) implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      return Tensor.wrap(places(x.strided(), offset, rows, columns), x.dtype());
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return new DiagonalEmbed(offset, rows, columns, x.shape()).apply(g);
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Diagonal(offset, rows + 1, columns + 1).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("diagonal(x)", "diagEmbed(g)");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Diagonal(0, 0, 1), Domain.REALS.draw(1, 3, 4)),
          Sample.of(new Diagonal(-1, 2, 0), Domain.REALS.draw(2, 3, 2, 4)),
          Sample.of(new Diagonal(1, 0, 1), Domain.REALS.draw(3, 4, 3).transpose()),
          Sample.of(new Diagonal(3, 0, 1), Domain.REALS.draw(4, 2, 3)));
    }
  }

  /** Zeros of a shape, with x where {@link Diagonal} takes from. */
  record DiagonalEmbed(int offset, int rows, int columns, Shape shape) implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      Tensor y = Tensor.zeros(shape, x.dtype());
      Rows.copy(x, places(y.strided(), offset, rows, columns));
      return y;
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return new Diagonal(offset, rows, columns).apply(g);
    }

    @Override
    public Tensor batched(Tensor x) {
      Shape all = Shape.of(x.extent(0)).concat(shape);
      return new DiagonalEmbed(offset, rows + 1, columns + 1, all).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("diagEmbed(x)", "diagonal(g)");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new DiagonalEmbed(0, 0, 1, Shape.of(3, 4)), Domain.REALS.draw(1, 3)),
          Sample.of(new DiagonalEmbed(-1, 2, 0, Shape.of(3, 2, 4)), Domain.REALS.draw(2, 3, 2).transpose()),
          Sample.of(new DiagonalEmbed(2, 0, 1, Shape.of(2, 2)), Domain.REALS.draw(3, 0)));
    }
  }

  private static Strided places(Strided x, int offset, int rows, int columns) {
    int rank = x.extents().length;
    int row = Math.max(0, -offset);
    int column = Math.max(0, offset);
    int n = Math.max(0, Math.min(x.extents()[rows] - row, x.extents()[columns] - column));
    int[] extents = new int[rank - 1];
    int[] strides = new int[rank - 1];
    int[] others = IntStream.range(0, rank).filter(a -> a != rows && a != columns).toArray();
    Arrays.setAll(extents, i -> i < others.length ? x.extents()[others[i]] : n);
    Arrays.setAll(strides, i -> i < others.length ? x.strides()[others[i]] : x.strides()[rows] + x.strides()[columns]);
    int first = n == 0 ? x.offset() : x.offset() + row * x.strides()[rows] + column * x.strides()[columns];
    return new Strided(x.array(), first, extents, strides);
  }
}
