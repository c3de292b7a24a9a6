package dev.nabla.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@link Tensor#get(Index...)} makes of its entries, after NumPy's rules: first one view of integers, ranges and
 * new axes, then, when there are index tensors, one selection by all of them together.
 */
final class Subscript {
  private final String operation;
  private final Tensor x;
  private final Index[] entries;

  // of the view, along the axes of x
  private final int[] from;
  private final int[] extents;
  private final int[] steps;

  // of the view's shape, along the axes of the result before tensors are applied
  private final List<Integer> shown = new ArrayList<>();
  private final List<Integer> indexedAxes = new ArrayList<>();
  private final List<Tensor> positions = new ArrayList<>();

  private Subscript(String operation, Tensor x, Index[] entries) {
    this.operation = operation;
    this.x = x;
    this.entries = spelledOut(entries, x.shape());
    this.from = new int[x.rank()];
    this.extents = x.shape().extents();
    this.steps = new int[x.rank()];
    Arrays.fill(steps, 1);
  }

  /** @param operation in whose name an index that does not fit is refused */
  static Tensor get(String operation, Tensor x, Index... entries) {
    Subscript subscript = new Subscript(operation, x, entries);
    subscript.read();
    Tensor view = subscript.view();
    return switch (subscript.positions.size()) {
      case 0 -> view;
      case 1 -> subscript.selectAlong(view, subscript.indexedAxes.get(0));
      default -> subscript.select(view);
    };
  }

  /** The entries with ranges over whole axes for the ellipsis, or at the end. */
  private Index[] spelledOut(Index[] entries, Shape shape) {
    int used = 0;
    int ellipsis = -1;
    for (int i = 0; i < entries.length; i++) {
      if (entries[i] == null) {
        throw new IllegalArgumentException(operation + ": entry " + i + " of the index is null; a whole axis is "
            + "Index.ALL, a new one Index.NEW_AXIS");
      }
      used += axes(entries[i]);
      if (entries[i] instanceof Index.Ellipsis) {
        if (ellipsis >= 0) {
          throw new IllegalArgumentException(
              operation + ": an index holds one ellipsis at most, got " + Arrays.toString(entries));
        }
        ellipsis = i;
      }
    }
    if (used > shape.rank()) {
      throw new IndexOutOfBoundsException(
          operation + ": " + used + " indices for shape " + shape + ", which has " + shape.rank() + " axes");
    }
    List<Index> all = new ArrayList<>(Arrays.asList(entries));
    int at = ellipsis < 0 ? all.size() : ellipsis;
    if (ellipsis >= 0) {
      all.remove(ellipsis);
    }
    for (int i = used; i < shape.rank(); i++) {
      all.add(at, Index.ALL);
    }
    return all.toArray(Index[]::new);
  }

  private static int axes(Index entry) {
    if (entry instanceof Index.Positions p) {
      return p.tensor().dtype() == DType.BOOL ? p.tensor().rank() : 1;
    }
    return entry instanceof Index.At || entry instanceof Index.Range ? 1 : 0;
  }

  private void read() {
    boolean byTensors = Arrays.stream(entries).anyMatch(Index.Positions.class::isInstance);
    int axis = 0;
    for (Index entry : entries) {
      if (entry instanceof Index.NewAxis) {
        shown.add(1);
      } else if (entry instanceof Index.Range range) {
        range(axis, range);
        shown.add(extents[axis++]);
      } else if (entry instanceof Index.At at && byTensors) {
        position(axis++, Tensor.scalar((long) at.position()));
      } else if (entry instanceof Index.At at) {
        at(axis++, at.position());
      } else if (entry instanceof Index.Positions p && p.tensor().dtype() == DType.BOOL) {
        axis = mask(axis, p.tensor());
      } else if (entry instanceof Index.Positions p) {
        position(axis++, p.tensor());
      }
    }
  }

  private void at(int axis, int position) {
    int n = extents[axis];
    if (position < -n || position >= n) {
      throw new IndexOutOfBoundsException(
          operation + ": index " + position + " is out of range for axis " + axis + " of shape " + x.shape());
    }
    from[axis] = position < 0 ? position + n : position;
    extents[axis] = 1;
  }

  private void range(int axis, Index.Range range) {
    int n = extents[axis];
    int step = range.step();
    int first = step > 0 ? 0 : -1;
    int last = step > 0 ? n : n - 1;
    int start = range.from() == null ? step > 0 ? 0 : n - 1 : clip(range.from(), n, first, last);
    int end = range.to() == null ? step > 0 ? n : -1 : clip(range.to(), n, first, last);
    from[axis] = start;
    steps[axis] = step;
    extents[axis] = Math.max(0, step > 0 ? (int) (((long) end - start + step - 1) / step)
        : (int) (((long) end - start + step + 1) / step));
  }

  private static int clip(int end, int n, int first, int last) {
    return Math.max(first, Math.min(last, end < 0 ? end + n : end));
  }

  private int mask(int axis, Tensor mask) {
    Shape covered = x.shape().slice(axis, axis + mask.rank());
    if (!mask.shape().equals(covered)) {
      throw new ShapeException(operation + ": a mask of shape " + mask.shape() + " does not fit the axes "
          + covered + " of shape " + x.shape() + " that it stands for");
    }
    if (mask.rank() == 0) {
      throw new IllegalArgumentException(operation + ": a bool index needs an axis, got a scalar");
    }
    Tensor nonzero = Positions.nonzero(mask);
    for (int i = 0; i < mask.rank(); i++) {
      position(axis + i, nonzero.select(1, i));
    }
    return axis + mask.rank();
  }

  private void position(int axis, Tensor index) {
    positions.add(Positions.checked(index, x.shape(), axis, operation));
    indexedAxes.add(shown.size());
    shown.add(extents[axis]);
  }

  /** The part that needs no copy. */
  private Tensor view() {
    Tensor view = x;
    if (!Arrays.equals(extents, x.shape().raw()) || Arrays.stream(steps).anyMatch(s -> s != 1)) {
      view = new Viewing.Slice(from, extents, steps).apply(x);
    }
    return view.reshape(shown.stream().mapToInt(i -> i).toArray());
  }

  private Tensor selectAlong(Tensor view, int axis) {
    Tensor index = positions.get(0);
    Tensor taken = new Indexing.IndexSelect(axis).apply(view, index.reshape(index.size()));
    Shape shape = view.shape();
    return taken.reshape(shape.slice(0, axis).concat(index.shape()).concat(shape.slice(axis + 1, shape.rank())));
  }

  /** Brings the indexed axes to the front, takes them as one, selects, and puts the axes of the result into place. */
  private Tensor select(Tensor view) {
    int count = indexedAxes.size();
    int[] order = new int[view.rank()];
    int at = 0;
    for (int axis : indexedAxes) {
      order[at++] = axis;
    }
    for (int axis = 0; axis < order.length; axis++) {
      if (!indexedAxes.contains(axis)) {
        order[at++] = axis;
      }
    }
    Tensor front = view.permute(order);
    Shape rest = front.shape().slice(count, order.length);
    Tensor flat = Positions.flattened(operation, positions.toArray(Tensor[]::new), front.shape());
    Tensor merged = front.reshape(Shape.of(front.shape().size(0, count)).concat(rest));
    Tensor taken = new Indexing.IndexSelect(0).apply(merged, flat.reshape(flat.size()));
    return placed(taken.reshape(flat.shape().concat(rest)), flat.rank());
  }

  /** The axes of the positions stand where the indexed axes stood when those were neighbours, else in front. */
  private Tensor placed(Tensor y, int positionAxes) {
    int first = indexedAxes.get(0);
    boolean neighbours = indexedAxes.get(indexedAxes.size() - 1) - first == indexedAxes.size() - 1;
    if (!neighbours || first == 0) {
      return y;
    }
    int[] order = new int[y.rank()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i < first ? positionAxes + i : i < first + positionAxes ? i - first : i;
    }
    return y.permute(order);
  }
}
