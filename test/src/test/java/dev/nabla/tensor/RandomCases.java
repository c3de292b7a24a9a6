package dev.nabla.tensor;

import dev.nabla.check.Layouts;
import java.util.Random;

/**
 * Random cases of a law. Each run draws new ones; a failure names the seed, and {@code -Dnabla.test.seed=…} runs the same
 * cases again.
 */
public final class RandomCases {
  private RandomCases() {}

  /** A law of one random case. */
  public interface Law {
    void check(Random random);
  }

  public static void check(int cases, Law law) {
    long seed = Long.getLong("nabla.test.seed", new Random().nextLong());
    Random random = new Random(seed);
    for (int i = 0; i < cases; i++) {
      try {
        law.check(random);
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("case " + i + " of -Dnabla.test.seed=" + seed + ": " + failure.getMessage(), failure);
      }
    }
  }

  /** A shape of at most {@code rank} axes of at most {@code extent} elements, now and then empty. */
  public static Shape shape(Random random, int rank, int extent) {
    int[] extents = new int[random.nextInt(rank + 1)];
    for (int axis = 0; axis < extents.length; axis++) {
      extents[axis] = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(extent);
    }
    return Shape.of(extents);
  }

  /** The float64 numbers 0, 1, 2, … in a shape: each element says where it stands. */
  public static Tensor positions(Shape shape) {
    return Tensor.arange(shape.size()).reshape(shape).to(DType.FLOAT64);
  }

  /** The same elements in a random layout. */
  public static Tensor anyLayout(Random random, Tensor x) {
    int layout = random.nextInt(Layouts.values().length + 1);
    return layout == Layouts.values().length ? x : Layouts.values()[layout].of(x);
  }
}
