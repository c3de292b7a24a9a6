package dev.nabla.op;

import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A tensor whose axes are labelled, each with a label of its own. Products of two are matrix products of views; only axes
 * that must become one and do not lie so are copied.
 */
record LabelledTensor(Tensor tensor, int[] labels) {
  /** An operand of a formula: of a repeated label the diagonal, without axes along which it is broadcast. */
  static LabelledTensor of(Tensor tensor, int[] labels, int[] extents) {
    int[] broadcast = IntStream.range(0, labels.length)
        .filter(axis -> tensor.extent(axis) != extents[labels[axis]]).toArray();
    int[] kept = IntStream.of(labels).filter(label -> {
      int axis = indexOf(labels, label);
      return tensor.extent(axis) == extents[label];
    }).toArray();
    Tensor own = broadcast.length == 0 ? tensor : tensor.squeeze(broadcast);
    return new LabelledTensor(own, kept).diagonal();
  }

  private LabelledTensor diagonal() {
    for (int axis = 0; axis < labels.length; axis++) {
      int first = indexOf(labels, labels[axis]);
      if (first < axis) {
        int again = axis;
        int[] others = IntStream.range(0, labels.length).filter(a -> a != first && a != again).map(a -> labels[a])
            .toArray();
        int[] moved = Arrays.copyOf(others, others.length + 1);
        moved[others.length] = labels[axis];
        return new LabelledTensor(Diagonals.diagonal(tensor, 0, first, axis), moved).diagonal();
      }
    }
    return this;
  }

  long set() {
    return Subscripts.set(labels);
  }

  /** Summed over all labels but {@code kept}, in the type that it has. */
  LabelledTensor sumTo(long kept) {
    int[] summed = IntStream.range(0, labels.length).filter(axis -> !in(kept, labels[axis])).toArray();
    return summed.length == 0 ? this
        : new LabelledTensor(tensor.sum(summed).to(tensor.dtype()), among(labels, kept));
  }

  /** The product, summed over all labels but {@code kept}. */
  LabelledTensor times(LabelledTensor other, long kept) {
    LabelledTensor a = sumTo(kept | other.set());
    LabelledTensor b = other.sumTo(kept | set());
    long both = a.set() & b.set();
    int[] batch = among(a.labels, both & kept);
    int[] summed = among(a.tensor.size() >= b.tensor.size() ? a.labels : b.labels, both & ~kept);
    int[] rows = among(a.labels, ~both);
    int[] columns = among(b.labels, ~both);
    Tensor product = summed.length == 0 && (rows.length == 0 || columns.length == 0)
        ? a.aligned(batch, rows, columns).mul(b.aligned(batch, rows, columns))
        : a.matrices(batch, rows, summed).matmul(b.matrices(batch, summed, columns));
    int[] labels = concat(batch, rows, columns);
    Shape shape = a.extents(batch).concat(a.extents(rows)).concat(b.extents(columns));
    return new LabelledTensor(product.reshape(shape), labels);
  }

  /** Axes {@code batch} as they are, those of {@code rows} taken as one, those of {@code columns} taken as one. */
  private Tensor matrices(int[] batch, int[] rows, int[] columns) {
    Shape matrix = Shape.of(extents(rows).size(), extents(columns).size());
    return inOrder(concat(batch, rows, columns)).reshape(extents(batch).concat(matrix));
  }

  /** The axes in this order, with extent 1 at labels that this tensor does not have. */
  private Tensor aligned(int[] batch, int[] rows, int[] columns) {
    int[] order = concat(batch, rows, columns);
    long own = set();
    int[] extents = IntStream.of(order).map(label -> in(own, label) ? extent(label) : 1).toArray();
    return inOrder(among(order, own)).reshape(Shape.of(extents));
  }

  /** The tensor with its axes in this order. */
  Tensor inOrder(int[] order) {
    if (Arrays.equals(order, labels)) {
      return tensor;
    }
    return tensor.permute(IntStream.of(order).map(label -> indexOf(labels, label)).toArray());
  }

  private Shape extents(int[] some) {
    return Shape.of(IntStream.of(some).map(this::extent).toArray());
  }

  private int extent(int label) {
    return tensor.extent(indexOf(labels, label));
  }

  private static boolean in(long set, int label) {
    return (set & Subscripts.bit(label)) != 0;
  }

  private static int[] among(int[] labels, long set) {
    return IntStream.of(labels).filter(label -> in(set, label)).toArray();
  }

  private static int indexOf(int[] labels, int label) {
    int axis = 0;
    while (labels[axis] != label) {
      axis++;
    }
    return axis;
  }

  private static int[] concat(int[] first, int[] second, int[] third) {
    return IntStream.concat(IntStream.of(first), IntStream.concat(IntStream.of(second), IntStream.of(third))).toArray();
  }
}
