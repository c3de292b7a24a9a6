package dev.nabla.op;

import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;

/**
 * A tensor whose axes are labelled, each with a label of its own. Products of two are matrix products of views; only axes
 * that must become one and do not lie so are copied.
 */
record LabelledTensor(Tensor tensor, int[] labels) {
  /** Up to so many terms of a sum, products that are kept until they are summed are faster than a product of matrices. */
  private static final int SHORT = 64;

  /** An operand of a formula: of a repeated label the diagonal, without axes along which it is broadcast. */
  static LabelledTensor of(Tensor tensor, int[] labels, int[] extents) {
    Tensor own = tensor;
    int[] kept = new int[labels.length];
    int n = 0;
    for (int axis = 0; axis < labels.length; axis++) {
      kept[n] = labels[axis];
      if (tensor.extent(axis) == extents[labels[axis]]) {
        n++;
      } else {
        own = own.squeeze(n);
      }
    }
    return new LabelledTensor(own, Arrays.copyOf(kept, n)).diagonal();
  }

  private LabelledTensor diagonal() {
    for (int axis = 0; axis < labels.length; axis++) {
      int first = indexOf(labels, labels[axis]);
      if (first < axis) {
        int[] moved = new int[labels.length - 1];
        int n = 0;
        for (int other = 0; other < labels.length; other++) {
          if (other != first && other != axis) {
            moved[n++] = labels[other];
          }
        }
        moved[n] = labels[axis];
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
    int[] summed = among(labels, ~kept);
    if (summed.length == 0) {
      return this;
    }
    return new LabelledTensor(tensor.sum(axes(summed)).to(tensor.dtype()), among(labels, kept));
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
    if (rows.length == 0 && columns.length == 0 && batch.length > 0 && a.extents(summed).size() <= SHORT
        || summed.length == 0 && (rows.length == 0 || columns.length == 0)) {
      return a.elementwise(b, concat(batch, rows, columns, summed)).sumTo(kept);
    }
    Tensor product = a.matrices(batch, rows, summed).matmul(b.matrices(batch, summed, columns));
    int[] labels = concat(batch, rows, columns);
    if (rows.length != 1 || columns.length != 1) {
      product = product.reshape(a.extents(batch).concat(a.extents(rows)).concat(b.extents(columns)));
    }
    return new LabelledTensor(product, labels);
  }

  /** Axes {@code batch} as they are, those of {@code rows} taken as one, those of {@code columns} taken as one. */
  private Tensor matrices(int[] batch, int[] rows, int[] columns) {
    Tensor x = inOrder(concat(batch, rows, columns));
    if (batch.length > 0 && batch[batch.length - 1] == labels[labels.length - 1]) {
      x = x.contiguous(); // neighbours along neither rows nor columns: reading once in order is faster
    }
    if (rows.length == 1 && columns.length == 1) {
      return x;
    }
    return x.reshape(extents(batch).concat(Shape.of(extents(rows).size(), extents(columns).size())));
  }

  /** The product of elements whose labels agree; each label is one of this tensor's or of the other's. */
  private LabelledTensor elementwise(LabelledTensor other, int[] order) {
    return new LabelledTensor(aligned(order).mul(other.aligned(order)), order);
  }

  /** The axes in this order, with extent 1 at labels that this tensor does not have. */
  private Tensor aligned(int[] order) {
    long own = set();
    int[] extents = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      extents[i] = (own & Subscripts.bit(order[i])) == 0 ? 1 : extent(order[i]);
    }
    return inOrder(among(order, own)).reshape(Shape.of(extents));
  }

  /** The tensor with its axes in this order. */
  Tensor inOrder(int[] order) {
    return Arrays.equals(order, labels) ? tensor : tensor.permute(axes(order));
  }

  private int[] axes(int[] some) {
    int[] axes = new int[some.length];
    for (int i = 0; i < some.length; i++) {
      axes[i] = indexOf(labels, some[i]);
    }
    return axes;
  }

  private Shape extents(int[] some) {
    int[] extents = new int[some.length];
    for (int i = 0; i < some.length; i++) {
      extents[i] = extent(some[i]);
    }
    return Shape.of(extents);
  }

  private int extent(int label) {
    return tensor.extent(indexOf(labels, label));
  }

  /** Those labels that are in a set. */
  private static int[] among(int[] labels, long set) {
    int[] some = new int[labels.length];
    int n = 0;
    for (int label : labels) {
      if ((set & Subscripts.bit(label)) != 0) {
        some[n++] = label;
      }
    }
    return Arrays.copyOf(some, n);
  }

  private static int indexOf(int[] labels, int label) {
    int axis = 0;
    while (labels[axis] != label) {
      axis++;
    }
    return axis;
  }

  private static int[] concat(int[]... parts) {
    int length = 0;
    for (int[] part : parts) {
      length += part.length;
    }
    int[] all = new int[length];
    int n = 0;
    for (int[] part : parts) {
      System.arraycopy(part, 0, all, n, part.length);
      n += part.length;
    }
    return all;
  }
}
