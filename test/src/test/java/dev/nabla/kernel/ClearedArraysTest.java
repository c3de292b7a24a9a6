package dev.nabla.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Arrays made in advance are like any new array, and a program at rest keeps none. */
class ClearedArraysTest {
  private static final int[] LENGTHS = {ClearedArrays.LEAST - 1, ClearedArrays.LEAST, 40_000, 50_000, 60_000, 70_000,
    80_000, 90_000, 100_000, 110_000, 120_000};

  private static float[] floats(int length) {
    return (float[]) ClearedArrays.of(float.class, length);
  }

  /** Gives workers something to do, so that they look around for more. */
  private static void work() {
    Parallel.run(4, task -> Thread.onSpinWait());
  }

  private static boolean happens(BooleanSupplier event, Runnable meanwhile) throws InterruptedException {
    for (int i = 0; i < 2000 && !event.getAsBoolean(); i++) {
      meanwhile.run();
      Thread.sleep(1);
    }
    return event.getAsBoolean();
  }

  @Test
  void areOfTheTypeAndLengthThatWereAskedFor() {
    for (int round = 0; round < 20; round++) {
      for (int length : LENGTHS) {
        work();
        assertEquals(length, floats(length).length);
        assertEquals(length, ((double[]) ClearedArrays.of(double.class, length)).length);
        assertEquals(length, ((int[]) ClearedArrays.of(int.class, length)).length);
        assertEquals(length, ((long[]) ClearedArrays.of(long.class, length)).length);
      }
    }
  }

  @Test
  void areZeroAndHandedOutOnce() {
    IntStream.range(0, 8).parallel().forEach(thread -> {
      for (int round = 0; round < 300; round++) {
        int length = LENGTHS[(round + thread) % 3];
        float[] array = floats(length);
        assertArrayEquals(new float[length], array);
        Arrays.fill(array, 1 + thread); // seen by whoever got it too
        work();
        for (float element : array) {
          assertEquals(1f + thread, element);
        }
      }
    });
  }

  @Test
  void areMadeInAdvanceAndForgottenAtRest() throws InterruptedException {
    assumeTrue(Parallel.threads() > 1, "nobody waits beside the caller");
    assertTrue(happens(() -> ClearedArrays.ready() > 0, () -> {
      work();
      floats(123_456);
    }), "no array was made in advance");
    assertTrue(happens(() -> ClearedArrays.ready() == 0, () -> {}), "arrays are kept although nobody works");
  }
}
