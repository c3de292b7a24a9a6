package dev.nabla.op;

import dev.nabla.kernel.DoubleCholesky;
import dev.nabla.kernel.DoubleLu;
import dev.nabla.kernel.DoubleQr;
import dev.nabla.kernel.FloatCholesky;
import dev.nabla.kernel.FloatLu;
import dev.nabla.kernel.FloatQr;
import dev.nabla.kernel.Strided;
import dev.nabla.op.LinearSystems.Side;
import dev.nabla.op.LinearSystems.Triangle;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.FreeOf;
import dev.nabla.tensor.Law;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.List;

/**
 * Matrices as products of triangles and orthogonal matrices. The last two axes are matrices, the axes before them a
 * batch; integers become float32. Where there are several factors, one operator computes them side by side in one
 * tensor, and the factors are views of it, so that they share one decomposition and one gradient.
 */
public final class Decompositions {
  private Decompositions() {}

  /**
   * A = Q·R.
   *
   * @param q orthonormal columns
   * @param r an upper triangle, whose diagonal has the signs that LAPACK gives it
   */
  public record QrFactors(Tensor q, Tensor r) {}

  /**
   * A = P·L·U.
   *
   * @param p a permutation matrix, which has no gradient
   * @param l a lower triangle with ones on its diagonal and no element larger than 1 in magnitude
   * @param u an upper triangle
   */
  public record LuFactors(Tensor p, Tensor l, Tensor u) {}

  /**
   * The lower triangle L, with a positive diagonal, of ½(A + Aᵀ) = L·Lᵀ: both triangles of A count alike, and its
   * gradient is symmetric.
   *
   * @throws ArithmeticException if a matrix is not positive definite, naming it and its pivot
   */
  public static Tensor cholesky(Tensor x) {
    return new Cholesky().apply(Matrices.square("cholesky", x));
  }

  /**
   * Q, m×k, and R, k×n, of m×n matrices, with k the smaller of m and n. The gradient exists where the first k columns
   * are linearly independent.
   */
  public static QrFactors qr(Tensor x) {
    Tensor matrices = Matrices.floating("qr", x);
    int m = x.extent(-2);
    int n = x.extent(-1);
    if (m < n) {
      QrFactors square = qr(matrices.narrow(-1, 0, m));
      Tensor rest = square.q.transpose().matmul(matrices.narrow(-1, m, n - m));
      return new QrFactors(square.q, Tensor.cat(-1, square.r, rest));
    }
    Tensor packed = new Qr().apply(matrices);
    return new QrFactors(packed.narrow(-2, 0, m), packed.narrow(-2, m, n));
  }

  /**
   * Q, m×m, and R, m×n. Where there are more rows than columns, the matrix does not determine the last columns of Q,
   * and there is no gradient; else the result is that of {@link #qr}.
   */
  public static QrFactors completeQr(Tensor x) {
    Tensor matrices = Matrices.floating("completeQr", x);
    int m = x.extent(-2);
    if (m <= x.extent(-1)) {
      return qr(matrices);
    }
    Tensor packed = new CompleteQr().apply(matrices);
    return new QrFactors(packed.narrow(-1, 0, m), packed.narrow(-1, m, x.extent(-1)));
  }

  /**
   * P, m×m, L, m×k, and U, k×n, of m×n matrices, with k the smaller of m and n: Gaussian elimination in which the pivot
   * is the largest element left in its column. The permutation counts as constant; the gradient exists where the first
   * k pivots are not 0.
   */
  public static LuFactors lu(Tensor x) {
    Tensor matrices = Matrices.floating("lu", x);
    int m = x.extent(-2);
    int n = x.extent(-1);
    int k = Math.min(m, n);
    Tensor packed = new Lu().apply(matrices.narrow(-1, 0, k));
    Tensor rows = Lu.rows(packed);
    Tensor l = Lu.lower(packed);
    Tensor u = Lu.upper(packed);
    if (n > k) {
      Tensor rest = Matrices.takeRows(matrices.narrow(-1, k, n - k), rows);
      u = Tensor.cat(-1, u, LinearSystems.solveTriangular(l, rest, Triangle.UNIT_LOWER));
    }
    Tensor p = rows.unsqueeze(-2).eq(Tensor.arange(m).unsqueeze(-1)).to(matrices.dtype());
    return new LuFactors(p, l, u);
  }

  /** L of ½(A + Aᵀ) = L·Lᵀ. Its gradient: I. Murray, "Differentiation of the Cholesky decomposition", 2016. */
  record Cholesky() implements MatrixOp {
    @Override
    public Tensor forward(Tensor x) {
      Strided a = Matrices.contiguous(x);
      Object y = Matrices.array(x, x.size());
      int[] failures = new int[Matrices.batch(x).size()];
      if (y instanceof float[] floats) {
        FloatCholesky.factor(failures.length, x.extent(-1), (float[]) a.array(), a.offset(), floats, failures);
      } else {
        DoubleCholesky.factor(failures.length, x.extent(-1), (double[]) a.array(), a.offset(), (double[]) y, failures);
      }
      Matrices.requireNone("cholesky", failures, x.shape(),
          failure -> "is not positive definite: pivot " + (failure - 1) + " is not positive");
      return Rows.wrap(y, x.dtype(), x.shape());
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      Tensor halved = Diagonals.tril(Tensor.onesLike(y)).sub(Matrices.identity(y).mul(0.5));
      Tensor p = y.transpose().matmul(g).mul(halved);
      Tensor right = LinearSystems.solveTriangular(y, p, Triangle.LOWER, Side.RIGHT);
      return Matrices.symmetric(LinearSystems.solveTriangular(y.transpose(), right, Triangle.UPPER));
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("A"), "cholesky(A)", "sym((yᵀ)⁻¹·Φ(yᵀ·g)·y⁻¹)")
          .where("Φ, sym: the lower triangle with half its diagonal; the mean of a matrix and its transpose");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Cholesky(), Matrices.positive(1, 3, 3)),
          Sample.of(new Cholesky(), Matrices.positive(2, 2, 1, 2, 2)),
          Sample.of(new Cholesky(), Domain.REALS.draw(3, 2, 0, 0)));
    }
  }

  /** Q, m×n, and under it R, n×n, for m ≥ n. */
  @FreeOf(value = Law.EDGES, because = "without full rank the factors are not unique")
  record Qr() implements MatrixOp {
    @Override
    public Tensor forward(Tensor x) {
      Strided a = Matrices.contiguous(x);
      int m = x.extent(-2);
      int n = x.extent(-1);
      Shape shape = Matrices.shape(x, m + n, n);
      int batch = Matrices.batch(x).size();
      Object y = Matrices.array(x, shape.size());
      if (y instanceof float[] floats) {
        FloatQr.reduced(batch, m, n, (float[]) a.array(), a.offset(), floats);
      } else {
        DoubleQr.reduced(batch, m, n, (double[]) a.array(), a.offset(), (double[]) y);
      }
      return Rows.wrap(y, x.dtype(), shape);
    }

    /** (gQ + Q·S)·R⁻ᵀ, where S is symmetric with the lower triangle of R·gRᵀ − gQᵀ·Q. */
    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      int m = x.extent(-2);
      int n = x.extent(-1);
      Tensor q = y.narrow(-2, 0, m);
      Tensor r = y.narrow(-2, m, n);
      Tensor gq = g.narrow(-2, 0, m);
      Tensor inner = r.matmul(g.narrow(-2, m, n).transpose()).sub(gq.transpose().matmul(q));
      Tensor s = Diagonals.tril(inner).add(Diagonals.tril(inner, -1).transpose());
      return LinearSystems.solveTriangular(r.transpose(), gq.add(q.matmul(s)), Triangle.LOWER, Side.RIGHT);
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("A"), "qr(A)", "(Q̄ + Q·low(R·R̄ᵀ − Q̄ᵀ·Q))·(Rᵀ)⁻¹")
          .where("Q, R, low: the factors, Q̄ and R̄ their gradients; what is below the diagonal, also above it");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Qr(), Matrices.regular(1, 3, 3)),
          Sample.of(new Qr(), Matrices.regular(2, 2, 1, 4, 2)),
          Sample.of(new Qr(), Matrices.regular(3, 3, 5).transpose()),
          Sample.of(new Qr(), Domain.REALS.draw(4, 2, 3, 0)));
    }
  }

  /** Q, m×m, and beside it R, m×n. */
  @FreeOf(value = {Law.GRADIENT, Law.TANGENT, Law.ADJOINT, Law.SECOND_ORDER, Law.EDGES, Law.MEMORY},
      because = "the columns that complete Q are not unique")
  record CompleteQr() implements MatrixOp {
    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public Tensor forward(Tensor x) {
      Strided a = Matrices.contiguous(x);
      int m = x.extent(-2);
      int n = x.extent(-1);
      Shape shape = Matrices.shape(x, m, m + n);
      int batch = Matrices.batch(x).size();
      Object y = Matrices.array(x, shape.size());
      if (y instanceof float[] floats) {
        FloatQr.complete(batch, m, n, (float[]) a.array(), a.offset(), floats);
      } else {
        DoubleQr.complete(batch, m, n, (double[]) a.array(), a.offset(), (double[]) y);
      }
      return Rows.wrap(y, x.dtype(), shape);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return null;
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new CompleteQr(), Matrices.regular(1, 3, 3)),
          Sample.of(new CompleteQr(), Matrices.regular(2, 2, 4, 2)),
          Sample.of(new CompleteQr(), Domain.REALS.draw(3, 2, 3, 0)));
    }
  }

  /** L without its diagonal, and U, in one matrix with m ≥ n, and as one more column which row of A stands where. */
  record Lu() implements MatrixOp {
    static Tensor rows(Tensor y) {
      return y.detach().select(-1, y.extent(-1) - 1).to(DType.INT64);
    }

    static Tensor lower(Tensor y) {
      int n = y.extent(-1) - 1;
      return Diagonals.tril(y.narrow(-1, 0, n), -1).add(Tensor.eye(y.extent(-2), n, y.dtype()));
    }

    static Tensor upper(Tensor y) {
      int n = y.extent(-1) - 1;
      return Diagonals.triu(y.narrow(-1, 0, n).narrow(-2, 0, n));
    }

    @Override
    public Tensor forward(Tensor x) {
      Strided a = Matrices.contiguous(x);
      int m = x.extent(-2);
      int n = x.extent(-1);
      int batch = Matrices.batch(x).size();
      Object lu = Matrices.array(x, x.size());
      int[] rows = new int[batch * m];
      if (lu instanceof float[] floats) {
        FloatLu.factor(batch, m, n, (float[]) a.array(), a.offset(), floats, rows, new int[batch]);
      } else {
        DoubleLu.factor(batch, m, n, (double[]) a.array(), a.offset(), (double[]) lu, rows, new int[batch]);
      }
      Tensor order = Rows.wrap(rows, DType.INT32, Matrices.shape(x, m, 1)).to(x.dtype());
      return Tensor.cat(-1, Rows.wrap(lu, x.dtype(), x.shape()), order);
    }

    /**
     * With P·A = [L₁; L₂]·U the second block is solved for by L₂ = B₂·U⁻¹, so that gB₂ = gL₂·U⁻ᵀ, and U gets −L₂ᵀ·gB₂
     * on top of its own gradient; the first has gB₁ = L₁⁻ᵀ·(tril(L₁ᵀ·gL₁, −1) + triu(gU·Uᵀ))·U⁻ᵀ.
     */
    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      int m = x.extent(-2);
      int n = x.extent(-1);
      Tensor l = lower(y);
      Tensor upperTransposed = upper(y).transpose();
      Tensor first = l.narrow(-2, 0, n).transpose();
      Tensor both = g.narrow(-1, 0, n);
      Tensor gl = Diagonals.tril(both, -1);
      Tensor second = divide(gl.narrow(-2, n, m - n), upperTransposed);
      Tensor gu = Diagonals.triu(both.narrow(-2, 0, n)).sub(l.narrow(-2, n, m - n).transpose().matmul(second));
      Tensor inner = Diagonals.tril(first.matmul(gl.narrow(-2, 0, n)), -1)
          .add(Diagonals.triu(gu.matmul(upperTransposed)));
      Tensor top = LinearSystems.solveTriangular(first, divide(inner, upperTransposed), Triangle.UNIT_UPPER);
      return Matrices.takeRows(Tensor.cat(-2, top, second), Ordering.argsort(rows(y), -1));
    }

    /** X of X·T = B, for a lower triangle T. */
    private static Tensor divide(Tensor b, Tensor t) {
      return LinearSystems.solveTriangular(t, b, Triangle.LOWER, Side.RIGHT);
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("A"), "lu(A)", "P·(Lᵀ)⁻¹·(lower(Lᵀ·L̄) + upper(Ū·Uᵀ))·(Uᵀ)⁻¹")
          .where("P, L, U: the factors of a square matrix, L̄ and Ū their gradients; lower is without the diagonal");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Lu(), Matrices.regular(1, 3, 3)),
          Sample.of(new Lu(), Rearranging.flip(Matrices.regular(2, 2, 1, 4, 2), -2)),
          Sample.of(new Lu(), Rearranging.roll(Matrices.regular(3, 3, 3).transpose(), 1, 0)),
          Sample.of(new Lu(), Domain.REALS.draw(4, 2, 3, 0)));
    }
  }
}
