package dev.nabla.tensor;

import java.util.Arrays;

/** Tensors compared by shape, type and elements. */
final class ValueEquality {
  private ValueEquality() {}

  static boolean equal(Tensor a, Tensor b) {
    if (a.dtype() != b.dtype() || !a.shape().equals(b.shape())) {
      return false;
    }
    return switch (a.dtype()) {
      case BOOL -> Arrays.equals(a.toBooleans(), b.toBooleans());
      case INT32 -> Arrays.equals(a.toInts(), b.toInts());
      case INT64 -> Arrays.equals(a.toLongs(), b.toLongs());
      case FLOAT32 -> Arrays.equals(a.toFloats(), b.toFloats());
      case FLOAT64 -> Arrays.equals(a.toDoubles(), b.toDoubles());
    };
  }

  static int hash(Tensor x) {
    return 31 * x.shape().hashCode() + switch (x.dtype()) {
      case BOOL -> Arrays.hashCode(x.toBooleans());
      case INT32 -> Arrays.hashCode(x.toInts());
      case INT64 -> Arrays.hashCode(x.toLongs());
      case FLOAT32 -> Arrays.hashCode(x.toFloats());
      case FLOAT64 -> Arrays.hashCode(x.toDoubles());
    };
  }

  /** Whether |a − b| ≤ absolute + relative·|b| at every element; NaN is close to NaN, an infinity to itself. */
  static boolean close(Tensor a, Tensor b, double relative, double absolute) {
    if (!a.shape().equals(b.shape())) {
      return false;
    }
    double[] left = a.toDoubles();
    double[] right = b.toDoubles();
    for (int i = 0; i < left.length; i++) {
      if (!close(left[i], right[i], relative, absolute)) {
        return false;
      }
    }
    return true;
  }

  private static boolean close(double a, double b, double relative, double absolute) {
    if (a == b || Double.isNaN(a) && Double.isNaN(b)) {
      return true;
    }
    return Double.isFinite(b) && Math.abs(a - b) <= absolute + relative * Math.abs(b);
  }
}
