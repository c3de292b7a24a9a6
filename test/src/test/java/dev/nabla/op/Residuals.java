package dev.nabla.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/** Errors of decompositions in the units in which those of LAPACK are stated: extent × rounding unit × norm. */
final class Residuals {
  /** Extents below, at and above those at which the kernels change their ways. */
  private static final List<int[]> SHAPES = List.of(new int[] {1, 1}, new int[] {2, 2}, new int[] {3, 3},
      new int[] {15, 15}, new int[] {16, 16}, new int[] {17, 17}, new int[] {33, 33}, new int[] {70, 70},
      new int[] {7, 4}, new int[] {40, 33}, new int[] {4, 7}, new int[] {17, 50}, new int[] {130, 130},
      new int[] {150, 70}, new int[] {0, 0}, new int[] {3, 0}, new int[] {0, 3});

  private Residuals() {}

  /** A law of one matrix. */
  interface Law {
    void check(Tensor a);
  }

  /** The law for matrices of these subjects in both floating types, square ones or of any shape. */
  static Stream<DynamicNode> forMatrices(boolean square, Predicate<Subject> wanted, Law law) {
    return Arrays.stream(Subject.values()).filter(wanted).map(subject -> dynamicContainer(subject.name(),
        SHAPES.stream().filter(shape -> !square || shape[0] == shape[1]).flatMap(shape -> Stream
            .of(DType.FLOAT64, DType.FLOAT32).map(type -> dynamicTest(shape[0] + "×" + shape[1] + " " + type,
                () -> law.check(subject.of(shape[0], shape[1]).to(type)))))));
  }

  /** The Frobenius norm, in double precision. */
  static double norm(Tensor x) {
    return Norms.norm(x.to(DType.FLOAT64)).item();
  }

  /** The distance from 1 to the next number of the type. */
  static double epsilon(Tensor x) {
    return x.dtype() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
  }

  /** ‖expected − actual‖ ≤ extent · ε · scale, in Frobenius norms and computed in double precision. */
  static void requireSmall(String what, Tensor expected, Tensor actual, double scale) {
    assertEquals(expected.shape(), actual.shape(), what);
    int extent = 4 + actual.shape().extent(-1) + actual.shape().extent(-2);
    double error = norm(expected.to(DType.FLOAT64).sub(actual.to(DType.FLOAT64)));
    double unit = extent * epsilon(actual) * scale;
    assertTrue(error <= unit, what + ": an error of " + error / unit + " × extent · ε · norm");
  }

  /** QᵀQ = I. */
  static void requireOrthonormal(String what, Tensor q) {
    Tensor product = q.to(DType.FLOAT64).transpose().matmul(q.to(DType.FLOAT64));
    double error = norm(product.sub(Tensor.eye(q.extent(-1), q.extent(-1), DType.FLOAT64)));
    double unit = (4 + q.extent(-1) + q.extent(-2)) * epsilon(q);
    assertTrue(error <= unit, what + ": columns are orthonormal up to " + error / unit + " × extent · ε");
  }

  /** The product in double precision. */
  static Tensor product(Tensor... factors) {
    Tensor y = factors[0].to(DType.FLOAT64);
    for (int i = 1; i < factors.length; i++) {
      y = y.matmul(factors[i].to(DType.FLOAT64));
    }
    return y;
  }

  /** A batch of matrices computed at once is what each of them gives alone, bit for bit. */
  static void requireBatched(java.util.function.UnaryOperator<Tensor> f, Tensor batch) {
    Tensor together = f.apply(batch);
    for (int i = 0; i < batch.extent(0); i++) {
      for (int j = 0; j < batch.extent(1); j++) {
        assertEquals(f.apply(batch.select(0, i).select(0, j)), together.select(0, i).select(0, j));
      }
    }
  }
}
