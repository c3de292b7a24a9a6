package dev.nabla.bench;

import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.SplittableRandom;

/**
 * The suite's inputs, each from a seed of its own and bit for bit what the other libraries get: 64-bit words of
 * SplitMix64, which is what {@link SplittableRandom} draws, the upper 24 bits of each made a float.
 */
public final class Inputs {
  private Inputs() {}

  /** Float32 elements from −{@code bound} up to but not including {@code bound}. */
  public static Tensor uniform(long seed, double bound, int... shape) {
    return Tensor.of(floats(seed, bound, Shape.of(shape).size()), shape);
  }

  /** Int64 elements from 0 up to but not including {@code bound}. */
  public static Tensor indices(long seed, long bound, int... shape) {
    SplittableRandom words = new SplittableRandom(seed);
    long[] values = new long[Shape.of(shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Long.remainderUnsigned(words.nextLong(), bound);
    }
    return Tensor.of(values, shape);
  }

  /** The weight [out, in] of a linear layer, within ±1/√in. */
  static Tensor weight(long seed, int out, int in) {
    return uniform(seed, 1 / Math.sqrt(in), out, in);
  }

  /**
   * A training batch within ±1 whose second half repeats the first: under other labels nothing learns it by heart, so
   * that the loss stays away from 0 and gradients away from subnormal numbers.
   */
  static Tensor batch(long seed, int examples, int width) {
    float[] values = floats(seed, 1, examples * width);
    int half = examples / 2 * width;
    System.arraycopy(values, 0, values, half, half);
    return Tensor.of(values, examples, width);
  }

  private static float[] floats(long seed, double bound, int count) {
    SplittableRandom words = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (((words.nextLong() >>> 40) * 0x1p-23 - 1) * bound);
    }
    return values;
  }
}
