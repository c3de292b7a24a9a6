package dev.nabla.tensor;

import dev.nabla.kernel.Binary;
import dev.nabla.kernel.BooleanMaps;
import dev.nabla.kernel.Comparison;
import dev.nabla.kernel.DoubleMaps;
import dev.nabla.kernel.DoublePlainMaps;
import dev.nabla.kernel.FloatMaps;
import dev.nabla.kernel.FloatPlainMaps;
import dev.nabla.kernel.IntPlainMaps;
import dev.nabla.kernel.Logic;
import dev.nabla.kernel.LongPlainMaps;
import dev.nabla.kernel.Unary;
import java.util.Locale;

/**
 * Values of element-wise operators: plain tensors in, a new contiguous tensor out. Operands of one call have one type
 * and broadcast; types were promoted before. The signatures name kernels, so that only this library can call them.
 */
public final class Elementwise {
  private static final int[][] ZERO_STRIDES = new int[8][];

  static {
    for (int rank = 0; rank < ZERO_STRIDES.length; rank++) {
      ZERO_STRIDES[rank] = new int[rank];
    }
  }

  private Elementwise() {}

  /** f of each element. */
  public static Tensor unary(Unary f, Tensor x) {
    return Deferred.suits(x.dtype(), x.size()) ? Deferred.of(f, x) : Tensor.wrap(x.shape(), x.dtype(), elements(f, x));
  }

  /** The array with f of each element, computed now. */
  static Object elements(Unary f, Tensor x) {
    int[] extents = x.shape().raw();
    Object y = x.dtype().newArray(x.size());
    switch (x.dtype()) {
      case FLOAT32 -> FloatMaps.unary(f, extents, (float[]) x.array(), x.offset, x.strides, (float[]) y);
      case FLOAT64 -> DoubleMaps.unary(f, extents, (double[]) x.array(), x.offset, x.strides, (double[]) y);
      case INT32 -> IntPlainMaps.unary(f, extents, (int[]) x.array(), x.offset, x.strides, (int[]) y);
      case INT64 -> LongPlainMaps.unary(f, extents, (long[]) x.array(), x.offset, x.strides, (long[]) y);
      case BOOL -> throw new IllegalArgumentException(f.name().toLowerCase(Locale.ROOT)
          + ": needs numbers, got a bool tensor of shape " + x.shape());
    }
    return y;
  }

  /** f of each pair of elements of two tensors that broadcast. */
  public static Tensor binary(Binary f, Tensor a, Tensor b) {
    Shape shape = a.shape().broadcast(b.shape(), f.name().toLowerCase(Locale.ROOT));
    if (!Deferred.suits(a.dtype(), shape.size())) {
      return Tensor.wrap(shape, a.dtype(), elements(f, shape, a, b));
    }
    if (f == Binary.MUL && timesOne(shape, a, b)) {
      return a;
    }
    return f == Binary.MUL && timesOne(shape, b, a) ? b : Deferred.of(f, shape, a, b);
  }

  /** Whether a product is {@code x} itself, because the other is a one: so begins every gradient of a sum. */
  private static boolean timesOne(Shape product, Tensor x, Tensor factor) {
    if (factor.deferred() != null || !x.isContiguous() || !x.shape().equals(product)) {
      return false;
    }
    for (int axis = 0; axis < factor.rank(); axis++) {
      if (factor.strides[axis] != 0 && factor.extent(axis) != 1) {
        return false;
      }
    }
    return factor.dtype() == DType.FLOAT32 ? ((float[]) factor.array())[factor.offset] == 1
        : ((double[]) factor.array())[factor.offset] == 1;
  }

  /** f of each element of a floating tensor, on the left, and {@code c}. */
  public static Tensor binary(Binary f, Tensor a, double c) {
    if (Deferred.suits(a.dtype(), a.size())) {
      return binary(f, a, Tensor.wrap(Shape.SCALAR, a.dtype(), constant(a.dtype(), c)));
    }
    return Tensor.wrap(a.shape(), a.dtype(), elements(f, a.shape(), a.dtype(), a.array(), a.offset, a.strides,
        constant(a.dtype(), c), 0, zeros(a.rank())));
  }

  private static Object constant(DType dtype, double c) {
    return dtype == DType.FLOAT32 ? new float[] {(float) c} : new double[] {c};
  }

  static int[] zeros(int rank) {
    return rank < ZERO_STRIDES.length ? ZERO_STRIDES[rank] : new int[rank];
  }

  /** The array with f of each pair of elements, computed now. */
  static Object elements(Binary f, Shape shape, Tensor a, Tensor b) {
    return elements(f, shape, a.dtype(), a.array(), a.offset, a.stridesFor(shape), b.array(), b.offset,
        b.stridesFor(shape));
  }

  private static Object elements(Binary f, Shape shape, DType dtype, Object a, int ao, int[] as, Object b, int bo,
      int[] bs) {
    int[] extents = shape.raw();
    Object y = dtype.newArray(shape.size());
    switch (dtype) {
      case FLOAT32 -> FloatMaps.binary(f, extents, (float[]) a, ao, as, (float[]) b, bo, bs, (float[]) y);
      case FLOAT64 -> DoubleMaps.binary(f, extents, (double[]) a, ao, as, (double[]) b, bo, bs, (double[]) y);
      case INT32 -> IntPlainMaps.binary(f, extents, (int[]) a, ao, as, (int[]) b, bo, bs, (int[]) y);
      case INT64 -> LongPlainMaps.binary(f, extents, (long[]) a, ao, as, (long[]) b, bo, bs, (long[]) y);
      case BOOL -> BooleanMaps.logic(logic(f), extents, (boolean[]) a, ao, as, (boolean[]) b, bo, bs, (boolean[]) y);
    }
    return y;
  }

  /** What arithmetic means for truth values, as in NumPy. */
  private static Logic logic(Binary f) {
    return switch (f) {
      case ADD, MAXIMUM -> Logic.OR;
      case MUL, MINIMUM -> Logic.AND;
      default -> throw new IllegalArgumentException(f.name().toLowerCase(Locale.ROOT)
          + ": needs numbers, got bool tensors");
    };
  }

  /** Whether f holds, for each pair of elements of two tensors of one type that broadcast. */
  static Tensor compare(Comparison f, Tensor a, Tensor b) {
    Shape shape = a.shape().broadcast(b.shape(), f.name().toLowerCase(Locale.ROOT));
    return Deferred.suits(a.dtype(), shape.size()) ? Deferred.of(f, shape, a, b)
        : Tensor.wrap(shape, DType.BOOL, elements(f, shape, a, b));
  }

  /** The array with f of each pair of elements, computed now. */
  static boolean[] elements(Comparison f, Shape shape, Tensor a, Tensor b) {
    int[] extents = shape.raw();
    int[] as = a.stridesFor(shape);
    int[] bs = b.stridesFor(shape);
    boolean[] y = new boolean[shape.size()];
    switch (a.dtype()) {
      case FLOAT32 ->
          FloatPlainMaps.compare(f, extents, (float[]) a.array(), a.offset, as, (float[]) b.array(), b.offset,
              bs, y);
      case FLOAT64 -> DoublePlainMaps.compare(f, extents, (double[]) a.array(), a.offset, as, (double[]) b.array(),
          b.offset, bs, y);
      case INT32 ->
          IntPlainMaps.compare(f, extents, (int[]) a.array(), a.offset, as, (int[]) b.array(), b.offset, bs, y);
      case INT64 ->
          LongPlainMaps.compare(f, extents, (long[]) a.array(), a.offset, as, (long[]) b.array(), b.offset, bs,
              y);
      case BOOL -> BooleanMaps.compare(f, extents, (boolean[]) a.array(), a.offset, as, (boolean[]) b.array(), b.offset,
          bs, y);
    }
    return y;
  }

  /** AND, OR or XOR of each pair of elements of two bool tensors that broadcast. */
  static Tensor logic(Logic f, Tensor a, Tensor b) {
    Shape shape = a.shape().broadcast(b.shape(), "logical" + f.name().charAt(0)
        + f.name().substring(1).toLowerCase(Locale.ROOT));
    return Deferred.suits(a, b) ? Deferred.of(f, shape, a, b)
        : Tensor.wrap(shape, DType.BOOL, elements(f, shape, a, b));
  }

  /** The array with f of each pair of elements, computed now. */
  static boolean[] elements(Logic f, Shape shape, Tensor a, Tensor b) {
    boolean[] y = new boolean[shape.size()];
    BooleanMaps.logic(f, shape.raw(), (boolean[]) a.array(), a.offset, a.stridesFor(shape), (boolean[]) b.array(),
        b.offset, b.stridesFor(shape), y);
    return y;
  }

  /** The element of {@code a} where {@code condition} holds, else that of {@code b}; all three broadcast. */
  static Tensor select(Tensor condition, Tensor a, Tensor b) {
    Shape shape = a.shape().broadcast(b.shape(), "where").broadcast(condition.shape(), "where");
    return Deferred.suits(a.dtype(), shape.size()) ? Deferred.of(shape, condition, a, b)
        : Tensor.wrap(shape, a.dtype(), elements(shape, condition, a, b));
  }

  /** The array with the elements chosen, computed now. */
  static Object elements(Shape shape, Tensor condition, Tensor a, Tensor b) {
    int[] extents = shape.raw();
    boolean[] c = (boolean[]) condition.array();
    int co = condition.offset;
    int[] cs = condition.stridesFor(shape);
    int[] as = a.stridesFor(shape);
    int[] bs = b.stridesFor(shape);
    Object y = a.dtype().newArray(shape.size());
    switch (a.dtype()) {
      case FLOAT32 -> FloatPlainMaps.select(extents, c, co, cs, (float[]) a.array(), a.offset, as, (float[]) b.array(),
          b.offset, bs, (float[]) y);
      case FLOAT64 ->
          DoublePlainMaps.select(extents, c, co, cs, (double[]) a.array(), a.offset, as, (double[]) b.array(),
              b.offset, bs, (double[]) y);
      case INT32 ->
          IntPlainMaps.select(extents, c, co, cs, (int[]) a.array(), a.offset, as, (int[]) b.array(), b.offset,
              bs, (int[]) y);
      case INT64 -> LongPlainMaps.select(extents, c, co, cs, (long[]) a.array(), a.offset, as, (long[]) b.array(),
          b.offset, bs, (long[]) y);
      case BOOL -> BooleanMaps.select(extents, c, co, cs, (boolean[]) a.array(), a.offset, as, (boolean[]) b.array(),
          b.offset, bs, (boolean[]) y);
    }
    return y;
  }

  /** Copies {@code x} into the elements of {@code y} at {@code offset} and {@code strides}. */
  static void copy(Tensor x, Object y, int offset, int[] strides) {
    int[] extents = x.shape().raw();
    switch (x.dtype()) {
      case FLOAT32 -> FloatPlainMaps.copy(extents, (float[]) x.array(), x.offset, x.strides, (float[]) y, offset,
          strides);
      case FLOAT64 -> DoublePlainMaps.copy(extents, (double[]) x.array(), x.offset, x.strides, (double[]) y, offset,
          strides);
      case INT32 -> IntPlainMaps.copy(extents, (int[]) x.array(), x.offset, x.strides, (int[]) y, offset, strides);
      case INT64 -> LongPlainMaps.copy(extents, (long[]) x.array(), x.offset, x.strides, (long[]) y, offset, strides);
      case BOOL ->
          BooleanMaps.copy(extents, (boolean[]) x.array(), x.offset, x.strides, (boolean[]) y, offset, strides);
    }
  }

  /** The elements of {@code x} in row-major order, in an array of their own. */
  static Object copied(Tensor x) {
    Object y = x.dtype().newArray(x.size());
    copy(x, y, 0, x.shape().strides());
    return y;
  }
}
