package dev.nabla.tensor;

import dev.nabla.kernel.DoubleRandom;
import dev.nabla.kernel.FloatRandom;
import dev.nabla.kernel.LongRandom;
import dev.nabla.kernel.Philox;
import java.util.Arrays;

/**
 * A stream of random numbers: Philox 4x32-10, a function of a key (the seed) and a counter (J. Salmon et al., "Parallel
 * random numbers: as easy as 1, 2, 3", 2011). The same seed and the same calls give the same numbers, on any machine
 * and for any number of threads.
 *
 * <p>Drawing advances the counter, so one stream belongs to one thread; {@link #split()} gives others streams of their
 * own.
 */
public final class Rng {
  private final long key;
  private long counter;

  private Rng(long key) {
    this.key = key;
  }

  /** The stream of this seed, from its start. */
  public static Rng of(long seed) {
    return new Rng(seed);
  }

  /** A new stream, independent of what is drawn from this one and from its other splits. */
  public Rng split() {
    return new Rng(nextLong());
  }

  /** 64 random bits. */
  public long nextLong() {
    return Philox.next(key, Draws.take(this, 1));
  }

  /** Uniform float32 numbers in [0, 1). */
  public Tensor rand(int... shape) {
    return rand(DType.FLOAT32, shape);
  }

  /** Uniform numbers in [0, 1) of a floating type: multiples of 2⁻²⁴ or, for float64, 2⁻⁵³. */
  public Tensor rand(DType dtype, int... shape) {
    requireFloating("rand", dtype);
    Shape s = Shape.of(shape);
    Object y = dtype.newArray(s.size());
    if (dtype == DType.FLOAT32) {
      FloatRandom.uniform(key, take(s.size(), 1), (float[]) y, s.size());
    } else {
      DoubleRandom.uniform(key, take(s.size(), 2), (double[]) y, s.size());
    }
    return Tensor.wrap(s, dtype, y);
  }

  /** Normal float32 numbers of mean 0 and standard deviation 1. */
  public Tensor randn(int... shape) {
    return randn(DType.FLOAT32, shape);
  }

  /** Normal numbers of mean 0 and standard deviation 1, of a floating type. */
  public Tensor randn(DType dtype, int... shape) {
    requireFloating("randn", dtype);
    Shape s = Shape.of(shape);
    Object y = dtype.newArray(s.size());
    if (dtype == DType.FLOAT32) {
      FloatRandom.normal(key, take(s.size(), 1), (float[]) y, s.size());
    } else {
      DoubleRandom.normal(key, take(s.size(), 2), (double[]) y, s.size());
    }
    return Tensor.wrap(s, dtype, y);
  }

  /**
   * Uniform float32 numbers from {@code low} to {@code high}, which only rounding may reach.
   *
   * @throws IllegalArgumentException when low is above high or their difference is not finite
   */
  public Tensor uniform(double low, double high, int... shape) {
    if (!(low <= high) || Double.isInfinite(high - low)) {
      throw new IllegalArgumentException("uniform: needs finite ends in ascending order, got " + low + " and " + high);
    }
    return rand(shape).mul(high - low).add(low);
  }

  /**
   * Uniform int64 numbers from {@code low} up to but not including {@code high}.
   *
   * @throws IllegalArgumentException when there is no number between them
   */
  public Tensor randint(long low, long high, int... shape) {
    if (low >= high) {
      throw new IllegalArgumentException("randint: no integer lies from " + low + " up to, not including, " + high);
    }
    Shape s = Shape.of(shape);
    long[] y = new long[s.size()];
    LongRandom.uniform(key, take(s.size(), 2), low, high, y, s.size());
    return Tensor.wrap(s, DType.INT64, y);
  }

  /** Bool: true with this probability, each element by itself. */
  public Tensor bernoulli(double probability, int... shape) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("bernoulli: a probability lies between 0 and 1, got " + probability);
    }
    return rand(shape).lt(probability);
  }

  /** The numbers from 0 up to but not including {@code n} in random order, int64; every order is equally likely. */
  public Tensor permutation(int n) {
    long[] order = new long[Shape.of(n).size()];
    Arrays.setAll(order, i -> i);
    long[] draws = new long[n];
    LongRandom.uniform(key, take(n, 2), 0, Long.MAX_VALUE, draws, n);
    for (int i = n - 1; i > 0; i--) {
      int j = (int) (draws[i] % (i + 1)); // of 2⁶³ draws: the bias is below 2⁻³²
      long swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return Tensor.wrap(Shape.of(n), DType.INT64, order);
  }

  /** The counter to start from, past which it advances by what {@code n} elements use. */
  private long take(int n, int wordsPerElement) {
    return Draws.take(this, Philox.blocks(n, wordsPerElement));
  }

  /** Moves the counter on, and gives where it was. */
  long advance(long blocks) {
    long start = counter;
    counter += blocks;
    return start;
  }

  private static void requireFloating(String operation, DType dtype) {
    if (!dtype.isFloating()) {
      throw new IllegalArgumentException(operation + ": draws float32 or float64, not " + dtype);
    }
  }
}
