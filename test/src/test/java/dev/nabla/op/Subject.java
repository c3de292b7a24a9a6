package dev.nabla.op;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;

/** Matrices that try decompositions. */
enum Subject {
  RANDOM {
    @Override
    Tensor of(int m, int n) {
      return Rng.of(m + n).randn(DType.FLOAT64, m, n);
    }
  },
  /** 1 / (i + j + 1): D. Hilbert's, whose condition grows by a factor of 30 with each row. */
  HILBERT {
    @Override
    Tensor of(int m, int n) {
      return number(m).unsqueeze(1).add(number(n)).add(1.0).pow(-1);
    }
  },
  /** Powers of points between −1 and 1. */
  VANDERMONDE {
    @Override
    Tensor of(int m, int n) {
      Tensor points = number(m).mul(2.0 / Math.max(1, m - 1)).sub(1.0);
      return points.unsqueeze(1).pow(number(n));
    }
  },
  /** Each row a tenth of the one before, down to 10⁻¹⁵. */
  GRADED {
    @Override
    Tensor of(int m, int n) {
      Tensor scales = Tensor.full(10, Tensor.zeros(m, 1).shape(), DType.FLOAT64)
          .pow(number(m).minimum(Tensor.scalar(15.0)).neg().unsqueeze(1));
      return RANDOM.of(m, n).mul(scales);
    }
  },
  /** Elements whose squares overflow in float32. */
  LARGE {
    @Override
    Tensor of(int m, int n) {
      return RANDOM.of(m, n).mul(1e25);
    }
  },
  /** Elements whose squares vanish in float32. */
  SMALL {
    @Override
    Tensor of(int m, int n) {
      return RANDOM.of(m, n).mul(1e-25);
    }
  },
  /** Of half the rank that it could have. */
  DEPENDENT {
    @Override
    Tensor of(int m, int n) {
      int rank = Math.min(m, n) / 2;
      return RANDOM.of(m, rank).matmul(RANDOM.of(rank, n));
    }
  },
  /** Sums of equal products, whose rounding errors do not cancel; after the first reflection only such errors are left. */
  ONES {
    @Override
    Tensor of(int m, int n) {
      return Tensor.full(1.0, m, n);
    }
  },
  ZERO {
    @Override
    Tensor of(int m, int n) {
      return RANDOM.of(m, n).mul(0.0);
    }
  },
  IDENTITY {
    @Override
    Tensor of(int m, int n) {
      return Tensor.eye(m, n, DType.FLOAT64);
    }
  };

  /** An m×n matrix in float64. */
  abstract Tensor of(int m, int n);

  boolean regular() {
    return this != DEPENDENT && this != ONES && this != ZERO;
  }

  private static Tensor number(int n) {
    return Tensor.arange(n).to(DType.FLOAT64);
  }
}
