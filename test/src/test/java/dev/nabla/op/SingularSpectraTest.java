package dev.nabla.op;

import static dev.nabla.op.Residuals.norm;
import static dev.nabla.op.Residuals.product;
import static dev.nabla.op.Residuals.requireSmall;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nabla.op.SingularValues.SvdFactors;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Matrices whose singular values repeat, crowd together, vanish or fall apart into blocks. */
class SingularSpectraTest {
  private enum Square {
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
    DIFFERENCES {
      @Override
      double element(int n, int i, int j) {
        return i == j ? 1 : j - i == 1 ? -1 : 0;
      }
    },
    /** A diagonal of zeros: all values are 1 but one, which is 0. */
    SHIFT {
      @Override
      double element(int n, int i, int j) {
        return j - i == 1 ? 1 : 0;
      }
    },
    HOLES {
      @Override
      double element(int n, int i, int j) {
        return i == j ? i % 7 % 3 : j - i == 1 ? i % 5 % 2 : 0;
      }
    },
    /** Copies of a block that hardly know of each other, so that each value comes many times. */
    GLUED {
      @Override
      double element(int n, int i, int j) {
        return i == j ? 1 + Math.abs(i % 21 - 10) : j - i == 1 ? (j % 21 == 0 ? 1e-8 : 1) : 0;
      }
    },
    /** The smallest value is less than the smallest element by 2ⁿ. */
    TRIANGLE {
      @Override
      double element(int n, int i, int j) {
        return i == j ? 1 : i < j ? -1 : 0;
      }
    },
    /** No row or column is short, so that small values need no digits of their own. */
    FALLING_BESIDE_OTHERS {
      @Override
      double element(int n, int i, int j) {
        return i == 0 || j == n - 1 ? 1.5 + Math.sin(3 * i + 5 * j) : i == j ? Math.pow(10, -60.0 * i / n) : 0;
      }
    },
    ARROW {
      @Override
      double element(int n, int i, int j) {
        return i == j ? i : i == 0 ? 1e-3 : 0;
      }
    };

    abstract double element(int n, int i, int j);

    Tensor of(int n) {
      return Tensor.of(IntStream.range(0, n * n).mapToDouble(at -> element(n, at / n, at % n)).toArray(), n, n);
    }
  }

  @TestFactory
  Stream<DynamicNode> matricesOfAllExtents() {
    return Arrays.stream(Square.values()).map(subject -> dynamicContainer(subject.name(),
        IntStream.concat(IntStream.rangeClosed(60, 70), IntStream.of(1, 2, 33, 129, 256)).boxed()
            .flatMap(n -> Stream.of(DType.FLOAT64, DType.FLOAT32)
                .map(type -> dynamicTest(n + " " + type, () -> requireFactors(subject.of(n).to(type)))))));
  }

  private static void requireFactors(Tensor a) {
    SvdFactors svd = SingularValues.svd(a);
    double norm = norm(a);
    requireSmall("U·S·Vᵀ", a, product(svd.u(), Diagonals.diagEmbed(svd.s()), svd.vt()).to(a.dtype()), norm);
    Residuals.requireOrthonormal("U", svd.u());
    Residuals.requireOrthonormal("V", svd.vt().transpose());
    assertEquals(Ordering.sort(svd.s().neg(), -1).values(), svd.s().neg());
    requireSmall("s alone", svd.s().unsqueeze(0), SingularValues.svdvals(a).unsqueeze(0), norm);
  }

  /** Values that agree but for rounding errors, down to 0, between bases that mix all of them. */
  @TestFactory
  Stream<DynamicNode> clusters() {
    return IntStream.of(33, 64, 65, 129, 190, 256).boxed().flatMap(n -> Stream.of(
        clusters("half the rank", n, i -> i < n / 2 ? 1 + i : 0),
        clusters("rank one", n, i -> i == 0 ? 1 : 0),
        clusters("one cluster", n, i -> 1 + 1e-14 * Math.sin(i)),
        clusters("pairs", n, i -> 1 + i / 2),
        clusters("two clusters", n, i -> i % 2 == 0 ? 1 : 1e-9 * (1 + 1e-6 * Math.sin(i))),
        clusters("down to 0", n, i -> Math.pow(10, -40.0 * i / n))));
  }

  private static DynamicNode clusters(String name, int n, IntToDoubleFunction value) {
    return dynamicTest(name + " " + n, () -> {
      Tensor values = Tensor.of(IntStream.range(0, n).mapToDouble(value).toArray());
      Tensor u = Decompositions.qr(Rng.of(n).randn(DType.FLOAT64, n + 9, n)).q();
      Tensor v = Decompositions.qr(Rng.of(n + 1).randn(DType.FLOAT64, n, n)).q();
      requireFactors(u.mul(values).matmul(v));
      requireFactors(v.mul(values).matmul(u.transpose()));
      requireFactors(v.transpose().mul(values).matmul(v));
    });
  }

  /** Singular values that are known: 2·cos(kπ/(2n + 1)). */
  @Test
  void valuesAlongWithVectorsHaveAllTheirDigits() {
    for (int n : new int[] {64, 150, 333}) {
      double[] expected = IntStream.rangeClosed(1, n).mapToDouble(k -> 2 * Math.cos(k * Math.PI / (2 * n + 1)))
          .toArray();
      double[] found = SingularValues.svd(Square.DIFFERENCES.of(n)).s().toDoubles();
      assertArrayEquals(expected, found, 4e-15);
      assertEquals(n, DoubleStream.of(SingularValues.svd(Square.SHIFT.of(n + 1)).s().toDoubles()).sum(), 1e-12);
    }
  }

  /** A matrix alone is shared by all threads, one of a batch is computed by one of them. */
  @Test
  void threadsDoNotMatter() {
    Tensor batch = Rng.of(3).randn(DType.FLOAT64, 1, 3, 256, 256);
    Residuals.requireBatched(x -> SingularValues.svd(x).u(), batch);
    Residuals.requireBatched(x -> SingularValues.svd(x).vt(), batch);
    Residuals.requireBatched(SingularValues::svdvals, batch);
  }
}
