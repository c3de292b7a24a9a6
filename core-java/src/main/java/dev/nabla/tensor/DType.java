package dev.nabla.tensor;

import dev.nabla.kernel.ClearedArrays;
import java.util.Locale;

/**
 * The element types of tensors.
 *
 * <p>Promotion follows PyTorch: types are ordered by category (bool, integer, floating) and then by width. A tensor of
 * rank 0 takes part in promotion only through its category, so that {@code x.mul(Tensor.scalar(2.0))} keeps a float32
 * {@code x} float32.
 */
public enum DType {
  /** Truth values; arithmetic treats them as 0 and 1. */
  BOOL(boolean.class, 1),
  /** 32-bit signed integers. */
  INT32(int.class, 4),
  /** 64-bit signed integers; the type of indices. */
  INT64(long.class, 8),
  /** IEEE 754 single precision; the default. */
  FLOAT32(float.class, 4),
  /** IEEE 754 double precision. */
  FLOAT64(double.class, 8);

  private final Class<?> element;
  private final int bytes;

  DType(Class<?> element, int bytes) {
    this.element = element;
    this.bytes = bytes;
  }

  /** The Java primitive type of one element. */
  public Class<?> element() {
    return element;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  /** Whether this is float32 or float64: only these have gradients. */
  public boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /** Whether this is int32 or int64. */
  public boolean isInteger() {
    return this == INT32 || this == INT64;
  }

  /** The type that holds the values of both: the wider type of the higher category. */
  public DType promote(DType other) {
    return ordinal() >= other.ordinal() ? this : other;
  }

  /** This type when it is floating, else float32: the result type of functions such as {@code exp} and of division. */
  public DType floating() {
    return isFloating() ? this : FLOAT32;
  }

  /** The common type of two operands; an operand of rank 0 does not widen one of the same category. */
  public static DType promote(Tensor a, Tensor b) {
    DType s = a.dtype();
    DType t = b.dtype();
    if (s == t) {
      return s;
    }
    if (s.category() == t.category() && (a.rank() == 0) != (b.rank() == 0)) {
      return a.rank() == 0 ? t : s;
    }
    return s.promote(t);
  }

  private int category() {
    return isFloating() ? 2 : isInteger() ? 1 : 0;
  }

  /** A new array of {@code size} elements of this type. */
  Object newArray(int size) {
    return switch (this) {
      case BOOL -> new boolean[size];
      case INT32 -> size < ClearedArrays.LEAST ? new int[size] : ClearedArrays.of(int.class, size);
      case INT64 -> size < ClearedArrays.LEAST ? new long[size] : ClearedArrays.of(long.class, size);
      case FLOAT32 -> size < ClearedArrays.LEAST ? new float[size] : ClearedArrays.of(float.class, size);
      case FLOAT64 -> size < ClearedArrays.LEAST ? new double[size] : ClearedArrays.of(double.class, size);
    };
  }

  /** The name in lower case, as in NumPy: {@code float32}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
