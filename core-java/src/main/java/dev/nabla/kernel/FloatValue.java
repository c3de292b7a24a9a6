package dev.nabla.kernel;

import java.util.Arrays;

/** A value of a {@link FloatExpression}: elements, or truth values, that come block by block. */
abstract class FloatValue {
  /** The array for all of them, if they are kept. */
  Object kept;

  /** The scratch block for them, or -1 where none is needed. */
  int slot = -1;

  /** The values that this is computed of. */
  final int[] operands;

  FloatValue(int... operands) {
    this.operands = operands;
  }

  /** Whether these are truth values. */
  boolean isTruth() {
    return false;
  }

  /** Whether they are there already, and read where they stand. */
  boolean isGiven() {
    return false;
  }

  /** Lays the elements {@code [start, start + n)} where the pass has a place for value {@code v}. */
  abstract void compute(FloatPass pass, int v, int start, int n);

  /** Elements or truth values that are there already, neighbours (step 1) or all the same (step 0). */
  static final class Given extends FloatValue {
    private final Object x;
    private final int offset;
    private final int step;

    Given(Object x, int offset, int step) {
      this.x = x;
      this.offset = offset;
      this.step = step;
    }

    @Override
    boolean isTruth() {
      return x instanceof boolean[];
    }

    @Override
    boolean isGiven() {
      return true;
    }

    @Override
    void compute(FloatPass pass, int v, int start, int n) {
      pass.place(v, x, offset + start * step, step);
    }
  }

  /** Elements that are there already in another order, or some of them repeated. */
  static final class Spread extends FloatValue {
    private final float[] x;
    private final int offset;
    private final StridedLoops loops;

    Spread(float[] x, int offset, StridedLoops loops) {
      this.x = x;
      this.offset = offset;
      this.loops = loops;
    }

    @Override
    void compute(FloatPass pass, int v, int start, int n) {
      float[] y = pass.elements(v);
      int first = pass.offset(v) - start;
      int step = loops.step(0);
      loops.piece(offset, 0, 0, start, start + n,
          (from, none, neither, place, count) -> FloatPlainCopy.run(x, from, step, y, first + place, 1, count));
    }
  }

  /** Slices of neighbours, at some positions along an axis. */
  static final class Slices extends FloatValue {
    private final float[] x;
    private final int offset;
    private final int n;
    private final int inner;
    private final long[] index;

    Slices(float[] x, int offset, int n, int inner, long[] index) {
      this.x = x;
      this.offset = offset;
      this.n = n;
      this.inner = inner;
      this.index = index;
    }

    @Override
    void compute(FloatPass pass, int v, int start, int count) {
      int to = pass.offset(v);
      int done = 0;
      while (done < count) {
        int slice = (start + done) / inner;
        int first = (start + done) % inner;
        int length = Math.min(inner - first, count - done);
        int row = slice / index.length * n + (int) index[slice % index.length];
        System.arraycopy(x, offset + row * inner + first, pass.elements(v), to + done, length);
        done += length;
      }
    }
  }

  /** f of each element. */
  static final class One extends FloatValue {
    private final Unary f;

    One(Unary f, int x) {
      super(x);
      this.f = f;
    }

    @Override
    void compute(FloatPass pass, int v, int start, int n) {
      float[] y = pass.elements(v);
      int to = pass.offset(v);
      float[] x = pass.elements(operands[0]);
      int from = pass.offset(operands[0]);
      if (pass.step(operands[0]) == 0) {
        Arrays.fill(y, to, to + n, x[from]);
        x = y;
        from = to;
      }
      pass.loops().unary(f, x, from, y, to, n);
    }
  }

  /** f of each pair of elements. */
  static final class Two extends FloatValue {
    private final Binary f;

    Two(Binary f, int a, int b) {
      super(a, b);
      this.f = f;
    }

    @Override
    void compute(FloatPass pass, int v, int start, int n) {
      int a = operands[0];
      int b = operands[1];
      pass.loops().binary(f, pass.elements(a), pass.offset(a), pass.step(a), pass.elements(b), pass.offset(b),
          pass.step(b), pass.elements(v), pass.offset(v), n);
    }
  }

  /** Whether f holds for each pair of elements. */
  static final class Compared extends FloatValue {
    private final Comparison f;

    Compared(Comparison f, int a, int b) {
      super(a, b);
      this.f = f;
    }

    @Override
    boolean isTruth() {
      return true;
    }

    @Override
    void compute(FloatPass pass, int v, int start, int n) {
      int a = operands[0];
      int b = operands[1];
      pass.spread(a);
      pass.spread(b);
      pass.choices().compare(f, pass.elements(a), pass.offset(a), pass.elements(b), pass.offset(b), pass.truths(v),
          pass.offset(v), n);
    }
  }

  /** f of each pair of truth values. */
  static final class Connected extends FloatValue {
    private final Logic f;

    Connected(Logic f, int a, int b) {
      super(a, b);
      this.f = f;
    }

    @Override
    boolean isTruth() {
      return true;
    }

    @Override
    void compute(FloatPass pass, int v, int start, int n) {
      int a = operands[0];
      int b = operands[1];
      pass.spread(a);
      pass.spread(b);
      BooleanMaps.logic(f, pass.truths(a), pass.offset(a), pass.truths(b), pass.offset(b), pass.truths(v),
          pass.offset(v), n);
    }
  }

  /** The first of two elements where a condition holds, else the second. */
  static final class Choice extends FloatValue {
    Choice(int condition, int a, int b) {
      super(condition, a, b);
    }

    @Override
    void compute(FloatPass pass, int v, int start, int n) {
      int condition = operands[0];
      int a = operands[1];
      int b = operands[2];
      pass.spread(condition);
      pass.spread(a);
      pass.spread(b);
      pass.choices().select(pass.truths(condition), pass.offset(condition), pass.elements(a), pass.offset(a),
          pass.elements(b), pass.offset(b), pass.elements(v), pass.offset(v), n);
    }
  }
}
