package dev.nabla.op;

import static dev.nabla.op.Residuals.norm;
import static dev.nabla.op.Residuals.product;
import static dev.nabla.op.Residuals.requireSmall;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nabla.op.Eigenvalues.Eigen;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Symmetric matrices whose eigenvalues repeat, crowd together, differ by many magnitudes or fall apart into blocks. */
class SymmetricSpectraTest {
  private enum Symmetric {
    ZERO {
      @Override
      double element(int n, int i, int j) {
        return 0;
      }
    },
    DIAGONAL {
      @Override
      double element(int n, int i, int j) {
        return i == j ? i * 7 % 5 - 2 : 0;
      }
    },
    /** Rounding errors that are all alike add up, where the two sides of the diagonal are not kept equal. */
    ONES {
      @Override
      double element(int n, int i, int j) {
        return 1;
      }
    },
    SECOND_DIFFERENCES {
      @Override
      double element(int n, int i, int j) {
        return i == j ? 2 : i - j == 1 ? -1 : 0;
      }
    },
    /** Eigenvalues in pairs that agree to all digits, beside elements that are far from 0 (J. Wilkinson's W⁺). */
    WILKINSON {
      @Override
      double element(int n, int i, int j) {
        return i == j ? Math.abs(i - 0.5 * (n - 1)) : i - j == 1 ? 1 : 0;
      }
    },
    /** Copies of W⁺ with 21 rows that hardly know of each other, so that each eigenvalue comes many times. */
    GLUED_WILKINSON {
      @Override
      double element(int n, int i, int j) {
        return i == j ? Math.abs(i % 21 - 10) : i - j == 1 ? (i % 21 == 0 ? 1e-8 : 1) : 0;
      }
    },
    SPLIT {
      @Override
      double element(int n, int i, int j) {
        return i == j ? 1 : i - j == 1 && i % 9 != 0 ? 0.5 : 0;
      }
    },
    FALLING {
      @Override
      double element(int n, int i, int j) {
        return i - j < 2 ? Math.pow(10, -150.0 * (i + j) / n) : 0;
      }
    },
    RISING {
      @Override
      double element(int n, int i, int j) {
        return i - j < 2 ? Math.pow(10, 150.0 * (i + j - 2 * n) / n) : 0;
      }
    },
    BLOCKS_OF_MANY_SIZES {
      @Override
      double element(int n, int i, int j) {
        return i / 40 == j / 40 ? Math.sin(i * 3 + j * 5 + 1) * Math.pow(1e-40, i / 40) : 0;
      }
    },
    ARROW {
      @Override
      double element(int n, int i, int j) {
        return i == j ? i : j == 0 ? 1e-3 : 0;
      }
    };

    /** An element on or below the diagonal. */
    abstract double element(int n, int i, int j);

    Tensor of(int n) {
      double[] elements = new double[n * n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          elements[i * n + j] = element(n, Math.max(i, j), Math.min(i, j));
        }
      }
      return Tensor.of(elements, n, n);
    }
  }

  private static IntStream extents() {
    return IntStream.concat(IntStream.rangeClosed(1, 70), IntStream.of(129, 256));
  }

  @TestFactory
  Stream<DynamicNode> matricesOfAllExtents() {
    return Arrays.stream(Symmetric.values()).map(subject -> dynamicContainer(subject.name(), extents().boxed()
        .flatMap(n -> Stream.of(DType.FLOAT64, DType.FLOAT32)
            .map(type -> dynamicTest(n + " " + type, () -> requireSpectrum(subject.of(n).to(type)))))));
  }

  private static void requireSpectrum(Tensor a) {
    Eigen eigen = Eigenvalues.eigh(a);
    double norm = norm(a);
    Tensor images = product(eigen.vectors(), Diagonals.diagEmbed(eigen.values()));
    requireSmall("A·V", images, product(a, eigen.vectors()).to(a.dtype()), norm);
    Residuals.requireOrthonormal("V", eigen.vectors());
    assertEquals(Ordering.sort(eigen.values(), -1).values(), eigen.values());
    requireSmall("λ alone", eigen.values().unsqueeze(0), Eigenvalues.eigvalsh(a).unsqueeze(0), norm);
  }

  /** Projections, and a matrix close to the identity: rounding errors are all that tells their vectors apart. */
  @TestFactory
  Stream<DynamicNode> clusters() {
    return IntStream.of(5, 33, 64, 65, 129, 190, 256).boxed().flatMap(n -> {
      Tensor q = Decompositions.qr(Rng.of(n).randn(DType.FLOAT64, n, n)).q();
      Tensor half = q.narrow(-1, 0, n / 2);
      Tensor one = q.narrow(-1, 0, 1);
      Tensor noise = Rng.of(n).randn(DType.FLOAT64, n).mul(1e-14).add(1.0);
      return Stream.of(
          dynamicTest("half the rank " + n, () -> requireSpectrum(half.matmul(half.transpose()))),
          dynamicTest("rank one " + n, () -> requireSpectrum(one.matmul(one.transpose()))),
          dynamicTest("one cluster " + n, () -> requireSpectrum(q.mul(noise).matmul(q.transpose()))));
    });
  }

  /** Eigenvalues that are known: 2 − 2·cos(kπ/(n + 1)). */
  @Test
  void valuesAlongWithVectorsHaveAllTheirDigits() {
    for (int n : new int[] {64, 150, 333}) {
      double[] expected = IntStream.rangeClosed(1, n).mapToDouble(k -> 2 - 2 * Math.cos(k * Math.PI / (n + 1)))
          .toArray();
      double[] found = Eigenvalues.eigh(Symmetric.SECOND_DIFFERENCES.of(n)).values().toDoubles();
      assertArrayEquals(expected, found, 8e-15);
    }
  }

  /** A matrix alone is shared by all threads, one of a batch is computed by one of them. */
  @Test
  void threadsDoNotMatter() {
    Tensor batch = Rng.of(3).randn(DType.FLOAT64, 1, 3, 256, 256);
    Residuals.requireBatched(x -> Eigenvalues.eigh(x).vectors(), batch);
    Residuals.requireBatched(Eigenvalues::eigvalsh, batch);
    assertEquals(Eigenvalues.eigh(batch).vectors(), Eigenvalues.eigh(batch).vectors());
  }
}
