package dev.nabla.op;

import dev.nabla.kernel.RealSpectrum;
import dev.nabla.kernel.SymmetricSpectrum;
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
 * Eigenvalues, in ascending order, and eigenvectors of real matrices, computed in double precision whatever the type.
 * The last two axes are matrices, the axes before them a batch; integers become float32. Where a matrix is not finite,
 * the result is NaN.
 *
 * <p>A function of eigenvectors has a gradient where eigenvalues are distinct; where two are equal it is infinite or
 * NaN, unless the function does not mix their vectors.
 */
public final class Eigenvalues {
  private Eigenvalues() {}

  /**
   * A·v = λ·v.
   *
   * @param values λ, [… , n], in ascending order
   * @param vectors [… , n, n], in columns of length 1, whose largest element (of equals the first) is positive
   */
  public record Eigen(Tensor values, Tensor vectors) {
    private static Eigen of(Tensor packed) {
      int n = packed.extent(-1);
      return new Eigen(packed.select(-2, n), packed.narrow(-2, 0, n));
    }

    private static Tensor pack(double[] values, double[] vectors, Tensor x) {
      Tensor rows = Matrices.of(values, Matrices.shape(x, 1, x.extent(-1)), x);
      return Tensor.cat(-2, Matrices.of(vectors, x.shape(), x), rows);
    }
  }

  /** Eigenvalues and orthonormal eigenvectors of ½(A + Aᵀ); the gradient is symmetric. */
  public static Eigen eigh(Tensor x) {
    return Eigen.of(new Eigh().apply(Matrices.square("eigh", x)));
  }

  /** The eigenvalues of ½(A + Aᵀ), [… , n]; the gradient is symmetric. */
  public static Tensor eigvalsh(Tensor x) {
    return new Eigvalsh().apply(Matrices.square("eigvalsh", x));
  }

  /**
   * Eigenvalues and eigenvectors of matrices whose eigenvalues are all real. Two complex ones that rounding errors
   * cannot tell from a double real one count as that.
   *
   * @throws ArithmeticException if an eigenvalue is complex, naming it and the matrix
   */
  public static Eigen eig(Tensor x) {
    return Eigen.of(new Eig().apply(Matrices.square("eig", x)));
  }

  /**
   * The eigenvalues, [… , n], of matrices whose eigenvalues are all real.
   *
   * @throws ArithmeticException if an eigenvalue is complex, naming it and the matrix
   */
  public static Tensor eigvals(Tensor x) {
    return new Eigvals().apply(Matrices.square("eigvals", x));
  }

  /** The vectors V, n×n, and under them the eigenvalues, of symmetric matrices. */
  @FreeOf(value = Law.EDGES, because = "equal eigenvalues leave the vectors open")
  record Eigh() implements MatrixOp {
    @Override
    public Tensor forward(Tensor x) {
      double[] values = new double[values(x).size()];
      double[] vectors = new double[x.size()];
      SymmetricSpectrum.find(Matrices.batch(x).size(), x.extent(-1), x.toDoubles(), values, vectors);
      return Eigen.pack(values, vectors, x);
    }

    /** V·(diag gλ + F ⊙ skew(Vᵀ·gV))·Vᵀ, with F[i, j] = 1 / (λ[j] − λ[i]). */
    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      Eigen eigen = Eigen.of(y);
      Eigen upstream = Eigen.of(g);
      Tensor v = eigen.vectors;
      Tensor inner = v.transpose().matmul(upstream.vectors);
      Tensor mixed = divided(inner.sub(inner.transpose()).mul(0.5), differences(eigen.values));
      return v.matmul(mixed.add(Diagonals.diagEmbed(upstream.values))).matmul(v.transpose());
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("A"), "eigh(A)", "V·(diag(λ̄) + F ⊙ (Vᵀ·V̄ − V̄ᵀ·V) / 2)·Vᵀ")
          .where("V, λ, F: vectors, values, 1/(λⱼ − λᵢ) off the diagonal; V̄ and λ̄ are gradients");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Eigh(), Matrices.regular(1, 3, 3)),
          Sample.of(new Eigh(), Matrices.regular(2, 2, 1, 2, 2).neg()),
          Sample.of(new Eigh(), Matrices.regular(3, 4, 4).transpose()),
          Sample.of(new Eigh(), Domain.REALS.draw(4, 2, 0, 0)));
    }
  }

  /** The eigenvalues of symmetric matrices: without vectors they take a fraction of the time. */
  @FreeOf(value = Law.EDGES, because = "where eigenvalues meet, only symmetric functions of them are smooth")
  record Eigvalsh() implements MatrixOp {
    @Override
    public Tensor forward(Tensor x) {
      double[] values = new double[values(x).size()];
      SymmetricSpectrum.find(Matrices.batch(x).size(), x.extent(-1), x.toDoubles(), values, null);
      return Matrices.of(values, values(x), x);
    }

    /** V·diag g·Vᵀ. */
    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      Tensor v = eigh(x).vectors;
      return v.mul(g.unsqueeze(-2)).matmul(v.transpose());
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("A"), "eigvalsh(A)", "V·diag(g)·Vᵀ")
          .where("V: the eigenvectors");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Eigvalsh(), Matrices.regular(1, 3, 3)),
          Sample.of(new Eigvalsh(), Matrices.regular(2, 2, 1, 2, 2).neg()),
          Sample.of(new Eigvalsh(), Domain.REALS.draw(3, 2, 0, 0)));
    }
  }

  /** The vectors V, n×n, and under them the eigenvalues. */
  @FreeOf(value = Law.EDGES, because = "equal eigenvalues leave the vectors open")
  record Eig() implements MatrixOp {
    @Override
    public Tensor forward(Tensor x) {
      double[] vectors = new double[x.size()];
      return Eigen.pack(realSpectrum("eig", x, vectors), vectors, x);
    }

    /**
     * V⁻ᵀ·(diag gλ + F ⊙ (W − Vᵀ·V·diag W))·Vᵀ, with W = Vᵀ·gV and F[i, j] = 1 / (λ[j] − λ[i]): what would change the
     * lengths of vectors does not count.
     */
    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      Eigen eigen = Eigen.of(y);
      Eigen upstream = Eigen.of(g);
      Tensor v = eigen.vectors;
      Tensor w = v.transpose().matmul(upstream.vectors);
      Tensor lengths = v.transpose().matmul(v).mul(Diagonals.diagonal(w, 0, -2, -1).unsqueeze(-2));
      Tensor others = Tensor.eye(v.extent(-1), v.extent(-1), DType.BOOL).logicalNot();
      Tensor mixed = divided(Tensor.where(others, w.sub(lengths), Tensor.zerosLike(w)), differences(eigen.values));
      Tensor inner = mixed.add(Diagonals.diagEmbed(upstream.values));
      return LinearSystems.solve(v.transpose(), inner.matmul(v.transpose()));
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("A"), "eig(A)", "(Vᵀ)⁻¹·(diag(λ̄) + F ⊙ (Vᵀ·V̄ − Vᵀ·V·diag(Vᵀ·V̄)))·Vᵀ")
          .where("V, λ, F: vectors, values, 1/(λⱼ − λᵢ) off the diagonal; V̄ and λ̄ are gradients");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Eig(), Matrices.apart(1, 3, 3)),
          Sample.of(new Eig(), Matrices.apart(2, 2, 1, 2, 2).neg()),
          Sample.of(new Eig(), Matrices.apart(3, 4, 4).transpose()),
          Sample.of(new Eig(), Domain.REALS.draw(4, 2, 0, 0)));
    }
  }

  /** The eigenvalues: without vectors they take a fraction of the time. */
  @FreeOf(value = Law.EDGES, because = "where eigenvalues meet, only symmetric functions of them are smooth")
  record Eigvals() implements MatrixOp {
    @Override
    public Tensor forward(Tensor x) {
      return Matrices.of(realSpectrum("eigvals", x, null), values(x), x);
    }

    /** V⁻ᵀ·diag g·Vᵀ. */
    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      Tensor transposed = eig(x).vectors.transpose();
      return LinearSystems.solve(transposed, g.unsqueeze(-1).mul(transposed));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("A"), "eigvals(A)", "(Vᵀ)⁻¹·diag(g)·Vᵀ")
          .where("V: the eigenvectors");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Eigvals(), Matrices.apart(1, 3, 3)),
          Sample.of(new Eigvals(), Matrices.apart(2, 2, 1, 2, 2).neg()),
          Sample.of(new Eigvals(), Domain.REALS.draw(3, 2, 0, 0)));
    }
  }

  private static Shape values(Tensor x) {
    return x.shape().slice(0, x.rank() - 1);
  }

  /** The eigenvalues, and the eigenvectors where there is an array for them. */
  private static double[] realSpectrum(String operation, Tensor x, double[] vectors) {
    double[] values = new double[values(x).size()];
    double[][] complex = new double[Matrices.batch(x).size()][];
    RealSpectrum.find(complex.length, x.extent(-1), x.toDoubles(), values, vectors, complex);
    for (int i = 0; i < complex.length; i++) {
      if (complex[i] != null) {
        throw new ArithmeticException(operation + ": " + Matrices.name(i, x.shape()) + " has the complex eigenvalues "
            + (float) complex[i][0] + " ± " + (float) complex[i][1] + "i, but only real ones can be given");
      }
    }
    return values;
  }

  /** λ[j] − λ[i]. */
  private static Tensor differences(Tensor values) {
    return values.unsqueeze(-2).sub(values.unsqueeze(-1));
  }

  /** a / b, where 0 / 0 is 0: vectors that are not mixed need not be told apart. */
  static Tensor divided(Tensor a, Tensor b) {
    Tensor neither = a.eq(0).logicalAnd(b.eq(0));
    return a.div(Tensor.where(neither, Tensor.onesLike(b), b));
  }
}
