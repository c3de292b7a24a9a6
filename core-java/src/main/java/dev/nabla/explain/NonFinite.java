package dev.nabla.explain;

import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * What is NaN or infinite in a tensor.
 *
 * @param first the row-major position of the first one, or −1
 */
record NonFinite(Tensor x, int nans, int infinities, int first) {
  static NonFinite in(Tensor x) {
    if (!x.dtype().isFloating()) {
      return new NonFinite(x, 0, 0, -1);
    }
    double[] values = x.toDoubles();
    int nans = 0;
    int infinities = 0;
    int first = -1;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        nans += Double.isNaN(values[i]) ? 1 : 0;
        infinities += Double.isNaN(values[i]) ? 0 : 1;
        first = first < 0 ? i : first;
      }
    }
    return new NonFinite(x, nans, infinities, first);
  }

  boolean isAny() {
    return first >= 0;
  }

  /** Whether it came up here: NaN where no input has NaN, or infinity where none has either. */
  boolean isMadeOf(List<Tensor> inputs) {
    if (!isAny()) {
      return false;
    }
    List<NonFinite> before = inputs.stream().map(NonFinite::in).toList();
    boolean nan = before.stream().anyMatch(b -> b.nans > 0);
    boolean infinity = before.stream().anyMatch(b -> b.infinities > 0);
    return nans > 0 && !nan || infinities > 0 && !nan && !infinity;
  }

  /** {@code NaN at [0, 2], in 3 of 6 elements}. */
  String describe() {
    int[] extents = x.shape().extents();
    int[] at = new int[extents.length];
    int rest = first;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      at[axis] = rest % extents[axis];
      rest /= extents[axis];
    }
    double value = x.toDoubles()[first];
    String name = Double.isNaN(value) ? "NaN" : value > 0 ? "infinity" : "−infinity";
    return name + (at.length == 0 ? "" : " at " + Arrays.toString(at) + ", in " + (nans + infinities) + " of "
        + x.size() + " elements");
  }
}
