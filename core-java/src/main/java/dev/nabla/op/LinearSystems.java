package dev.nabla.op;

import dev.nabla.kernel.DoubleLu;
import dev.nabla.kernel.DoubleTriangles;
import dev.nabla.kernel.FloatLu;
import dev.nabla.kernel.FloatTriangles;
import dev.nabla.kernel.Strided;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Entries;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.FreeOf;
import dev.nabla.tensor.JointGradientOp;
import dev.nabla.tensor.Law;
import dev.nabla.tensor.NaryOp;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Inverses, and systems of linear equations, by elimination with partial pivoting. The last two axes are matrices, the
 * axes before them a batch, which broadcasts; integers become float32. A matrix that is exactly singular is refused
 * with an {@link ArithmeticException} that names it and its pivot.
 */
public final class LinearSystems {
  private LinearSystems() {}

  /** Which elements of a matrix a triangular system reads: a triangle, with its diagonal or with ones in its place. */
  public enum Triangle {
    LOWER(false, false), UPPER(true, false), UNIT_LOWER(false, true), UNIT_UPPER(true, true);

    private final boolean upper;
    private final boolean unit;

    Triangle(boolean upper, boolean unit) {
      this.upper = upper;
      this.unit = unit;
    }

    private Triangle transposed() {
      return upper ? unit ? UNIT_LOWER : LOWER : unit ? UNIT_UPPER : UPPER;
    }
  }

  /** Where the matrix stands in an equation, seen from the unknowns. */
  public enum Side {
    /** A·X = B. */
    LEFT,
    /** X·A = B. */
    RIGHT
  }

  /** A⁻¹; of an empty matrix an empty one. */
  public static Tensor inv(Tensor x) {
    return inv("inv", x);
  }

  /** The inverse, for an operation in whose name a singular matrix is refused. */
  static Tensor inv(String operation, Tensor x) {
    return new Inv(operation).apply(Matrices.square(operation, x));
  }

  /**
   * X of A·X = B for A [… , n, n] and B [… , n, k]. B may also be one vector [n], or a batch of vectors [… , n] with
   * exactly the batch of A.
   */
  public static Tensor solve(Tensor a, Tensor b) {
    Tensor matrices = Matrices.square("solve", a);
    boolean vectors = b.rank() == 1 || b.shape().equals(a.shape().slice(0, a.rank() - 1));
    Tensor right = vectors ? b.unsqueeze(-1) : b;
    requireRows("solve", a, right, b.shape());
    Tensor x = broadcast("solve", new Solve(), matrices, right);
    return vectors ? x.squeeze(-1) : x;
  }

  /** X of T·X = B for T [… , n, n], of which only a triangle is read, and B [… , n, k]. */
  public static Tensor solveTriangular(Tensor t, Tensor b, Triangle triangle) {
    return solveTriangular(t, b, triangle, Side.LEFT);
  }

  /** X of T·X = B, or of X·T = B for B [… , k, n], where only a triangle of T is read. */
  public static Tensor solveTriangular(Tensor t, Tensor b, Triangle triangle, Side side) {
    Tensor matrices = Matrices.square("solveTriangular", t);
    if (side == Side.RIGHT) {
      requireColumns(t, b);
      return solveTriangular(matrices.transpose(), b.transpose(), triangle.transposed(), Side.LEFT).transpose();
    }
    requireRows("solveTriangular", t, b, b.shape());
    return broadcast("solveTriangular", new SolveTriangular(triangle), matrices, b);
  }

  /**
   * X of A·X = B, given a triangle of {@link Decompositions#cholesky}.
   *
   * @param factor L with A = L·Lᵀ
   * @param b right sides, [… , n, k]
   */
  public static Tensor choleskySolve(Tensor factor, Tensor b) {
    Tensor l = Matrices.square("choleskySolve", factor);
    requireRows("choleskySolve", factor, b, b.shape());
    Tensor half = solveTriangular(l, b, Triangle.LOWER);
    return solveTriangular(l.transpose(), half, Triangle.UPPER);
  }

  private static void requireRows(String operation, Tensor a, Tensor right, Shape given) {
    if (right.rank() < 2 || right.extent(-2) != a.extent(-1)) {
      throw new ShapeException(
          operation + ": right sides of shape " + given + " do not fit matrices of shape "
              + a.shape() + ", which need " + a.extent(-1) + " rows");
    }
  }

  private static void requireColumns(Tensor t, Tensor left) {
    if (left.rank() < 2 || left.extent(-1) != t.extent(-1)) {
      throw new ShapeException("solveTriangular: left sides of shape " + left.shape()
          + " do not fit matrices of shape " + t.shape() + ", which need " + t.extent(-1) + " columns");
    }
  }

  /** Operands in one type and batch; one matrix for a batch of right sides is factored once, for all side by side. */
  private static Tensor broadcast(String operation, NaryOp solver, Tensor a, Tensor b) {
    Tensor matrices = a.to(a.dtype().promote(b.dtype()));
    Tensor right = b.to(matrices.dtype());
    int n = a.extent(-1);
    if (matrices.rank() == 2 && right.rank() > 2 && n > 0) {
      Tensor rowsFirst = Rearranging.movedim(right, -2, 0);
      Tensor x = solver.apply(List.of(matrices, rowsFirst.reshape(n, right.size() / n)));
      return Rearranging.movedim(x.reshape(rowsFirst.shape()), 0, -2);
    }
    Shape batch = Matrices.batch(matrices).broadcast(Matrices.batch(right), operation);
    return solver.apply(List.of(matrices.expand(batch.concat(Shape.of(n, n))),
        right.expand(batch.concat(Shape.of(n, right.extent(-1))))));
  }

  /** The rule for entries of a batch: a matrix that all of them share is factored once. */
  private static Tensor batched(NaryOp solver, List<Tensor> x) {
    Tensor a = x.get(0);
    boolean once = Entries.shared(a) && a.rank() == 3;
    return broadcast(solver.label(), solver, once ? a.squeeze(0) : a, x.get(1));
  }

  private static int count(Tensor x) {
    return Matrices.batch(x).size();
  }

  /** A⁻¹. */
  record Inv(String operation) implements MatrixOp {
    @Override
    public Tensor forward(Tensor x) {
      Strided a = Matrices.contiguous(x);
      int n = x.extent(-1);
      Object y = Matrices.array(x, x.size());
      int[] zeros = new int[count(x)];
      if (y instanceof float[] floats) {
        FloatLu.invert(zeros.length, n, (float[]) a.array(), a.offset(), floats, zeros);
      } else {
        DoubleLu.invert(zeros.length, n, (double[]) a.array(), a.offset(), (double[]) y, zeros);
      }
      Matrices.requireRegular(operation, zeros, x.shape());
      return Rows.wrap(y, x.dtype(), x.shape());
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return y.transpose().matmul(g).matmul(y.transpose()).neg();
    }

    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return y.matmul(dx).matmul(y).neg();
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("A"), "A⁻¹", "−yᵀ·g·yᵀ");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Inv("inv"), Matrices.regular(1, 3, 3)),
          Sample.of(new Inv("inv"), Matrices.regular(2, 2, 1, 2, 2)),
          Sample.of(new Inv("inv"), Matrices.regular(3, 4, 4).transpose()),
          Sample.of(new Inv("inv"), Domain.REALS.draw(4, 2, 0, 0)));
    }
  }

  /** X of A·X = B, for A and B of one batch and type. */
  @FreeOf(value = Law.BROADCASTING, because = "batch axes are expanded before")
  record Solve() implements JointGradientOp {
    @Override
    public Tensor forward(List<Tensor> x) {
      Strided a = Matrices.contiguous(x.get(0));
      Tensor b = x.get(1);
      int n = b.extent(-2);
      int[] zeros = new int[count(b)];
      Object y = Rows.copied(b);
      if (y instanceof float[] floats) {
        FloatLu.solve(zeros.length, n, b.extent(-1), (float[]) a.array(), a.offset(), floats, zeros);
      } else {
        DoubleLu.solve(zeros.length, n, b.extent(-1), (double[]) a.array(), a.offset(), (double[]) y, zeros);
      }
      Matrices.requireRegular("solve", zeros, x.get(0).shape());
      return Rows.wrap(y, b.dtype(), b.shape());
    }

    /** gB = A⁻ᵀ·g, and gA = −gB·Xᵀ. */
    @Override
    public List<Tensor> backward(boolean[] wanted, Tensor g, Tensor y, List<Tensor> x) {
      Tensor gb = apply(List.of(x.get(0).transpose(), g));
      return Arrays.asList(wanted[0] ? gb.matmul(y.transpose()).neg() : null, wanted[1] ? gb : null);
    }

    @Override
    public Tensor tangent(List<Tensor> dx, Tensor y, List<Tensor> x) {
      Tensor da = dx.get(0);
      Tensor db = dx.get(1);
      Tensor moved = da == null ? db : db == null ? da.matmul(y).neg() : db.sub(da.matmul(y));
      return apply(List.of(x.get(0), moved));
    }

    @Override
    public Tensor batched(List<Tensor> x) {
      return LinearSystems.batched(this, x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("A", "B"), "A⁻¹·B", "−(A⁻¹)ᵀ·g·yᵀ", "(A⁻¹)ᵀ·g");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Solve(), Matrices.regular(1, 3, 3), Domain.REALS.draw(2, 3, 2)),
          Sample.of(new Solve(), Matrices.regular(3, 2, 2, 2), Domain.REALS.draw(4, 2, 2, 1)),
          Sample.of(new Solve(), Matrices.regular(5, 4, 4).transpose(), Domain.REALS.draw(6, 3, 4).transpose()),
          Sample.of(new Solve(), Domain.REALS.draw(7, 0, 0), Domain.REALS.draw(8, 0, 2)));
    }
  }

  /** X of T·X = B, for T and B of one batch and type. */
  @FreeOf(value = Law.BROADCASTING, because = "batch axes are expanded before")
  record SolveTriangular(Triangle triangle) implements JointGradientOp {
    @Override
    public Tensor forward(List<Tensor> x) {
      Strided t = Matrices.contiguous(x.get(0));
      Tensor b = x.get(1);
      int n = b.extent(-2);
      int k = b.extent(-1);
      int[] zeros = new int[count(b)];
      Object y = Rows.copied(b);
      if (y instanceof float[] floats) {
        FloatTriangles.solve(!triangle.upper, triangle.unit, zeros.length, n, k, (float[]) t.array(), t.offset(),
            floats,
            zeros);
      } else {
        DoubleTriangles.solve(!triangle.upper, triangle.unit, zeros.length, n, k, (double[]) t.array(), t.offset(),
            (double[]) y, zeros);
      }
      Matrices.requireNone("solveTriangular", zeros, x.get(0).shape(),
          zero -> "is singular: element [" + (zero - 1) + ", " + (zero - 1) + "] is 0");
      return Rows.wrap(y, b.dtype(), b.shape());
    }

    /** gB = T⁻ᵀ·g, and gT = −gB·Xᵀ where T is read. */
    @Override
    public List<Tensor> backward(boolean[] wanted, Tensor g, Tensor y, List<Tensor> x) {
      Tensor gb = new SolveTriangular(triangle.transposed()).apply(List.of(x.get(0).transpose(), g));
      return Arrays.asList(wanted[0] ? read(gb.matmul(y.transpose()).neg()) : null, wanted[1] ? gb : null);
    }

    @Override
    public Tensor tangent(List<Tensor> dx, Tensor y, List<Tensor> x) {
      Tensor dt = dx.get(0) == null ? null : read(dx.get(0)).matmul(y);
      Tensor db = dx.get(1);
      return apply(List.of(x.get(0), dt == null ? db : db == null ? dt.neg() : db.sub(dt)));
    }

    @Override
    public Tensor batched(List<Tensor> x) {
      return LinearSystems.batched(this, x);
    }

    /** The elements of T that are read; zeros elsewhere. */
    private Tensor read(Tensor x) {
      return triangle.upper ? Diagonals.triu(x, triangle.unit ? 1 : 0) : Diagonals.tril(x, triangle.unit ? -1 : 0);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("T", "B"), "part(T)⁻¹·B", "−part((part(T)⁻¹)ᵀ·g·yᵀ)", "(part(T)⁻¹)ᵀ·g")
          .where("part: the triangle that is read; a diagonal of ones has no gradient");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new SolveTriangular(Triangle.UPPER), Matrices.regular(1, 3, 3), Domain.REALS.draw(2, 3, 2)),
          Sample.of(new SolveTriangular(Triangle.LOWER), Matrices.regular(3, 2, 2, 2), Domain.REALS.draw(4, 2, 2, 1)),
          Sample.of(new SolveTriangular(Triangle.UNIT_LOWER), Matrices.regular(5, 4, 4).transpose(),
              Domain.REALS.draw(6, 4, 3)),
          Sample.of(new SolveTriangular(Triangle.UNIT_UPPER), Domain.REALS.draw(7, 3, 3), Domain.REALS.draw(8, 3, 1)),
          Sample.of(new SolveTriangular(Triangle.LOWER), Domain.REALS.draw(9, 2, 0, 0),
              Domain.REALS.draw(10, 2, 0, 3)));
    }
  }
}
