package dev.nabla.tensor;

import java.util.Arrays;

/**
 * The extents of a tensor along its axes; immutable. Rank 0, written {@code []}, is the shape of a scalar.
 *
 * <p>Axes may be given negative everywhere: -1 is the last.
 */
public final class Shape {
  /** The shape of a scalar. */
  public static final Shape SCALAR = new Shape(new int[0]);

  private final int[] extents;
  private final int[] strides;
  private final int size;

  private Shape(int[] extents) {
    this.extents = extents;
    this.strides = new int[extents.length];
    long stride = 1;
    boolean empty = false;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      strides[axis] = (int) stride;
      empty |= extents[axis] == 0;
      stride *= Math.max(1, extents[axis]);
      if (stride > Integer.MAX_VALUE && !empty) {
        stride = tooLarge(extents, axis);
      }
    }
    this.size = empty ? 0 : (int) stride;
  }

  /** Zero later on excuses extents whose product overflows; otherwise no Java array can hold the tensor. */
  private static long tooLarge(int[] extents, int axis) {
    for (int i = 0; i < axis; i++) {
      if (extents[i] == 0) {
        return 1;
      }
    }
    throw new ShapeException(
        "shape " + text(extents) + ": more elements than the 2147483647 that one array holds");
  }

  /** The shape with these extents; negative ones are refused. */
  public static Shape of(int... extents) {
    if (extents.length == 0) {
      return SCALAR;
    }
    for (int e : extents) {
      if (e < 0) {
        throw new ShapeException("shape " + text(extents) + ": extent " + e + " is negative");
      }
    }
    return new Shape(extents.clone());
  }

  /** The shape with these extents, which the caller vouches for and no longer changes. */
  static Shape ofOwned(int[] extents) {
    return extents.length == 0 ? SCALAR : new Shape(extents);
  }

  /** The number of axes. */
  public int rank() {
    return extents.length;
  }

  /** The number of elements: the product of the extents, 1 for a scalar. */
  public int size() {
    return size;
  }

  /** The extent along {@code axis}, which may be negative. */
  public int extent(int axis) {
    return extents[axis(axis, "extent")];
  }

  /** A copy of the extents. */
  public int[] extents() {
    return extents.clone();
  }

  /** The extents themselves, for reading only. */
  int[] raw() {
    return extents;
  }

  /** The row-major strides of a contiguous tensor of this shape, for reading only. */
  int[] strides() {
    return strides;
  }

  /** {@code axis} counted from the front; one out of range is refused in the name of {@code operation}. */
  public int axis(int axis, String operation) {
    int rank = extents.length;
    if (axis < -rank || axis >= rank) {
      throw new IndexOutOfBoundsException(
          operation + ": axis " + axis + " is out of range for shape " + this + (rank == 0
              ? ", which has no axes"
              : ", whose axes are " + -rank + " to " + (rank - 1)));
    }
    return axis < 0 ? axis + rank : axis;
  }

  /**
   * Which axes {@code axes} names, as flags by position; no axes at all names every axis. A repeated axis is refused in
   * the name of {@code operation}.
   */
  public boolean[] axes(int[] axes, String operation) {
    boolean[] named = new boolean[extents.length];
    if (axes.length == 0) {
      Arrays.fill(named, true);
    }
    for (int a : axes) {
      int axis = axis(a, operation);
      if (named[axis]) {
        throw new IllegalArgumentException(operation + ": axis " + a + " is named twice in " + Arrays.toString(axes));
      }
      named[axis] = true;
    }
    return named;
  }

  /**
   * The shape that both broadcast to (NumPy's rule: extents are aligned at the last axis; an extent of 1, or a missing
   * axis, is repeated).
   *
   * @throws IllegalArgumentException in the name of {@code operation} when they do not fit
   */
  public Shape broadcast(Shape other, String operation) {
    if (equals(other)) {
      return this;
    }
    int rank = Math.max(rank(), other.rank());
    int[] result = new int[rank];
    for (int axis = -1; axis >= -rank; axis--) {
      int a = axis < -rank() ? 1 : extents[rank() + axis];
      int b = axis < -other.rank() ? 1 : other.extents[other.rank() + axis];
      if (a != b && a != 1 && b != 1) {
        throw new ShapeException(operation + ": shapes " + this + " and " + other
            + " do not broadcast: axis " + axis + " has extent " + a + " against " + b);
      }
      result[rank + axis] = a == 1 ? b : a;
    }
    return ofOwned(result);
  }

  /** Whether a tensor of this shape can be broadcast to {@code target}. */
  public boolean broadcastsTo(Shape target) {
    int missing = target.rank() - rank();
    if (missing < 0) {
      return false;
    }
    for (int axis = 0; axis < rank(); axis++) {
      if (extents[axis] != 1 && extents[axis] != target.extents[missing + axis]) {
        return false;
      }
    }
    return true;
  }

  /** The shape of these extents and of this shape's size, where one extent may be −1: what is left for it. */
  Shape inferred(int... reshaped) {
    int open = -1;
    long known = 1;
    for (int axis = 0; axis < reshaped.length; axis++) {
      if (reshaped[axis] != -1) {
        known *= reshaped[axis];
      } else if (open >= 0) {
        throw new ShapeException("reshape: one extent may be -1, got " + Arrays.toString(reshaped));
      } else {
        open = axis;
      }
    }
    if (open < 0) {
      return of(reshaped);
    }
    if (known == 0 || size % known != 0) {
      throw new ShapeException("reshape: " + this + " has " + size + " elements, which no extent for -1 in "
          + Arrays.toString(reshaped) + " gives");
    }
    int[] all = reshaped.clone();
    all[open] = (int) (size / known);
    return of(all);
  }

  /** This shape without the flagged axes, or with extent 1 there. */
  public Shape reduce(boolean[] axes, Axes flagged) {
    int[] result = new int[rank()];
    int n = 0;
    for (int axis = 0; axis < rank(); axis++) {
      if (!axes[axis]) {
        result[n++] = extents[axis];
      } else if (flagged == Axes.KEEP) {
        result[n++] = 1;
      }
    }
    return ofOwned(Arrays.copyOf(result, n));
  }

  /** This shape with extent {@code extent} at {@code axis} (counted from the front). */
  public Shape with(int axis, int extent) {
    int[] result = extents.clone();
    result[axis] = extent;
    return ofOwned(result);
  }

  /** This shape without {@code axis} (counted from the front). */
  public Shape without(int axis) {
    return slice(0, axis).concat(slice(axis + 1, rank()));
  }

  /** This shape's axes followed by the axes of {@code other}. */
  public Shape concat(Shape other) {
    int[] result = Arrays.copyOf(extents, rank() + other.rank());
    System.arraycopy(other.extents, 0, result, rank(), other.rank());
    return ofOwned(result);
  }

  /** The axes from {@code from} up to but not including {@code to}. */
  public Shape slice(int from, int to) {
    return ofOwned(Arrays.copyOfRange(extents, from, to));
  }

  /** The product of the extents of the axes from {@code from} up to but not including {@code to}. */
  public int size(int from, int to) {
    int product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= extents[axis];
    }
    return product;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Shape s && Arrays.equals(extents, s.extents);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(extents);
  }

  /** The extents as {@code [32×10]}. */
  @Override
  public String toString() {
    return text(extents);
  }

  private static String text(int[] extents) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < extents.length; i++) {
      text.append(i == 0 ? "" : "×").append(extents[i]);
    }
    return text.append(']').toString();
  }
}
