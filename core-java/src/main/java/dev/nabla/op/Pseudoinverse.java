package dev.nabla.op;

import dev.nabla.op.Decompositions.QrFactors;
import dev.nabla.op.LinearSystems.Triangle;
import dev.nabla.op.SingularValues.SvdFactors;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.FreeOf;
import dev.nabla.tensor.Law;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.util.List;

/**
 * The inverse of E. H. Moore and R. Penrose, and least squares. The last two axes are matrices, the axes before them a
 * batch; integers become float32.
 */
public final class Pseudoinverse {
  private Pseudoinverse() {}

  /**
   * A⁺, n×m, of m×n matrices: singular values up to the share of the largest one that {@link SingularValues#matrixRank}
   * takes for rounding errors count as 0. The gradient is that among matrices of the same rank.
   */
  public static Tensor pinv(Tensor x) {
    Tensor matrices = Matrices.floating("pinv", x);
    return new Pinv(SingularValues.tolerance(matrices)).apply(matrices);
  }

  /** The same, where singular values up to the largest one times {@code tolerance} count as 0. */
  public static Tensor pinv(Tensor x, double tolerance) {
    return new Pinv(tolerance).apply(Matrices.floating("pinv", x));
  }

  /**
   * The X with the least ‖A·X − B‖, for A [… , m, n] with linearly independent columns and B [… , m, k]. B may also be
   * one vector [m], or a batch of vectors [… , m] with exactly the batch of A.
   *
   * @throws ArithmeticException if columns of a matrix depend on each other, up to rounding errors, naming matrix and
   *     column
   */
  public static Tensor lstsq(Tensor a, Tensor b) {
    Tensor matrices = Matrices.floating("lstsq", a);
    int m = a.extent(-2);
    boolean vectors = b.rank() == 1 || b.shape().equals(a.shape().slice(0, a.rank() - 1));
    Tensor right = vectors ? b.unsqueeze(-1) : b;
    if (m < a.extent(-1)) {
      throw new ShapeException("lstsq: needs at least as many rows as columns, got matrices of shape "
          + a.shape());
    }
    if (right.rank() < 2 || right.extent(-2) != m) {
      throw new ShapeException("lstsq: right sides of shape " + b.shape() + " do not fit matrices of shape "
          + a.shape() + ", which need " + m + " rows");
    }
    QrFactors qr = Decompositions.qr(matrices.to(matrices.dtype().promote(b.dtype())));
    requireIndependent(qr.r().underlying(), a.shape(), SingularValues.tolerance(matrices));
    Tensor x = LinearSystems.solveTriangular(qr.r(), qr.q().transpose().matmul(right), Triangle.UPPER);
    return vectors ? x.squeeze(-1) : x;
  }

  private static void requireIndependent(Tensor r, Shape matrices, double tolerance) {
    int n = r.extent(-1);
    double[] diagonals = Diagonals.diagonal(r, 0, -2, -1).abs().toDoubles();
    int[] dependent = new int[Matrices.batch(r).size()];
    for (int i = 0; i < dependent.length; i++) {
      double largest = 0;
      for (int j = 0; j < n; j++) {
        largest = Math.max(largest, diagonals[i * n + j]);
      }
      for (int j = n; j > 0; j--) {
        dependent[i] = diagonals[i * n + j - 1] <= tolerance * largest ? j : dependent[i];
      }
    }
    Shape all = Matrices.batch(r).concat(matrices.slice(matrices.rank() - 2, matrices.rank()));
    Matrices.requireNone("lstsq", dependent, all,
        column -> "does not have full column rank: column " + (column - 1) + " depends on those before it");
  }

  /** V·diag(1/s)·Uᵀ, of the singular values s that exceed the largest one times a tolerance. */
  @FreeOf(value = Law.EDGES, because = "where the rank changes it jumps")
  record Pinv(double tolerance) implements MatrixOp {
    @Override
    public Tensor forward(Tensor x) {
      SvdFactors svd = SingularValues.svd(x);
      Tensor large = SingularValues.exceeding(svd.s(), tolerance);
      Tensor none = Tensor.full(Double.POSITIVE_INFINITY, Shape.SCALAR, x.dtype());
      Tensor inverses = Tensor.where(large, svd.s(), none).pow(-1);
      return svd.vt().transpose().mul(inverses.unsqueeze(-2)).matmul(svd.u().transpose());
    }

    /** −Pᵀ·g·Pᵀ + (I − A·P)·gᵀ·P·Pᵀ + Pᵀ·P·gᵀ·(I − P·A), for P = A⁺. */
    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      Tensor pt = y.transpose();
      Tensor gt = g.transpose();
      Tensor left = gt.matmul(y).matmul(pt);
      Tensor right = pt.matmul(y).matmul(gt);
      Tensor inside = pt.matmul(g).matmul(pt);
      return left.sub(x.matmul(y.matmul(left))).add(right.sub(right.matmul(y).matmul(x))).sub(inside);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("A"), "pinv(A)", "(I − A·y)·gᵀ·y·yᵀ + yᵀ·y·gᵀ·(I − y·A) − yᵀ·g·yᵀ")
          .where("I: the identity");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Pinv(1e-12), Matrices.regular(1, 3, 3)),
          Sample.of(new Pinv(1e-12), Matrices.regular(2, 2, 1, 4, 2)),
          Sample.of(new Pinv(1e-12), Matrices.regular(3, 4, 3).transpose()),
          Sample.of(new Pinv(1e-12), Domain.REALS.draw(4, 2, 3, 0)));
    }
  }
}
