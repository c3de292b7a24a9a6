package dev.nabla.op;

import dev.nabla.kernel.SingularSpectrum;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.FreeOf;
import dev.nabla.tensor.Law;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.List;

/**
 * Singular values, in descending order, and what they tell of a matrix, computed in double precision whatever the type.
 * The last two axes are matrices, the axes before them a batch; integers become float32. Where a matrix is not finite,
 * the result is NaN.
 */
public final class SingularValues {
  private SingularValues() {}

  /**
   * A = U·diag(s)·Vᵀ, with k the smaller extent of an m×n matrix.
   *
   * @param u [… , m, k], orthonormal columns
   * @param s [… , k], in descending order, none negative
   * @param vt [… , k, n], orthonormal rows
   */
  public record SvdFactors(Tensor u, Tensor s, Tensor vt) {
    private static SvdFactors of(Tensor packed, int m) {
      int n = packed.extent(-1);
      return new SvdFactors(packed.narrow(-2, 0, m), packed.select(-2, m), packed.narrow(-2, m + 1, n).transpose());
    }
  }

  /**
   * The reduced decomposition. Signs are such that in each pair of singular vectors the largest element of the shorter
   * vector, or of v where both are equally long, is positive. A function of singular vectors has a gradient where
   * singular values are distinct (and for other than square matrices not 0), or where it does not mix their vectors.
   */
  public static SvdFactors svd(Tensor x) {
    Tensor matrices = Matrices.floating("svd", x);
    if (x.extent(-2) < x.extent(-1)) {
      SvdFactors tall = svd(matrices.transpose());
      return new SvdFactors(tall.vt.transpose(), tall.s, tall.u.transpose());
    }
    return SvdFactors.of(new Svd().apply(matrices), x.extent(-2));
  }

  /** The singular values, [… , k]. The gradient is defined for any matrix, also where some are equal or 0. */
  public static Tensor svdvals(Tensor x) {
    Tensor matrices = Matrices.floating("svdvals", x);
    return new Svdvals().apply(x.extent(-2) < x.extent(-1) ? matrices.transpose() : matrices);
  }

  /** The sum of the singular values of each matrix. Those that are 0 have no part in the gradient. */
  public static Tensor nuclearNorm(Tensor x) {
    return sizes("nuclearNorm", x).sum(-1);
  }

  /** The largest singular value of each matrix, 0 of an empty one; equal ones share the gradient, which is 0 at 0. */
  public static Tensor spectralNorm(Tensor x) {
    Tensor sizes = sizes("spectralNorm", x);
    return sizes.extent(-1) == 0 ? sizes.sum(-1) : sizes.amax(-1);
  }

  /** The magnitudes of singular values: their sign at 0 keeps arbitrary vectors out of gradients. */
  private static Tensor sizes(String operation, Tensor x) {
    return svdvals(Matrices.floating(operation, x)).abs();
  }

  /**
   * The largest singular value of each matrix by the smallest one: infinite of singular matrices, 0 of an empty one.
   */
  public static Tensor cond(Tensor x) {
    Tensor s = svdvals(Matrices.floating("cond", x));
    return s.extent(-1) == 0 ? s.sum(-1) : s.select(-1, 0).div(s.select(-1, s.extent(-1) - 1));
  }

  /**
   * How many singular values of each matrix exceed the largest one times the larger extent times the distance from 1 to
   * the next number of its type; int64, without a gradient.
   */
  public static Tensor matrixRank(Tensor x) {
    Tensor matrices = Matrices.floating("matrixRank", x.detach());
    return matrixRank(matrices, tolerance(matrices));
  }

  /**
   * How many singular values of each matrix exceed the largest one times {@code tolerance}; int64, without a gradient.
   */
  public static Tensor matrixRank(Tensor x, double tolerance) {
    Tensor s = svdvals(Matrices.floating("matrixRank", x.detach()));
    return exceeding(s, tolerance).sum(-1);
  }

  /** The share of the largest singular value up to which others are taken for rounding errors. */
  static double tolerance(Tensor x) {
    return Math.max(x.extent(-2), x.extent(-1)) * Matrices.epsilon(x);
  }

  /** Which singular values exceed the largest one times {@code tolerance}. */
  static Tensor exceeding(Tensor s, double tolerance) {
    return s.extent(-1) == 0 ? s.gt(0) : s.gt(s.narrow(-1, 0, 1).mul(tolerance));
  }

  /** U, m×n, under it s, and under it V, n×n, for m ≥ n. */
  @FreeOf(value = Law.EDGES, because = "equal singular values leave the vectors open")
  record Svd() implements MatrixOp {
    @Override
    public Tensor forward(Tensor x) {
      Shape lengths = values(x);
      double[] s = new double[lengths.size()];
      double[] u = new double[x.size()];
      double[] v = new double[s.length * x.extent(-1)];
      SingularSpectrum.find(Matrices.batch(x).size(), x.extent(-2), x.extent(-1), x.toDoubles(), s, u, v);
      int n = x.extent(-1);
      return Tensor.cat(-2, Matrices.of(u, x.shape(), x), Matrices.of(s, Matrices.shape(x, 1, n), x),
          Matrices.of(v, Matrices.shape(x, n, n), x));
    }

    /**
     * U·((F ⊙ (UᵀgU − gUᵀU))·S + diag gs + S·(F ⊙ (VᵀgV − gVᵀV)))·Vᵀ with F[i, j] = 1 / (s[j]² − s[i]²), and, where U
     * is not square, (I − U·Uᵀ)·gU·S⁻¹·Vᵀ on top.
     */
    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      int m = x.extent(-2);
      SvdFactors svd = SvdFactors.of(y, m);
      SvdFactors upstream = SvdFactors.of(g, m);
      Tensor u = svd.u;
      Tensor row = svd.s.unsqueeze(-2);
      Tensor column = svd.s.unsqueeze(-1);
      Tensor gaps = row.sub(column).mul(row.add(column));
      Tensor left = Eigenvalues.divided(skew(u.transpose().matmul(upstream.u)), gaps).mul(row);
      Tensor right = Eigenvalues.divided(skew(svd.vt.matmul(upstream.vt.transpose())), gaps).mul(column);
      Tensor inner = u.matmul(left.add(right).add(Diagonals.diagEmbed(upstream.s)));
      if (m > x.extent(-1)) {
        Tensor outside = upstream.u.sub(u.matmul(u.transpose().matmul(upstream.u)));
        inner = inner.add(Eigenvalues.divided(outside, row));
      }
      return inner.matmul(svd.vt);
    }

    private static Tensor skew(Tensor x) {
      return x.sub(x.transpose());
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("A"), "svd(A)",
          "(U·(F ⊙ (Uᵀ·Ū − Ūᵀ·U)·S + S̄ + S·(F ⊙ (Vᵀ·V̄ − V̄ᵀ·V))) + (I − U·Uᵀ)·Ū·S⁻¹)·Vᵀ")
          .where("U, S, V, F: the factors, and 1/(sⱼ² − sᵢ²) off the diagonal; Ū, S̄ and V̄ are gradients");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Svd(), Matrices.regular(1, 3, 3)),
          Sample.of(new Svd(), Matrices.regular(2, 2, 1, 4, 2)),
          Sample.of(new Svd(), Matrices.regular(3, 3, 5).transpose()),
          Sample.of(new Svd(), Domain.REALS.draw(4, 2, 3, 0)));
    }
  }

  /** The singular values for m ≥ n: without vectors they take a fraction of the time. */
  @FreeOf(value = Law.EDGES, because = "where singular values meet, only symmetric functions of them are smooth")
  record Svdvals() implements MatrixOp {
    @Override
    public Tensor forward(Tensor x) {
      double[] s = new double[values(x).size()];
      SingularSpectrum.find(Matrices.batch(x).size(), x.extent(-2), x.extent(-1), x.toDoubles(), s, null, null);
      return Matrices.of(s, values(x), x);
    }

    /** U·diag g·Vᵀ. */
    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      SvdFactors svd = svd(x);
      return svd.u.mul(g.unsqueeze(-2)).matmul(svd.vt);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("A"), "svdvals(A)", "U·diag(g)·Vᵀ")
          .where("U, V: the singular vectors");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Svdvals(), Matrices.regular(1, 3, 3)),
          Sample.of(new Svdvals(), Matrices.regular(2, 2, 1, 4, 2)),
          Sample.of(new Svdvals(), Domain.REALS.draw(3, 2, 3, 0)));
    }
  }

  /** The shape of as many numbers as there are columns, for each matrix. */
  private static Shape values(Tensor x) {
    return Matrices.batch(x).concat(Shape.of(x.extent(-1)));
  }
}
