package dev.nabla.kernel;

import java.util.Arrays;
import java.util.List;

/** One thread's way through some blocks of all values of a {@link FloatExpression}. */
final class FloatPass {
  /** Elements of a block: some blocks at once are in the first cache, and a whole number of vectors is in one. */
  private static final int BLOCK = 1 << 11;

  private final List<FloatValue> values;
  private final FloatElementwise loops;
  private final FloatPlainChoice choices;
  private final float[] blocks;
  private final boolean[] truths;

  /** Where each value's present block stands. */
  private final Object[] at;
  private final int[] offset;
  private final int[] step;

  /** Blocks of values that are all the same. */
  private final Object[] repeated;

  /**
   * A pass over values of {@code size} elements.
   *
   * @param slots blocks of elements that they need
   * @param truthSlots blocks of truth values that they need
   */
  FloatPass(List<FloatValue> values, int size, int slots, int truthSlots) {
    this.values = values;
    loops = FloatElementwise.forRun(size);
    choices = FloatPlainChoice.forRun(size);
    blocks = FloatScratch.own().blocks(slots * BLOCK);
    truths = FloatScratch.own().truths(truthSlots * BLOCK);
    at = new Object[values.size()];
    offset = new int[values.size()];
    step = new int[values.size()];
    repeated = new Object[values.size()];
  }

  /** Computes the elements {@code [from, to)}; those of the last value go to {@code last}, if that is not null. */
  void run(int from, int to, float[] last) {
    for (int start = from; start < to; start += BLOCK) {
      int n = Math.min(BLOCK, to - start);
      for (int v = 0; v < at.length; v++) {
        FloatValue value = values.get(v);
        if (last != null && v == at.length - 1) {
          place(v, last, start - from, 1);
        } else if (value.kept != null) {
          place(v, value.kept, start, 1);
        } else {
          place(v, value.isTruth() ? truths : blocks, value.slot * BLOCK, 1);
        }
        value.compute(this, v, start, n);
      }
    }
  }

  void place(int v, Object array, int from, int by) {
    at[v] = array;
    offset[v] = from;
    step[v] = by;
  }

  /** Makes the present elements of value {@code v} neighbours, for loops that know no others. */
  void spread(int v) {
    if (step[v] == 1) {
      return;
    }
    if (repeated[v] == null && at[v] instanceof float[] x) {
      float[] block = new float[BLOCK];
      Arrays.fill(block, x[offset[v]]);
      repeated[v] = block;
    } else if (repeated[v] == null) {
      boolean[] block = new boolean[BLOCK];
      Arrays.fill(block, truths(v)[offset[v]]);
      repeated[v] = block;
    }
    place(v, repeated[v], 0, 1);
  }

  /** The loops for this many elements. */
  FloatElementwise loops() {
    return loops;
  }

  /** The loops that compare and choose. */
  FloatPlainChoice choices() {
    return choices;
  }

  /** The array that the present elements of value {@code v} stand in. */
  float[] elements(int v) {
    return (float[]) at[v];
  }

  /** The array that the present truth values of value {@code v} stand in. */
  boolean[] truths(int v) {
    return (boolean[]) at[v];
  }

  /** Where they begin in it. */
  int offset(int v) {
    return offset[v];
  }

  /** From one to the next: 1, or 0 for all the same. */
  int step(int v) {
    return step[v];
  }
}
