package dev.nabla.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An {@link Expression} of this type. */
public final class FloatExpression implements Expression {
  /** Elements of a block: some blocks at once are in the first cache, and a whole number of vectors is in one. */
  private static final int BLOCK = 1 << 11;

  /** Elements that are worth a hand-over to another thread; whole blocks. */
  private static final int GRAIN = 1 << 13;

  private final int size;
  private final List<Value> values = new ArrayList<>();

  /** An expression of values of {@code size} elements. */
  public FloatExpression(int size) {
    this.size = size;
  }

  /** Elements of all blocks, one block after the other. */
  private abstract static class Value {
    /** All elements, if they are kept. */
    float[] kept;

    /** The scratch block for its elements, or -1 where it needs none. */
    int slot = -1;

    /** The values that it is computed of; -1 for none. */
    final int left;
    final int right;

    Value(int left, int right) {
      this.left = left;
      this.right = right;
    }

    /** Lays the elements {@code [start, start + n)} where the pass has a place for value {@code v}. */
    abstract void compute(Pass pass, int v, int start, int n);
  }

  /** Elements that are there already, neighbours (step 1) or all the same (step 0): they are read where they stand. */
  private static final class Run extends Value {
    private final float[] x;
    private final int offset;
    private final int step;

    Run(float[] x, int offset, int step) {
      super(-1, -1);
      this.x = x;
      this.offset = offset;
      this.step = step;
    }

    @Override
    void compute(Pass pass, int v, int start, int n) {
      pass.place(v, x, offset + start * step, step);
    }
  }

  /** Elements that are there already in another order, or some of them repeated. */
  private static final class Spread extends Value {
    private final float[] x;
    private final int offset;
    private final StridedLoops loops;

    Spread(float[] x, int offset, StridedLoops loops) {
      super(-1, -1);
      this.x = x;
      this.offset = offset;
      this.loops = loops;
    }

    @Override
    void compute(Pass pass, int v, int start, int n) {
      float[] y = pass.at[v];
      int first = pass.offset[v] - start;
      int step = loops.step(0);
      loops.piece(offset, 0, 0, start, start + n,
          (from, none, neither, place, count) -> FloatPlainCopy.run(x, from, step, y, first + place, 1, count));
    }
  }

  /** Slices of neighbours, at some positions along an axis. */
  private static final class Slices extends Value {
    private final float[] x;
    private final int offset;
    private final int n;
    private final int inner;
    private final long[] index;

    Slices(float[] x, int offset, int n, int inner, long[] index) {
      super(-1, -1);
      this.x = x;
      this.offset = offset;
      this.n = n;
      this.inner = inner;
      this.index = index;
    }

    @Override
    void compute(Pass pass, int v, int start, int count) {
      int to = pass.offset[v];
      int done = 0;
      while (done < count) {
        int slice = (start + done) / inner;
        int first = (start + done) % inner;
        int length = Math.min(inner - first, count - done);
        int row = slice / index.length * n + (int) index[slice % index.length];
        System.arraycopy(x, offset + row * inner + first, pass.at[v], to + done, length);
        done += length;
      }
    }
  }

  private static final class One extends Value {
    private final Unary f;

    One(Unary f, int x) {
      super(x, -1);
      this.f = f;
    }

    @Override
    void compute(Pass pass, int v, int start, int n) {
      float[] y = pass.at[v];
      int to = pass.offset[v];
      float[] x = pass.at[left];
      int from = pass.offset[left];
      if (pass.step[left] == 0) {
        Arrays.fill(y, to, to + n, x[from]);
        x = y;
        from = to;
      }
      pass.loops.unary(f, x, from, y, to, n);
    }
  }

  private static final class Two extends Value {
    private final Binary f;

    Two(Binary f, int a, int b) {
      super(a, b);
      this.f = f;
    }

    @Override
    void compute(Pass pass, int v, int start, int n) {
      pass.loops.binary(f, pass.at[left], pass.offset[left], pass.step[left], pass.at[right],
          pass.offset[right], pass.step[right], pass.at[v], pass.offset[v], n);
    }
  }

  @Override
  public int elements(Strided x) {
    float[] array = (float[]) x.array();
    int step = StridedLoops.step(x.extents(), x.strides());
    if (step >= 0) {
      return add(new Run(array, x.offset(), step));
    }
    StridedLoops loops = new StridedLoops(x.extents(), x.strides(), null, null);
    if (!loops.scattered(0)) {
      return add(new Spread(array, x.offset(), loops));
    }
    float[] dense = new float[size];
    FloatPlainMaps.copy(x.extents(), array, x.offset(), x.strides(), dense, 0, StridedLoops.contiguous(x.extents()));
    return add(new Run(dense, 0, 1));
  }

  @Override
  public int slices(Object x, int offset, int n, int inner, long[] index) {
    return add(new Slices((float[]) x, offset, n, inner, index));
  }

  @Override
  public int unary(Unary f, int x) {
    return add(new One(f, x));
  }

  @Override
  public int binary(Binary f, int a, int b) {
    return add(new Two(f, a, b));
  }

  private int add(Value value) {
    values.add(value);
    return values.size() - 1;
  }

  @Override
  public float[] keep(int value) {
    float[] all = (float[]) ClearedArrays.of(float.class, size);
    values.get(value).kept = all;
    return all;
  }

  @Override
  public void evaluate() {
    int slots = assignSlots();
    Parallel.range(size, GRAIN, (from, to) -> new Pass(slots).run(from, to, null));
  }

  @Override
  public void reduce(Reduction f, int outer, int n, Object y) {
    int slots = assignSlots();
    FloatReductions.reduce(f, (from, to) -> {
      float[] piece = FloatScratch.own().piece(to - from);
      new Pass(slots).run(from, to, piece);
      return piece;
    }, outer, n, (float[]) y);
  }

  /** Gives every value that needs one a scratch block, which is another's as soon as nobody reads it any more. */
  private int assignSlots() {
    int[] lastReader = new int[values.size()];
    for (int v = 0; v < values.size(); v++) {
      Value value = values.get(v);
      if (value.left >= 0) {
        lastReader[value.left] = v;
      }
      if (value.right >= 0) {
        lastReader[value.right] = v;
      }
    }
    List<Integer> free = new ArrayList<>();
    int slots = 0;
    for (int v = 0; v < values.size(); v++) {
      Value value = values.get(v);
      release(value.left, v, lastReader, free);
      if (value.right != value.left) {
        release(value.right, v, lastReader, free);
      }
      if (value.kept == null && !(value instanceof Run)) {
        value.slot = free.isEmpty() ? slots++ : free.remove(free.size() - 1);
      }
    }
    return slots;
  }

  private void release(int operand, int reader, int[] lastReader, List<Integer> free) {
    if (operand >= 0 && lastReader[operand] == reader && values.get(operand).slot >= 0) {
      free.add(values.get(operand).slot);
    }
  }

  /** One thread's way through some blocks. */
  private final class Pass {
    private final FloatElementwise loops = FloatElementwise.forRun(size);
    private final float[] blocks;

    /** Where the elements of each value's present block stand. */
    private final float[][] at = new float[values.size()][];
    private final int[] offset = new int[values.size()];
    private final int[] step = new int[values.size()];

    Pass(int slots) {
      blocks = FloatScratch.own().blocks(slots * BLOCK);
    }

    /** Computes the elements {@code [from, to)}; those of the last value go to {@code last}, if that is not null. */
    void run(int from, int to, float[] last) {
      for (int start = from; start < to; start += BLOCK) {
        int n = Math.min(BLOCK, to - start);
        for (int v = 0; v < at.length; v++) {
          Value value = values.get(v);
          if (last != null && v == at.length - 1) {
            place(v, last, start - from, 1);
          } else if (value.kept != null) {
            place(v, value.kept, start, 1);
          } else {
            place(v, blocks, value.slot * BLOCK, 1);
          }
          value.compute(this, v, start, n);
        }
      }
    }

    private void place(int v, float[] array, int from, int by) {
      at[v] = array;
      offset[v] = from;
      step[v] = by;
    }
  }
}
