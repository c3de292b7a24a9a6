package dev.nabla.op;

import dev.nabla.tensor.Axes;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Exponentials, powers and chains of products. The last two axes are matrices, the axes before them a batch; integers
 * become float32.
 */
public final class MatrixFunctions {
  private MatrixFunctions() {}

  /** I + A + A²/2! + A³/3! + …, computed in double precision whatever the type. */
  public static Tensor matrixExp(Tensor x) {
    return new MatrixExp().apply(Matrices.square("matrixExp", x));
  }

  /** A·A·…·A, by repeated squaring; for n = 0 the identity, for n below 0 the power −n of the inverse. */
  public static Tensor matrixPower(Tensor x, int n) {
    Tensor matrices = Matrices.square("matrixPower", x);
    if (n == 0) {
      return Matrices.identity(matrices).expand(x.shape()).add(Tensor.zeros(x.shape(), matrices.dtype()));
    }
    Tensor square = n < 0 ? LinearSystems.inv("matrixPower", matrices) : matrices;
    Tensor power = null;
    for (long rest = Math.abs((long) n); rest > 0; rest /= 2) {
      if (rest % 2 == 1) {
        power = power == null ? square : power.matmul(square);
      }
      square = rest > 1 ? square.matmul(square) : square;
    }
    return power;
  }

  /** The product of all, in the order of products that needs the fewest multiplications. */
  public static Tensor multiDot(Tensor... factors) {
    return multiDot(Arrays.asList(factors));
  }

  /**
   * The product of two matrices or more, in the order of products that needs the fewest multiplications. The first and
   * the last factor may be vectors.
   */
  public static Tensor multiDot(List<? extends Tensor> factors) {
    if (factors.size() < 2) {
      throw new IllegalArgumentException("multiDot: needs two factors at least, got " + factors.size());
    }
    for (int i = 0; i < factors.size(); i++) {
      int rank = factors.get(i).rank();
      boolean end = i == 0 || i == factors.size() - 1;
      if (rank != 2 && !(end && rank == 1)) {
        throw new ShapeException("multiDot: factor " + i + " is a matrix" + (end ? " or a vector" : "")
            + ", got shape " + factors.get(i).shape());
      }
    }
    return new ProductChain(factors).product();
  }

  /**
   * The exponential by the approximation of H. Padé of degree 13 after scaling, and squaring (N. J. Higham, "The
   * scaling and squaring method for the matrix exponential revisited", SIAM J. Matrix Anal. 26, 2005).
   */
  record MatrixExp() implements MatrixOp {
    /** The 1-norm up to which the approximation is as exact as double precision. */
    private static final double RADIUS = 5.37;

    /** The coefficients of the numerator, by power. */
    private static final double[] COEFFICIENTS = {64764752532480000.0, 32382376266240000.0, 7771770303897600.0,
      1187353796428800.0, 129060195264000.0, 10559470521600.0, 670442572800.0, 33522128640.0, 1323241920.0, 40840800.0,
      960960.0, 16380.0, 182.0, 1.0};

    @Override
    public Tensor forward(Tensor x) {
      if (x.size() == 0) {
        return x;
      }
      Tensor a = x.to(DType.FLOAT64);
      Tensor norms = a.abs().sum(-2).amax(Axes.KEEP, -1).unsqueeze(-1);
      double[] halvings = norms.toDoubles();
      for (int i = 0; i < halvings.length; i++) {
        boolean inside = !(halvings[i] > RADIUS) || Double.isInfinite(halvings[i]);
        halvings[i] = inside ? 0 : Math.getExponent(halvings[i] / RADIUS) + 1;
      }
      double most = Arrays.stream(halvings).max().orElse(0);
      Tensor times = Tensor.of(halvings, norms.shape().extents());
      Tensor y = approximation(a.mul(Tensor.full(2, norms.shape(), DType.FLOAT64).pow(times.neg())));
      for (int i = 0; i < most; i++) {
        y = Tensor.where(times.gt(i), y.matmul(y), y);
      }
      return y.to(x.dtype());
    }

    /** (V − U)⁻¹·(V + U), for the odd powers U and the even powers V of the numerator. */
    private static Tensor approximation(Tensor a) {
      Tensor a2 = a.matmul(a);
      Tensor a4 = a2.matmul(a2);
      Tensor a6 = a4.matmul(a2);
      List<Tensor> powers = List.of(Matrices.identity(a), a2, a4, a6);
      Tensor odd = a.matmul(a6.matmul(sum(powers, 7).sub(powers.get(0).mul(COEFFICIENTS[7]))).add(sum(powers, 1)));
      Tensor even = a6.matmul(sum(powers, 6).sub(powers.get(0).mul(COEFFICIENTS[6]))).add(sum(powers, 0));
      return LinearSystems.solve(even.sub(odd), even.add(odd));
    }

    /** Σ of even powers, the first of which has coefficient {@code first}, the next one that after the next. */
    private static Tensor sum(List<Tensor> powers, int first) {
      Tensor sum = powers.get(0).mul(COEFFICIENTS[first]);
      for (int i = 1; i < powers.size(); i++) {
        sum = sum.add(powers.get(i).mul(COEFFICIENTS[first + 2 * i]));
      }
      return sum;
    }

    /** The upper right block of the exponential of [[Aᵀ, g], [0, Aᵀ]]. */
    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return derivative(x.transpose(), g);
    }

    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return derivative(x, dx);
    }

    private Tensor derivative(Tensor a, Tensor direction) {
      int n = a.extent(-1);
      Tensor above = Tensor.cat(-1, a, direction);
      Tensor below = Tensor.cat(-1, Tensor.zerosLike(a), a);
      return apply(Tensor.cat(-2, above, below)).narrow(-2, 0, n).narrow(-1, n, n);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("A"), "expm(A)", "upperRight(expm(block(Aᵀ, g, 0, Aᵀ)))")
          .where("block: the matrix of these four, in rows");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new MatrixExp(), Domain.REALS.draw(1, 3, 3)),
          Sample.of(new MatrixExp(), Domain.REALS.draw(2, 2, 1, 2, 2)),
          Sample.of(new MatrixExp(), Domain.REALS.draw(3, 4, 4).transpose()),
          Sample.of(new MatrixExp(), Domain.REALS.draw(4, 2, 0, 0)));
    }
  }
}
