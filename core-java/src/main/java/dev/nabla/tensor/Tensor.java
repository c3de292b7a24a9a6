package dev.nabla.tensor;

import dev.nabla.kernel.Binary;
import dev.nabla.kernel.Comparison;
import dev.nabla.kernel.Logic;
import dev.nabla.kernel.Reduction;
import dev.nabla.kernel.Strided;
import java.util.Arrays;
import java.util.List;

/**
 * An n-dimensional array of elements of one type, and a value: nothing writes into it. Views (reshape, transpose, slice,
 * expand) share its elements.
 *
 * <p>Operands broadcast after NumPy's rule and are promoted to a common type as {@link DType} says. Axes and positions
 * may be negative: they then count from the end. Operations on a {@link Parameter}, and on what was computed from one,
 * are recorded, so that {@link #backward()} can differentiate them.
 *
 * <p>Every operation checks shapes, types and axes before it computes: {@link IllegalArgumentException} for what does
 * not fit, {@link IndexOutOfBoundsException} for axes and positions that are not there. The message names the operation,
 * what it got and what it needs.
 */
public sealed class Tensor permits Parameter {
  private final Shape shape;
  private final DType dtype;

  /** A Java array of {@code dtype}'s primitive type, or {@link Deferred}; null where only shape and type are of interest. */
  private final Object elements;

  final int offset;

  /** In elements; the shape's own array of strides exactly when the elements lie in row-major order. */
  final int[] strides;

  /** Who watches this tensor; null for plain values. */
  final Trace trace;

  /** The same tensor one level of transformations down; null for plain values. */
  private final Tensor inner;

  private Tensor(Shape shape, DType dtype, Object elements, int offset, int[] strides, Trace trace, Tensor inner) {
    this.shape = shape;
    this.dtype = dtype;
    this.elements = elements;
    this.offset = offset;
    this.strides = strides;
    this.trace = trace;
    this.inner = inner;
  }

  /** A tensor without values. */
  Tensor(Shape shape, DType dtype) {
    this(shape, dtype, null, 0, shape.strides(), null, null);
  }

  // ---- creation ----

  /** A float32 tensor of rank 1. */
  public static Tensor of(float... values) {
    return of(values, values.length);
  }

  /** A float64 tensor of rank 1. */
  public static Tensor of(double... values) {
    return of(values, values.length);
  }

  /** An int32 tensor of rank 1. */
  public static Tensor of(int... values) {
    return of(values, values.length);
  }

  /** An int64 tensor of rank 1. */
  public static Tensor of(long... values) {
    return of(values, values.length);
  }

  /** A bool tensor of rank 1. */
  public static Tensor of(boolean... values) {
    return of(values, values.length);
  }

  /** A float32 tensor of this shape from values in row-major order. */
  public static Tensor of(float[] values, int... shape) {
    return wrap(fitting(values.length, shape), DType.FLOAT32, values.clone());
  }

  /** A float64 tensor of this shape from values in row-major order. */
  public static Tensor of(double[] values, int... shape) {
    return wrap(fitting(values.length, shape), DType.FLOAT64, values.clone());
  }

  /** An int32 tensor of this shape from values in row-major order. */
  public static Tensor of(int[] values, int... shape) {
    return wrap(fitting(values.length, shape), DType.INT32, values.clone());
  }

  /** An int64 tensor of this shape from values in row-major order. */
  public static Tensor of(long[] values, int... shape) {
    return wrap(fitting(values.length, shape), DType.INT64, values.clone());
  }

  /** A bool tensor of this shape from values in row-major order. */
  public static Tensor of(boolean[] values, int... shape) {
    return wrap(fitting(values.length, shape), DType.BOOL, values.clone());
  }

  /**
   * A tensor from an array of arrays of any depth, as {@code new float[][] {{1, 2}, {3, 4}}}; the primitive type gives
   * the element type.
   *
   * @throws IllegalArgumentException when the array is ragged, or holds something other than primitive numbers or
   *     booleans
   */
  public static Tensor ofNested(Object array) {
    return NestedArray.read(array);
  }

  private static Shape fitting(int values, int... shape) {
    Shape s = Shape.of(shape);
    if (s.size() != values) {
      throw new ShapeException("tensor: shape " + s + " holds " + s.size() + " values, got " + values);
    }
    return s;
  }

  /** A float32 tensor of rank 0. */
  public static Tensor scalar(float value) {
    return wrap(Shape.SCALAR, DType.FLOAT32, new float[] {value});
  }

  /** A float64 tensor of rank 0. */
  public static Tensor scalar(double value) {
    return wrap(Shape.SCALAR, DType.FLOAT64, new double[] {value});
  }

  /** An int32 tensor of rank 0. */
  public static Tensor scalar(int value) {
    return wrap(Shape.SCALAR, DType.INT32, new int[] {value});
  }

  /** An int64 tensor of rank 0. */
  public static Tensor scalar(long value) {
    return wrap(Shape.SCALAR, DType.INT64, new long[] {value});
  }

  /** A bool tensor of rank 0. */
  public static Tensor scalar(boolean value) {
    return wrap(Shape.SCALAR, DType.BOOL, new boolean[] {value});
  }

  /** A tensor of zeros (bool: false). */
  public static Tensor zeros(Shape shape, DType dtype) {
    return wrap(shape, dtype, dtype.newArray(shape.size()));
  }

  /** A float32 tensor of zeros. */
  public static Tensor zeros(int... shape) {
    return zeros(Shape.of(shape), DType.FLOAT32);
  }

  /** A tensor of ones (bool: true). */
  public static Tensor ones(Shape shape, DType dtype) {
    return full(1, shape, dtype);
  }

  /** A float32 tensor of ones. */
  public static Tensor ones(int... shape) {
    return full(1, Shape.of(shape), DType.FLOAT32);
  }

  /** A tensor whose elements are all {@code value}, in the given type. */
  public static Tensor full(double value, Shape shape, DType dtype) {
    Object y = dtype.newArray(shape.size());
    switch (dtype) {
      case BOOL -> Arrays.fill((boolean[]) y, value != 0);
      case INT32 -> Arrays.fill((int[]) y, (int) value);
      case INT64 -> Arrays.fill((long[]) y, (long) value);
      case FLOAT32 -> Arrays.fill((float[]) y, (float) value);
      case FLOAT64 -> Arrays.fill((double[]) y, value);
    }
    return wrap(shape, dtype, y);
  }

  /** A float32 tensor whose elements are all {@code value}. */
  public static Tensor full(double value, int... shape) {
    return full(value, Shape.of(shape), DType.FLOAT32);
  }

  /** Zeros of the shape and type of {@code x}. */
  public static Tensor zerosLike(Tensor x) {
    return zeros(x.shape, x.dtype);
  }

  /** Ones of the shape and type of {@code x}. */
  public static Tensor onesLike(Tensor x) {
    return ones(x.shape, x.dtype);
  }

  /** The float32 identity matrix of {@code n} rows. */
  public static Tensor eye(int n) {
    return eye(n, n, DType.FLOAT32);
  }

  /** Ones on the main diagonal of zeros. */
  public static Tensor eye(int rows, int columns, DType dtype) {
    int n = Math.min(rows, columns);
    Tensor ones = ones(Shape.of(n, 1), dtype);
    Object y = dtype.newArray(Shape.of(rows, columns).size());
    Elementwise.copy(ones, y, 0, new int[] {columns + 1, 1});
    return wrap(Shape.of(rows, columns), dtype, y);
  }

  /** The int64 numbers from 0 up to but not including {@code end}. */
  public static Tensor arange(long end) {
    return arange(0, end, 1);
  }

  /** The int64 numbers from {@code start} up to but not including {@code end}. */
  public static Tensor arange(long start, long end) {
    return arange(start, end, 1);
  }

  /** The int64 numbers from {@code start}, {@code step} apart, before {@code end}. */
  public static Tensor arange(long start, long end, long step) {
    boolean ahead = step > 0 ? start < end : end < start;
    long span = step > 0 ? end - start : start - end; // without a sign, so that no difference is too large
    long count = !ahead ? 0 : step == 0 ? -1 : Long.divideUnsigned(span - 1, Math.abs(step)) + 1;
    long[] y = new long[steps(count < 0 ? Double.POSITIVE_INFINITY : count, start, end, step)];
    Arrays.setAll(y, i -> start + i * step);
    return wrap(Shape.of(y.length), DType.INT64, y);
  }

  /** The float32 numbers from {@code start}, {@code step} apart, before {@code end}. */
  public static Tensor arange(double start, double end, double step) {
    float[] y = new float[steps(Math.ceil((end - start) / step), start, end, step)];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) (start + i * step);
    }
    return wrap(Shape.of(y.length), DType.FLOAT32, y);
  }

  private static int steps(double count, Number start, Number end, Number step) {
    if (step.doubleValue() == 0 || !(count <= Integer.MAX_VALUE)) {
      throw new IllegalArgumentException("arange: from " + start + " to " + end + " in steps of " + step
          + " needs a number of steps that one array holds");
    }
    return (int) Math.max(0, count);
  }

  /** {@code count} float32 numbers evenly spaced from {@code start} to {@code end}, both included. */
  public static Tensor linspace(double start, double end, int count) {
    float[] y = new float[Shape.of(count).size()];
    for (int i = 0; i < count; i++) {
      double t = count == 1 ? 0 : i / (count - 1.0);
      y[i] = (float) (t < 0.5 ? start + (end - start) * t : end - (end - start) * (1 - t));
    }
    return wrap(Shape.of(count), DType.FLOAT32, y);
  }

  // ---- what it is ----

  /** The extents along the axes. */
  public final Shape shape() {
    return shape;
  }

  /** The element type. */
  public final DType dtype() {
    return dtype;
  }

  /** The number of axes. */
  public final int rank() {
    return shape.rank();
  }

  /** The number of elements. */
  public final int size() {
    return shape.size();
  }

  /** The extent along {@code axis}. */
  public final int extent(int axis) {
    return shape.extent(axis);
  }

  /** Whether operations on this tensor are recorded: it is a parameter, or was computed from one. */
  public final boolean requiresGradient() {
    Tensor x = current();
    while (x.trace != null && !(x.trace instanceof Node)) {
      x = x.inner;
    }
    return x.trace != null;
  }

  // ---- elements ----

  /**
   * The only element, as a double (bool: 0 or 1).
   *
   * @throws IllegalStateException when there is not exactly one
   */
  public final double item() {
    if (size() != 1) {
      throw new IllegalStateException("item: needs exactly one element, got shape " + shape);
    }
    Tensor x = readable("item");
    return switch (dtype) {
      case BOOL -> ((boolean[]) x.array())[x.offset] ? 1 : 0;
      case INT32 -> ((int[]) x.array())[x.offset];
      case INT64 -> ((long[]) x.array())[x.offset];
      case FLOAT32 -> ((float[]) x.array())[x.offset];
      case FLOAT64 -> ((double[]) x.array())[x.offset];
    };
  }

  /** The elements in row-major order, converted to float. */
  public final float[] toFloats() {
    return (float[]) elements("toFloats", DType.FLOAT32);
  }

  /** The elements in row-major order, converted to double. */
  public final double[] toDoubles() {
    return (double[]) elements("toDoubles", DType.FLOAT64);
  }

  /** The elements in row-major order; floating ones are truncated towards 0. */
  public final int[] toInts() {
    return (int[]) elements("toInts", DType.INT32);
  }

  /** The elements in row-major order; floating ones are truncated towards 0. */
  public final long[] toLongs() {
    return (long[]) elements("toLongs", DType.INT64);
  }

  /** The elements in row-major order; numbers become whether they are not 0. */
  public final boolean[] toBooleans() {
    return (boolean[]) elements("toBooleans", DType.BOOL);
  }

  /** An array of the caller's own: a conversion has just made one. */
  private Object elements(String operation, DType type) {
    Tensor x = readable(operation);
    return x.dtype == type ? Elementwise.copied(x) : x.to(type).array();
  }

  /** The plain tensor whose elements can be read; what stands for all entries of a vectorised map has none. */
  private Tensor readable(String operation) {
    Tensor x = detach();
    if (x.trace != null) {
      throw new IllegalStateException(operation + ": this " + dtype + " tensor of shape " + shape
          + " stands for every entry of a vectorised map, whose elements differ; compute with tensors, where() in place "
          + "of if, and read what the map returns");
    }
    return x;
  }

  // ---- arithmetic ----

  /** this + other. */
  public final Tensor add(Tensor other) {
    DType type = DType.promote(this, other);
    return new Arithmetic.Add().apply(to(type), other.to(type));
  }

  /** this + c; an integer tensor becomes floating. */
  public final Tensor add(double c) {
    return dtype.isFloating() ? new Arithmetic.AddScalar(c).apply(this) : add(scalar((float) c));
  }

  /** this + c. */
  public final Tensor add(long c) {
    return dtype.isFloating() ? add((double) c) : add(whole("add", c));
  }

  /** this − other. */
  public final Tensor sub(Tensor other) {
    DType type = DType.promote(this, other);
    return new Arithmetic.Sub().apply(to(type), other.to(type));
  }

  /** this − c; an integer tensor becomes floating. */
  public final Tensor sub(double c) {
    return add(-c);
  }

  /** this − c. */
  public final Tensor sub(long c) {
    return dtype.isFloating() ? add(-(double) c) : sub(whole("sub", c));
  }

  /** this ⊙ other, element by element. */
  public final Tensor mul(Tensor other) {
    DType type = DType.promote(this, other);
    return new Arithmetic.Mul().apply(to(type), other.to(type));
  }

  /** this · c; an integer tensor becomes floating. */
  public final Tensor mul(double c) {
    return dtype.isFloating() ? new Arithmetic.MulScalar(c).apply(this) : mul(scalar((float) c));
  }

  /** this · c. */
  public final Tensor mul(long c) {
    return dtype.isFloating() ? mul((double) c) : mul(whole("mul", c));
  }

  /** A whole number as an operand of this integer or bool tensor, in whose type it must fit. */
  private Tensor whole(String operation, long c) {
    if (dtype != DType.INT32) {
      return scalar(c);
    }
    if (c != (int) c) {
      throw new IllegalArgumentException(
          operation + ": " + c + " does not fit int32; convert the tensor with to(DType.INT64)");
    }
    return scalar((int) c);
  }

  /** this / other, element by element; integers become float32. */
  public final Tensor div(Tensor other) {
    DType type = DType.promote(this, other).floating();
    return new Arithmetic.Div().apply(to(type), other.to(type));
  }

  /** this / c; integers become float32. */
  public final Tensor div(double c) {
    return new Arithmetic.DivScalar(c).apply(floating());
  }

  /**
   * this to the power of {@code exponent}, element by element; integers become float32. 1 to any power is 1, and so is
   * anything to the power of 0, NaN included. The gradient of this is 0 where the exponent is 0, that of an exponent
   * from 0 up is 0 where this is 0.
   */
  public final Tensor pow(Tensor exponent) {
    DType type = DType.promote(this, exponent).floating();
    return new Arithmetic.Pow().apply(to(type), exponent.to(type));
  }

  /** this to the power of c; integers become float32. The gradient for c = 0 is 0 everywhere. */
  public final Tensor pow(double c) {
    return new Arithmetic.PowerScalar(c).apply(floating());
  }

  /** −this. */
  public final Tensor neg() {
    return new Arithmetic.Neg().apply(this);
  }

  /** |this|; the gradient at 0 is 0. */
  public final Tensor abs() {
    return new Arithmetic.Abs().apply(this);
  }

  /** −1, 0 or 1 after the sign; the gradient is 0. */
  public final Tensor sign() {
    return new Arithmetic.Sign().apply(this);
  }

  /** The larger of both, element by element; NaN where either is; ties share the gradient in halves. */
  public final Tensor maximum(Tensor other) {
    DType type = DType.promote(this, other);
    return new Arithmetic.Extreme(Binary.MAXIMUM).apply(to(type), other.to(type));
  }

  /** The smaller of both, element by element; NaN where either is; ties share the gradient in halves. */
  public final Tensor minimum(Tensor other) {
    DType type = DType.promote(this, other);
    return new Arithmetic.Extreme(Binary.MINIMUM).apply(to(type), other.to(type));
  }

  // ---- functions ----

  /** eˣ. */
  public final Tensor exp() {
    return new Functions.Exp().apply(floating());
  }

  /** The natural logarithm; −∞ at 0, NaN below. */
  public final Tensor log() {
    return new Functions.Log().apply(floating());
  }

  /** The square root; NaN below 0; the gradient at 0 is ∞. */
  public final Tensor sqrt() {
    return new Functions.Sqrt().apply(floating());
  }

  /** The hyperbolic tangent. */
  public final Tensor tanh() {
    return new Functions.Tanh().apply(floating());
  }

  /** 1 / (1 + e⁻ˣ). */
  public final Tensor sigmoid() {
    return new Functions.Sigmoid().apply(floating());
  }

  /** max(x, 0); the gradient at 0 is 0. */
  public final Tensor relu() {
    return new Functions.Relu().apply(this);
  }

  private Tensor floating() {
    return to(dtype.floating());
  }

  // ---- comparisons and logic ----

  /** Where this = other. */
  public final Tensor eq(Tensor other) {
    return compare(Comparison.EQ, other);
  }

  /** Where this = c. */
  public final Tensor eq(double c) {
    return compare(Comparison.EQ, c);
  }

  /** Where this ≠ other; NaN differs from itself. */
  public final Tensor ne(Tensor other) {
    return compare(Comparison.NE, other);
  }

  /** Where this ≠ c. */
  public final Tensor ne(double c) {
    return compare(Comparison.NE, c);
  }

  /** Where this &lt; other. */
  public final Tensor lt(Tensor other) {
    return compare(Comparison.LT, other);
  }

  /** Where this &lt; c. */
  public final Tensor lt(double c) {
    return compare(Comparison.LT, c);
  }

  /** Where this ≤ other. */
  public final Tensor le(Tensor other) {
    return compare(Comparison.LE, other);
  }

  /** Where this ≤ c. */
  public final Tensor le(double c) {
    return compare(Comparison.LE, c);
  }

  /** Where this > other. */
  public final Tensor gt(Tensor other) {
    return compare(Comparison.GT, other);
  }

  /** Where this > c. */
  public final Tensor gt(double c) {
    return compare(Comparison.GT, c);
  }

  /** Where this ≥ other. */
  public final Tensor ge(Tensor other) {
    return compare(Comparison.GE, other);
  }

  /** Where this ≥ c. */
  public final Tensor ge(double c) {
    return compare(Comparison.GE, c);
  }

  private Tensor compare(Comparison how, Tensor other) {
    DType type = DType.promote(this, other);
    return new Comparing.Compare(how).apply(to(type), other.to(type));
  }

  /** Integers are compared as integers where c is one of their type, else as float64, which holds every int32 exactly. */
  private Tensor compare(Comparison how, double c) {
    if (dtype.isFloating()) {
      return new Comparing.Compare(how).apply(this, full(c, Shape.SCALAR, dtype));
    }
    if (c == (int) c) {
      return compare(how, scalar((int) c));
    }
    return dtype == DType.INT64 && c == (long) c && c < 0x1p63
        ? compare(how, scalar((long) c)) : to(DType.FLOAT64).compare(how, c);
  }

  /** Where both are true; numbers are true when they are not 0. */
  public final Tensor logicalAnd(Tensor other) {
    return new Comparing.Connect(Logic.AND).apply(to(DType.BOOL), other.to(DType.BOOL));
  }

  /** Where either is true; numbers are true when they are not 0. */
  public final Tensor logicalOr(Tensor other) {
    return new Comparing.Connect(Logic.OR).apply(to(DType.BOOL), other.to(DType.BOOL));
  }

  /** Where exactly one is true; numbers are true when they are not 0. */
  public final Tensor logicalXor(Tensor other) {
    return new Comparing.Connect(Logic.XOR).apply(to(DType.BOOL), other.to(DType.BOOL));
  }

  /** Where this is false; numbers are false when they are 0. */
  public final Tensor logicalNot() {
    return new Comparing.LogicalNot().apply(to(DType.BOOL));
  }

  /**
   * The element of {@code a} where {@code condition}, a bool tensor, holds, else that of {@code b}; all broadcast. The
   * branch that is not taken gets gradient 0, which an infinite derivative further back turns into NaN: in
   * {@code where(x.gt(0), x.sqrt(), zero)} at 0. Choose the argument first, or use {@code Choices.safeWhere}.
   */
  public static Tensor where(Tensor condition, Tensor a, Tensor b) {
    if (condition.dtype != DType.BOOL) {
      throw new IllegalArgumentException("where: the condition is bool, got " + condition.dtype);
    }
    DType type = DType.promote(a, b);
    return new Comparing.Where().apply(List.of(condition, a.to(type), b.to(type)));
  }

  // ---- products ----

  /**
   * The matrix product over the last two axes, [… , m, k] · [… , k, n] = [… , m, n]; the axes before them broadcast. An
   * operand of rank 1 is a row on the left and a column on the right, and its axis is gone from the result.
   */
  public final Tensor matmul(Tensor other) {
    return Products.matmul(this, other);
  }

  /**
   * This plus a product of matrices, in one pass: this + [m, k] · [k, n]; this broadcasts to [m, n].
   *
   * @throws IllegalArgumentException when an operand is not a matrix, or the shapes do not fit
   */
  public final Tensor addmm(Tensor a, Tensor b) {
    return Products.addmm(this, a, b);
  }

  // ---- reductions ----

  /** The sum over some axes, or over all when none is named; int32 and bool are summed as int64. */
  public final Tensor sum(int... axes) {
    return sum(Axes.DROP, axes);
  }

  /** The sum over some axes, or over all when none is named. */
  public final Tensor sum(Axes result, int... axes) {
    Reducing.Sum sum = new Reducing.Sum(shape.axes(axes, "sum"), result);
    if (dtype == DType.BOOL) {
      return sum.apply(to(DType.INT32)).to(DType.INT64); // no more than an array's elements
    }
    return sum.apply(dtype.isFloating() ? this : to(DType.INT64));
  }

  /** The mean over some axes, or over all when none is named; NaN of nothing; integers become float32. */
  public final Tensor mean(int... axes) {
    return mean(Axes.DROP, axes);
  }

  /** The mean over some axes, or over all when none is named. */
  public final Tensor mean(Axes result, int... axes) {
    boolean[] flagged = shape.axes(axes, "mean");
    int n = 1;
    for (int axis = 0; axis < flagged.length; axis++) {
      n *= flagged[axis] ? shape.raw()[axis] : 1;
    }
    return new Reducing.Sum(flagged, result).apply(floating()).div(n);
  }

  /** The largest element over some axes, or over all; NaN wins; ties share the gradient evenly. */
  public final Tensor amax(int... axes) {
    return amax(Axes.DROP, axes);
  }

  /** The largest element over some axes, or over all. */
  public final Tensor amax(Axes result, int... axes) {
    return new Reducing.Extreme(Reduction.MAX, extremeAxes("amax", axes), result).apply(numbers()).to(dtype);
  }

  /** The smallest element over some axes, or over all; NaN wins; ties share the gradient evenly. */
  public final Tensor amin(int... axes) {
    return amin(Axes.DROP, axes);
  }

  /** The smallest element over some axes, or over all. */
  public final Tensor amin(Axes result, int... axes) {
    return new Reducing.Extreme(Reduction.MIN, extremeAxes("amin", axes), result).apply(numbers()).to(dtype);
  }

  /** The largest of all elements; ties share the gradient evenly. */
  public final Tensor max() {
    return amax();
  }

  /** The smallest of all elements; ties share the gradient evenly. */
  public final Tensor min() {
    return amin();
  }

  /** The largest elements along an axis and their positions; among ties the first, which gets all the gradient. */
  public final Selected max(int axis) {
    return selected("max", argExtreme(Reduction.MAX, "max", axis), axis);
  }

  /** The smallest elements along an axis and their positions; among ties the first, which gets all the gradient. */
  public final Selected min(int axis) {
    return selected("min", argExtreme(Reduction.MIN, "min", axis), axis);
  }

  private Selected selected(String operation, Tensor indices, int axis) {
    int at = shape.axis(axis, "gather");
    Tensor values = new Indexing.Gather(at).apply(this, indices.unsqueeze(at));
    Strictness.requireNoKink(operation, values, () -> Selected.tied(detach(), values.detach(), at));
    return new Selected(values.squeeze(at), indices);
  }

  /** The position of the first largest element along an axis, int64; NaN counts as the largest. */
  public final Tensor argmax(int axis) {
    return argExtreme(Reduction.MAX, "argmax", axis);
  }

  /** The position of the first largest element in row-major order, int64. */
  public final Tensor argmax() {
    return flatten().argmax(0);
  }

  /** The position of the first smallest element along an axis, int64; NaN counts as the smallest. */
  public final Tensor argmin(int axis) {
    return argExtreme(Reduction.MIN, "argmin", axis);
  }

  /** The position of the first smallest element in row-major order, int64. */
  public final Tensor argmin() {
    return flatten().argmin(0);
  }

  private Tensor argExtreme(Reduction which, String operation, int axis) {
    int at = shape.axis(axis, operation);
    extremeAxes(operation, at);
    return new Reducing.ArgExtreme(which, at).apply(detach());
  }

  private boolean[] extremeAxes(String operation, int... axes) {
    boolean[] flagged = shape.axes(axes, operation);
    for (int axis = 0; axis < flagged.length; axis++) {
      if (flagged[axis] && shape.raw()[axis] == 0) {
        throw new ShapeException(
            operation + ": axis " + axis + " of shape " + shape + " has no elements, so none is extreme");
      }
    }
    return flagged;
  }

  private Tensor numbers() {
    return dtype == DType.BOOL ? to(DType.INT32) : this;
  }

  /** Whether any element is true over some axes, or over all; false of nothing. */
  public final Tensor any(int... axes) {
    return new Reducing.Test(false, shape.axes(axes, "any"), Axes.DROP).apply(to(DType.BOOL));
  }

  /** Whether all elements are true over some axes, or over all; true of nothing. */
  public final Tensor all(int... axes) {
    return new Reducing.Test(true, shape.axes(axes, "all"), Axes.DROP).apply(to(DType.BOOL));
  }

  /** ln Σeˣ over some axes, or over all, without overflow; −∞ of nothing and where all are −∞, with gradient 0. */
  public final Tensor logSumExp(int... axes) {
    return Normalizing.logSumExp(floating(), shape.axes(axes, "logSumExp"));
  }

  /** eˣ / Σeˣ along an axis. */
  public final Tensor softmax(int axis) {
    return new Normalizing.Softmax(shape.axis(axis, "softmax")).apply(floating());
  }

  /** x − ln Σeˣ along an axis. */
  public final Tensor logSoftmax(int axis) {
    return new Normalizing.LogSoftmax(shape.axis(axis, "logSoftmax")).apply(floating());
  }

  // ---- shape ----

  /** The same elements in row-major order under another shape; one extent may be −1: what is left for it. */
  public final Tensor reshape(int... extents) {
    return reshape(shape.inferred(extents));
  }

  /** The same elements in row-major order under another shape of equal size. */
  public final Tensor reshape(Shape to) {
    if (to.equals(shape)) {
      return current();
    }
    if (to.size() != size()) {
      throw new ShapeException(
          "reshape: " + shape + " has " + size() + " elements, " + to + " needs " + to.size());
    }
    return new Viewing.Reshape(to).apply(this);
  }

  /** All elements along one axis. */
  public final Tensor flatten() {
    return reshape(size());
  }

  /** The axes from {@code start} to {@code end}, both included, taken as one. */
  public final Tensor flatten(int start, int end) {
    int from = shape.axis(start, "flatten");
    int to = shape.axis(end, "flatten") + 1;
    if (from >= to) {
      throw new ShapeException("flatten: axis " + start + " comes after axis " + end + " in shape " + shape);
    }
    return reshape(shape.slice(0, from).concat(Shape.of(shape.size(from, to))).concat(shape.slice(to, rank())));
  }

  /** Without the axes named, whose extents are 1; without any named, without all axes of extent 1. */
  public final Tensor squeeze(int... axes) {
    boolean[] goes = shape.axes(axes, "squeeze");
    for (int axis = 0; axis < goes.length; axis++) {
      if (goes[axis] && shape.raw()[axis] != 1) {
        if (axes.length > 0) {
          throw new ShapeException(
              "squeeze: axis " + axis + " of shape " + shape + " has extent " + shape.raw()[axis] + ", not 1");
        }
        goes[axis] = false;
      }
    }
    return reshape(shape.reduce(goes, Axes.DROP));
  }

  /** With a new axis of extent 1 that becomes axis {@code axis} of the result. */
  public final Tensor unsqueeze(int axis) {
    int rank = rank() + 1;
    if (axis < -rank || axis >= rank) {
      throw new IndexOutOfBoundsException("unsqueeze: a new axis of shape " + shape + " stands from " + -rank + " to "
          + (rank - 1) + ", got " + axis);
    }
    int at = axis < 0 ? axis + rank : axis;
    return reshape(shape.slice(0, at).concat(Shape.of(1)).concat(shape.slice(at, rank())));
  }

  /** The last two axes exchanged; rank 2 at least. */
  public final Tensor transpose() {
    if (rank() < 2) {
      throw new ShapeException("transpose: needs two axes, got shape " + shape);
    }
    return transpose(-2, -1);
  }

  /** Two axes exchanged. */
  public final Tensor transpose(int axis, int other) {
    int[] order = new int[rank()];
    Arrays.setAll(order, i -> i);
    int a = shape.axis(axis, "transpose");
    int b = shape.axis(other, "transpose");
    order[a] = b;
    order[b] = a;
    return new Viewing.Permute(order).apply(this);
  }

  /** The axes in another order: axis i of the result is axis {@code order[i]} of this. */
  public final Tensor permute(int... order) {
    if (order.length != rank()) {
      throw new ShapeException(
          "permute: shape " + shape + " has " + rank() + " axes, got the order " + Arrays.toString(order));
    }
    shape.axes(order, "permute");
    int[] axes = new int[order.length];
    Arrays.setAll(axes, i -> shape.axis(order[i], "permute"));
    return new Viewing.Permute(axes).apply(this);
  }

  /** Repeated along axes of extent 1, and along new axes in front, up to this shape (broadcasting); nothing is copied. */
  public final Tensor expand(int... extents) {
    return expand(Shape.of(extents));
  }

  /** Repeated along axes of extent 1, and along new axes in front, up to {@code target}. */
  public final Tensor expand(Shape target) {
    if (target.equals(shape)) {
      return current();
    }
    if (!shape.broadcastsTo(target)) {
      throw new ShapeException("expand: " + shape + " does not broadcast to " + target);
    }
    return new Viewing.Expand(target).apply(this);
  }

  /** Summed over the axes along which {@code target} would be broadcast to this shape: what undoes {@link #expand}. */
  public final Tensor sumTo(Shape target) {
    if (target.equals(shape)) {
      return current();
    }
    if (!target.broadcastsTo(shape)) {
      throw new ShapeException("sumTo: " + target + " does not broadcast to " + shape);
    }
    int missing = rank() - target.rank();
    boolean[] summed = new boolean[rank()];
    for (int axis = 0; axis < summed.length; axis++) {
      summed[axis] = axis < missing || target.raw()[axis - missing] == 1 && shape.raw()[axis] != 1;
    }
    return new Reducing.Sum(summed, Axes.KEEP).apply(this).reshape(target);
  }

  // ---- elements of elements ----

  /** The element or the slice at these positions along the first axes. */
  public final Tensor get(int... positions) {
    Index[] index = new Index[positions.length];
    Arrays.setAll(index, i -> Index.at(positions[i]));
    return Subscript.get("get", this, index);
  }

  /** What NumPy's {@code x[…]} gives: a view for integers, ranges and new axes, a copy where tensors select. */
  public final Tensor get(Index... index) {
    return Subscript.get("get", this, index);
  }

  /** {@code length} entries along an axis from {@code start} on; a view. */
  public final Tensor narrow(int axis, int start, int length) {
    int at = shape.axis(axis, "narrow");
    int n = shape.raw()[at];
    if (start < 0 || length < 0 || length > n - start) {
      throw new IndexOutOfBoundsException("narrow: " + length + " entries from " + start + " on are not in axis " + at
          + " of shape " + shape);
    }
    int[] from = new int[rank()];
    int[] steps = new int[rank()];
    Arrays.fill(steps, 1);
    from[at] = start;
    return length == n ? current() : new Viewing.Slice(from, shape.with(at, length).raw(), steps).apply(this);
  }

  /** The slice at one position along an axis, which is gone from the result; a view. */
  public final Tensor select(int axis, int position) {
    int at = shape.axis(axis, "select");
    int n = shape.raw()[at];
    if (position < -n || position >= n) {
      throw new IndexOutOfBoundsException(
          "select: index " + position + " is out of range for axis " + at + " of shape " + shape);
    }
    return narrow(at, position < 0 ? position + n : position, 1).squeeze(at);
  }

  /** The slices along an axis at the positions of {@code index}, an integer tensor of rank 1. */
  public final Tensor indexSelect(int axis, Tensor index) {
    int at = shape.axis(axis, "indexSelect");
    if (index.rank() != 1) {
      throw new IllegalArgumentException("indexSelect: positions have rank 1, got shape " + index.shape);
    }
    return new Indexing.IndexSelect(at).apply(this, Positions.checked(index, shape, at, "indexSelect"));
  }

  /**
   * Along an axis, for each position in {@code index} the element there: y[i, j] = x[i, index[i, j]] along axis 1. The
   * other extents of {@code index} are those of this tensor.
   */
  public final Tensor gather(int axis, Tensor index) {
    int at = shape.axis(axis, "gather");
    if (index.rank() != rank() || !index.shape.without(at).equals(shape.without(at))) {
      throw new IllegalArgumentException("gather: positions of shape " + index.shape + " differ from " + shape
          + " along other axes than " + at);
    }
    return new Indexing.Gather(at).apply(this, Positions.checked(index, shape, at, "gather"));
  }

  /** Tensors one after the other along an axis; they agree in all other extents. */
  public static Tensor cat(int axis, List<? extends Tensor> parts) {
    return Joining.cat(axis, List.copyOf(parts));
  }

  /** Tensors one after the other along an axis. */
  public static Tensor cat(int axis, Tensor... parts) {
    return cat(axis, List.of(parts));
  }

  /** Tensors of one shape along a new axis. */
  public static Tensor stack(int axis, List<? extends Tensor> parts) {
    return Joining.stack(axis, List.copyOf(parts));
  }

  /** Tensors of one shape along a new axis. */
  public static Tensor stack(int axis, Tensor... parts) {
    return stack(axis, List.of(parts));
  }

  // ---- type and layout ----

  /** In another element type; floating numbers become integers by truncation towards 0, and true when not 0. */
  public final Tensor to(DType type) {
    return type == dtype ? current() : new Viewing.Cast(type).apply(this);
  }

  /** With its elements in row-major order; itself when they lie so. */
  public final Tensor contiguous() {
    return isContiguous() ? current() : new Viewing.Contiguous().apply(this);
  }

  /** Whether the elements lie in row-major order, one after the other. */
  public final boolean isContiguous() {
    return strides == shape.strides();
  }

  // ---- gradients ----

  /** The same values as a constant: gradients end here. */
  public final Tensor detach() {
    Tensor x = current();
    return x.trace == null ? x : x.trace.detached(x);
  }

  /** Adds the gradient of this single element to every parameter that it was computed from. */
  public final void backward() {
    Backprop.backward(this, null, Graph.FREE);
  }

  /** Adds the gradient of ⟨upstream, this⟩ to every parameter; {@code upstream} has the shape of this tensor. */
  public final void backward(Tensor upstream) {
    Backprop.backward(this, upstream, Graph.FREE);
  }

  /** The same, and says whether the recorded operations are kept for another pass. */
  public final void backward(Tensor upstream, Graph graph) {
    Backprop.backward(this, upstream, graph);
  }

  // ---- value ----

  /**
   * Whether both have one shape and |this − other| ≤ absolute + relative·|other| at every element; NaN is close to NaN.
   */
  public final boolean allClose(Tensor other, double relative, double absolute) {
    return ValueEquality.close(this, other, relative, absolute);
  }

  /** {@link #allClose(Tensor, double, double)} with 1e-5 relative and 1e-8 absolute, as in NumPy. */
  public final boolean allClose(Tensor other) {
    return allClose(other, 1e-5, 1e-8);
  }

  /** Whether the other is a tensor of the same shape, type and elements; NaN equals NaN, and 0 differs from −0. */
  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Tensor t && !(t instanceof Parameter) && ValueEquality.equal(this, t);
  }

  @Override
  public int hashCode() {
    return ValueEquality.hash(this);
  }

  /**
   * The elements between brackets, as NumPy prints them; the middle of large tensors is left out. Only type and shape of
   * what stands for every entry of a vectorised map.
   */
  @Override
  public String toString() {
    Tensor x = detach();
    return x.trace == null ? TensorFormat.format(x) : dtype + " " + shape + " for every entry of a vectorised map";
  }

  /**
   * This tensor, with its elements computed. Results of 65,536 elements or more are computed when they are first read,
   * several operations in one pass, and never if nobody reads them; to everyone but the clock that is the same.
   */
  public final Tensor evaluated() {
    underlying().array();
    return this;
  }

  // ---- inside the library ----

  /** A contiguous tensor over an array that is given up to it, or over elements that will be one. */
  static Tensor wrap(Shape shape, DType dtype, Object elements) {
    return new Tensor(shape, dtype, elements, 0, shape.strides(), null, null);
  }

  /** The tensor that kernels have written; for operators of this library, to which the array is given up. */
  public static Tensor wrap(Strided elements, DType dtype) {
    Shape shape = Shape.of(elements.extents());
    return new Tensor(shape, dtype, elements.array(), elements.offset(), Layout.canonical(shape, elements.strides()),
        null, null);
  }

  /**
   * The plain tensor beneath all derivatives and maps, with the axes of vectorised maps in front: for operators of this
   * library that check the elements of whole batches.
   */
  public final Tensor underlying() {
    Tensor x = current();
    while (x.trace != null) {
      x = x.inner;
    }
    return x;
  }

  /** The Java array that holds the elements, which are computed now if they still wait; null without values. */
  final Object array() {
    return elements instanceof Deferred later ? later.array() : elements;
  }

  /** The elements while they may still have to be computed; null of an array. */
  final Deferred deferred() {
    return elements instanceof Deferred later ? later : null;
  }

  /** Whether there are elements: not where only shape and type are of interest. */
  final boolean hasElements() {
    return elements != null;
  }

  /** Whether both stand on the same array. */
  final boolean sharesElements(Tensor other) {
    return elements == other.elements;
  }

  /** Announces that an operation which waits, or a reverse pass, is going to read the elements. */
  final void await() {
    Deferred later = underlying().deferred();
    if (later != null) {
      later.await();
    }
  }

  /** The elements as kernels read them; for operators of this library. */
  public final Strided strided() {
    Tensor x = readable("strided");
    return new Strided(x.array(), x.offset, shape.raw(), x.strides);
  }

  /** The same array under another shape, offset and strides; what is empty begins at 0, for that is always there. */
  final Tensor strided(Shape newShape, int newOffset, int[] newStrides) {
    int first = newShape.size() == 0 ? 0 : newOffset;
    return new Tensor(newShape, dtype, elements, first, Layout.canonical(newShape, newStrides), null, null);
  }

  /** The same elements under another shape of equal size: a view where strides allow it, else a copy. */
  final Tensor view(Shape to) {
    int[] under = Layout.reshaped(shape, strides, to);
    return under == null ? wrap(to, dtype, Elementwise.copied(this)) : strided(to, offset, under);
  }

  /** The strides of this tensor broadcast to {@code target}. */
  final int[] stridesFor(Shape target) {
    return Layout.broadcast(shape, strides, target);
  }

  /** This tensor as watched by a transformation. */
  final Tensor traced(Trace by) {
    return new Tensor(shape, dtype, elements, offset, strides, by, this);
  }

  /** The tensor that stands for each slice of this along the first axis, in a vectorised map. */
  final Tensor entry(Batch batch) {
    Shape one = shape.slice(1, rank());
    return new Tensor(one, dtype, null, 0, one.strides(), batch, this);
  }

  /** This tensor as the next lower level sees it. */
  final Tensor below() {
    return inner;
  }

  /** The tensor whose shape and type this one has, without its values. */
  final Tensor withoutValues() {
    return withoutValues(shape, dtype);
  }

  /** A tensor of this shape and type, without values. */
  static Tensor withoutValues(Shape shape, DType dtype) {
    return new Tensor(shape, dtype);
  }

  /** What operations take: a parameter's present value, else the tensor itself. */
  Tensor current() {
    return this;
  }
}
