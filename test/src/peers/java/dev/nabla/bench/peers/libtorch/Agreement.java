package dev.nabla.bench.peers.libtorch;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** That both libraries computed the same, up to rounding; otherwise their times could not be compared. */
final class Agreement {
  /** Of the largest element: sums of a thousand float32 numbers in another order, and inverses of random matrices. */
  private static final double OF_LARGEST = 1e-3;

  private static final double OF_TOTAL = 1e-4;

  private Agreement() {}

  /** Throws {@link IllegalStateException} unless shapes are equal and elements nearly so. */
  static void require(dev.nabla.tensor.Tensor ours, Tensor theirs) {
    int[] shape = Arrays.stream(theirs.shape()).mapToInt(Math::toIntExact).toArray();
    if (!Arrays.equals(ours.shape().extents(), shape)) {
      throw new IllegalStateException("Nabla gave shape " + ours.shape() + ", libtorch " + Arrays.toString(shape));
    }
    double[] a = ours.toDoubles();
    double[] b = new double[a.length];
    theirs.to(torch.ScalarType.Double).contiguous().data_ptr_double().get(b);
    double largest = Arrays.stream(a).map(Math::abs).max().orElse(0);
    for (int i = 0; i < a.length; i++) {
      if (!(Math.abs(a[i] - b[i]) <= OF_LARGEST * largest)) {
        throw new IllegalStateException("element " + i + " is " + a[i] + " in Nabla, " + b[i] + " in libtorch");
      }
    }
  }

  /** The same of one number for all of the work. */
  static void require(double ours, double theirs) {
    if (!(Math.abs(ours - theirs) <= OF_TOTAL * Math.abs(ours))) {
      throw new IllegalStateException("the gradients' absolute sum is " + ours + " in Nabla, " + theirs
          + " in libtorch");
    }
  }
}
