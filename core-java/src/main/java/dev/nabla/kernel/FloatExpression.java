package dev.nabla.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An {@link Expression} of this type. */
public final class FloatExpression implements Expression {
  /** Elements that are worth a hand-over to another thread; whole blocks. */
  private static final int GRAIN = 1 << 13;

  private final int size;
  private final List<FloatValue> values = new ArrayList<>();

  /** An expression of values of {@code size} elements. */
  public FloatExpression(int size) {
    this.size = size;
  }

  @Override
  public int elements(Strided x) {
    float[] array = (float[]) x.array();
    int step = StridedLoops.step(x.extents(), x.strides());
    if (step >= 0) {
      return add(new FloatValue.Given(array, x.offset(), step));
    }
    StridedLoops loops = new StridedLoops(x.extents(), x.strides(), null, null);
    if (!loops.scattered(0)) {
      return add(new FloatValue.Spread(array, x.offset(), loops));
    }
    float[] dense = new float[size];
    FloatPlainMaps.copy(x.extents(), array, x.offset(), x.strides(), dense, 0, StridedLoops.contiguous(x.extents()));
    return add(new FloatValue.Given(dense, 0, 1));
  }

  @Override
  public int truths(Strided x) {
    boolean[] array = (boolean[]) x.array();
    int step = StridedLoops.step(x.extents(), x.strides());
    if (step >= 0) {
      return add(new FloatValue.Given(array, x.offset(), step));
    }
    boolean[] dense = new boolean[size];
    BooleanMaps.copy(x.extents(), array, x.offset(), x.strides(), dense, 0, StridedLoops.contiguous(x.extents()));
    return add(new FloatValue.Given(dense, 0, 1));
  }

  @Override
  public int slices(Object x, int offset, int n, int inner, long[] index) {
    return add(new FloatValue.Slices((float[]) x, offset, n, inner, index));
  }

  @Override
  public int unary(Unary f, int x) {
    return add(new FloatValue.One(f, x));
  }

  @Override
  public int binary(Binary f, int a, int b) {
    return add(new FloatValue.Two(f, a, b));
  }

  @Override
  public int compare(Comparison f, int a, int b) {
    return add(new FloatValue.Compared(f, a, b));
  }

  @Override
  public int logic(Logic f, int a, int b) {
    return add(new FloatValue.Connected(f, a, b));
  }

  @Override
  public int select(int condition, int a, int b) {
    return add(new FloatValue.Choice(condition, a, b));
  }

  private int add(FloatValue value) {
    values.add(value);
    return values.size() - 1;
  }

  @Override
  public Object keep(int v) {
    FloatValue value = values.get(v);
    value.kept = value.isTruth() ? new boolean[size] : ClearedArrays.of(float.class, size);
    return value.kept;
  }

  @Override
  public void evaluate() {
    Passes passes = new Passes();
    Parallel.range(size, GRAIN, (from, to) -> passes.next().run(from, to, null));
  }

  @Override
  public void reduce(Reduction f, int outer, int n, Object y) {
    Passes passes = new Passes();
    FloatReductions.reduce(f, (from, to) -> {
      float[] piece = FloatScratch.own().piece(to - from);
      passes.next().run(from, to, piece);
      return piece;
    }, outer, n, (float[]) y);
  }

  /** Gives every value that needs one a scratch block, which is another's as soon as nobody reads it any more. */
  private final class Passes {
    private final Slots slots = new Slots();
    private final Slots truthSlots = new Slots();

    Passes() {
      int[] lastReader = new int[values.size()];
      Arrays.fill(lastReader, -1);
      for (int v = 0; v < values.size(); v++) {
        for (int operand : values.get(v).operands) {
          lastReader[operand] = v;
        }
      }
      for (int v = 0; v < values.size(); v++) {
        FloatValue value = values.get(v);
        for (int operand : value.operands) {
          if (lastReader[operand] == v) {
            lastReader[operand] = -1; // it may be more than one of the operands
            of(values.get(operand)).release(values.get(operand).slot);
          }
        }
        if (value.kept == null && !value.isGiven()) {
          value.slot = of(value).take();
        }
      }
    }

    private Slots of(FloatValue value) {
      return value.isTruth() ? truthSlots : slots;
    }

    FloatPass next() {
      return new FloatPass(values, size, slots.count, truthSlots.count);
    }
  }

  /** Scratch blocks of one type. */
  private static final class Slots {
    private final List<Integer> free = new ArrayList<>();
    private int count;

    int take() {
      return free.isEmpty() ? count++ : free.remove(free.size() - 1);
    }

    void release(int slot) {
      if (slot >= 0) {
        free.add(slot);
      }
    }
  }
}
