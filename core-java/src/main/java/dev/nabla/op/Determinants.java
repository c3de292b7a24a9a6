package dev.nabla.op;

import dev.nabla.kernel.DoubleLu;
import dev.nabla.kernel.FloatLu;
import dev.nabla.kernel.Strided;
import dev.nabla.op.SingularValues.SvdFactors;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Determinants and their logarithms, from the pivots of an elimination. The last two axes are matrices, the axes before
 * them a batch; integers become float32. The determinant of an empty matrix is 1.
 */
public final class Determinants {
  private Determinants() {}

  /**
   * A determinant as sign · exp(logAbsDet), which does not overflow.
   *
   * @param sign 1, −1, or 0 of a singular matrix; its gradient is 0
   * @param logAbsDet the logarithm of the magnitude, −∞ of a singular matrix
   */
  public record SignAndLog(Tensor sign, Tensor logAbsDet) {}

  /** The determinant of each matrix. Its gradient, the matrix of cofactors, is right for singular matrices too. */
  public static Tensor det(Tensor x) {
    return new Det().apply(Matrices.square("det", x));
  }

  /** Sign and logarithm of the determinant of each matrix. There is no gradient at a singular matrix. */
  public static SignAndLog slogdet(Tensor x) {
    Tensor both = new SlogDet().apply(Matrices.square("slogdet", x));
    return new SignAndLog(both.select(-1, 0), both.select(-1, 1));
  }

  /** The logarithm of the determinant of each matrix: NaN of a negative one, −∞ of a singular matrix. */
  public static Tensor logdet(Tensor x) {
    SignAndLog parts = slogdet(Matrices.square("logdet", x));
    return Tensor.where(parts.sign.lt(0), Tensor.full(Double.NaN, Shape.SCALAR, x.dtype().floating()), parts.logAbsDet);
  }

  /** Per matrix the sign of the permutation and the pivots, in double precision. */
  private record Pivots(double[] signs, double[] diagonals, int n) {
    static Pivots of(Tensor x) {
      Strided a = Matrices.contiguous(x);
      int n = x.extent(-1);
      int count = Matrices.batch(x).size();
      int[] rows = new int[count * n];
      double[] diagonals = new double[count * n];
      if (x.dtype() == DType.FLOAT32) {
        float[] lu = new float[x.size()];
        FloatLu.factor(count, n, n, (float[]) a.array(), a.offset(), lu, rows, new int[count]);
        Arrays.setAll(diagonals, i -> lu[i / n * n * n + i % n * (n + 1)]);
      } else {
        double[] lu = new double[x.size()];
        DoubleLu.factor(count, n, n, (double[]) a.array(), a.offset(), lu, rows, new int[count]);
        Arrays.setAll(diagonals, i -> lu[i / n * n * n + i % n * (n + 1)]);
      }
      double[] signs = new double[count];
      Arrays.setAll(signs, i -> sign(Arrays.copyOfRange(rows, i * n, (i + 1) * n)));
      return new Pivots(signs, diagonals, n);
    }

    /** 1 for an even permutation, −1 for an odd one: a cycle of even length takes an odd number of exchanges. */
    private static double sign(int[] permutation) {
      double sign = 1;
      for (int i = 0; i < permutation.length; i++) {
        while (permutation[i] != i) {
          int other = permutation[i];
          permutation[i] = permutation[other];
          permutation[other] = other;
          sign = -sign;
        }
      }
      return sign;
    }
  }

  /** The determinant: 1 of an empty matrix. */
  record Det() implements MatrixOp {
    @Override
    public Tensor forward(Tensor x) {
      Pivots pivots = Pivots.of(x);
      double[] y = pivots.signs.clone();
      for (int i = 0; i < pivots.diagonals.length; i++) {
        y[i / pivots.n] *= pivots.diagonals[i];
      }
      return Matrices.of(y, Matrices.batch(x), x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return new Cofactors().apply(x).mul(g.unsqueeze(-1).unsqueeze(-1));
    }

    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return new Cofactors().apply(x).mul(dx).sum(-2, -1);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("A"), "det(A)", "(g ⊙ y)·(A⁻¹)ᵀ");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Det(), Matrices.regular(1, 3, 3)),
          Sample.of(new Det(), Matrices.regular(2, 2, 1, 2, 2)),
          Sample.of(new Det(), Domain.REALS.draw(3, 4, 2).matmul(Domain.REALS.draw(4, 2, 4))),
          Sample.of(new Det(), Domain.REALS.draw(5, 3, 2).matmul(Domain.REALS.draw(6, 2, 3))),
          Sample.of(new Det(), Domain.REALS.draw(7, 1, 1)),
          Sample.of(new Det(), Domain.REALS.draw(8, 2, 0, 0)));
    }
  }

  /**
   * det(A)·A⁻ᵀ without a division, so that it is right for singular matrices too: with A = U·diag(s)·Vᵀ it is
   * det(U)·det(V) · U·diag(∏ of the other s)·Vᵀ.
   */
  record Cofactors() implements MatrixOp {
    @Override
    public Tensor forward(Tensor x) {
      SvdFactors svd = SingularValues.svd(x);
      return svd.u().mul(orientation(svd).unsqueeze(-1).mul(products(svd.s())).unsqueeze(-2)).matmul(svd.vt());
    }

    /** ±1 for each matrix: whether U·Vᵀ turns space inside out. */
    private static Tensor orientation(SvdFactors svd) {
      return new Det().apply(svd.u().matmul(svd.vt()).detach()).sign();
    }

    /** For each s the product of all others. */
    private static Tensor products(Tensor s) {
      Tensor others = Tensor.eye(s.extent(-1), s.extent(-1), DType.BOOL);
      return Reductions.prod(Tensor.where(others, Tensor.onesLike(s).unsqueeze(-2), s.unsqueeze(-2)), -1);
    }

    /**
     * In the bases of the singular vectors: the element (i, j) moves the cofactor (j, i) by −∏ of the s other than i
     * and j, and an element of the diagonal all others there by the same product.
     */
    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      SvdFactors svd = SingularValues.svd(x);
      Tensor inner = svd.u().transpose().matmul(g).matmul(svd.vt().transpose());
      Tensor pairs = pairs(svd.s());
      Tensor diagonal = pairs.matmul(Diagonals.diagonal(inner, 0, -2, -1).unsqueeze(-1)).squeeze(-1);
      Tensor moved = Diagonals.diagEmbed(diagonal).sub(pairs.mul(inner.transpose()));
      return svd.u().matmul(moved).matmul(svd.vt()).mul(orientation(svd).unsqueeze(-1).unsqueeze(-1));
    }

    /** The Jacobian is that of a gradient, and symmetric. */
    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return backward(dx, y, x);
    }

    /** For each two of the s the product of all others; 0 on the diagonal. */
    private static Tensor pairs(Tensor s) {
      int n = s.extent(-1);
      Tensor one = Tensor.eye(n, n, DType.BOOL);
      Tensor either = one.unsqueeze(0).logicalOr(one.unsqueeze(1));
      Tensor others = s.unsqueeze(-2).unsqueeze(-2);
      Tensor products = Reductions.prod(Tensor.where(either, Tensor.ones(Shape.SCALAR, s.dtype()), others), -1);
      return Tensor.where(one, Tensor.zeros(Shape.SCALAR, s.dtype()), products);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("A"), "det(A)·(A⁻¹)ᵀ", "(y·Σ (g ⊙ y) − y·gᵀ·y) / det(A)")
          .where("det: of singular matrices the limits");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Cofactors(), Matrices.regular(1, 3, 3)),
          Sample.of(new Cofactors(), Matrices.regular(2, 2, 2, 2)),
          Sample.of(new Cofactors(), Domain.REALS.draw(3, 3, 2).matmul(Domain.REALS.draw(4, 2, 3))));
    }
  }

  /**
   * The sign and ln|det| of each matrix, side by side along a last axis of 2: one elimination gives both. The gradient
   * of the sign is 0.
   */
  record SlogDet() implements MatrixOp {
    @Override
    public Tensor forward(Tensor x) {
      Pivots pivots = Pivots.of(x);
      double[] y = new double[2 * pivots.signs.length];
      for (int i = 0; i < pivots.signs.length; i++) {
        y[2 * i] = pivots.signs[i];
      }
      for (int i = 0; i < pivots.diagonals.length; i++) {
        y[2 * (i / pivots.n)] *= Math.signum(pivots.diagonals[i]);
        y[2 * (i / pivots.n) + 1] += Math.log(Math.abs(pivots.diagonals[i]));
      }
      return Matrices.of(y, Matrices.batch(x).concat(Shape.of(2)), x);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return LinearSystems.inv(x).transpose().mul(g.narrow(-1, 1, 1).unsqueeze(-1));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("A"), "slogDet(A)", "second(g)·(A⁻¹)ᵀ")
          .where("second: the gradient of ln|det|; that of the sign changes nothing");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new SlogDet(), Matrices.regular(1, 3, 3)),
          Sample.of(new SlogDet(), Matrices.regular(2, 2, 1, 2, 2).neg()),
          Sample.of(new SlogDet(), Domain.REALS.draw(3, 2, 0, 0)));
    }
  }
}
