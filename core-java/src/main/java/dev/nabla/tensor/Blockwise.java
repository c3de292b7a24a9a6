package dev.nabla.tensor;

import dev.nabla.kernel.Binary;
import dev.nabla.kernel.Comparison;
import dev.nabla.kernel.Expression;
import dev.nabla.kernel.Logic;
import dev.nabla.kernel.Unary;
import java.util.List;

/** An operation that can be done for some elements of its result at a time. */
sealed interface Blockwise extends Deferred.Plan {
  Shape shape();

  /** The floating type of what is computed: where truth values result, that of the numbers compared. */
  DType dtype();

  /** What it reads element by element. */
  List<Tensor> operands();

  /** The array with all elements, by the kernels for one operation. */
  Object elements();

  /**
   * Adds it to an expression.
   *
   * @param operands the values of the operands there
   * @return the value of the result
   */
  int addTo(Expression expression, int[] operands);

  /** f of each element. */
  record One(Unary f, Tensor x) implements Blockwise {
    @Override
    public Shape shape() {
      return x.shape();
    }

    @Override
    public DType dtype() {
      return x.dtype();
    }

    @Override
    public List<Tensor> operands() {
      return List.of(x);
    }

    @Override
    public Object elements() {
      return Elementwise.elements(f, x);
    }

    @Override
    public int addTo(Expression expression, int[] operands) {
      return expression.unary(f, operands[0]);
    }
  }

  /** An operation on each pair of elements of two tensors that broadcast. */
  sealed interface Pair extends Blockwise permits Two, Compared, Connected {
    Tensor a();

    Tensor b();

    @Override
    default DType dtype() {
      return a().dtype();
    }

    @Override
    default List<Tensor> operands() {
      return List.of(a(), b());
    }
  }

  /** f of each pair of elements of two tensors of one type that broadcast to {@code shape}. */
  record Two(Binary f, Shape shape, Tensor a, Tensor b) implements Pair {
    @Override
    public Object elements() {
      return Elementwise.elements(f, shape, a, b);
    }

    @Override
    public int addTo(Expression expression, int[] operands) {
      return expression.binary(f, operands[0], operands[1]);
    }
  }

  /** Whether f holds for each pair of elements of two tensors of one type that broadcast to {@code shape}. */
  record Compared(Comparison f, Shape shape, Tensor a, Tensor b) implements Pair {
    @Override
    public Object elements() {
      return Elementwise.elements(f, shape, a, b);
    }

    @Override
    public int addTo(Expression expression, int[] operands) {
      return expression.compare(f, operands[0], operands[1]);
    }
  }

  /** f of each pair of truth values of two tensors that broadcast to {@code shape}. */
  record Connected(Logic f, Shape shape, DType dtype, Tensor a, Tensor b) implements Pair {
    @Override
    public Object elements() {
      return Elementwise.elements(f, shape, a, b);
    }

    @Override
    public int addTo(Expression expression, int[] operands) {
      return expression.logic(f, operands[0], operands[1]);
    }
  }

  /** The elements of {@code a} where the condition holds, else those of {@code b}; all broadcast to {@code shape}. */
  record Choice(Shape shape, Tensor condition, Tensor a, Tensor b) implements Blockwise {
    @Override
    public DType dtype() {
      return a.dtype();
    }

    @Override
    public List<Tensor> operands() {
      return List.of(condition, a, b);
    }

    @Override
    public Object elements() {
      return Elementwise.elements(shape, condition, a, b);
    }

    @Override
    public int addTo(Expression expression, int[] operands) {
      return expression.select(operands[0], operands[1], operands[2]);
    }
  }

  /** The slices of {@code x} along an axis at positions that a tensor of rank 1 holds; neither is read in order. */
  record Slices(Indexing.IndexSelect op, Shape shape, Tensor x, Tensor index) implements Blockwise {
    @Override
    public DType dtype() {
      return x.dtype();
    }

    @Override
    public List<Tensor> operands() {
      return List.of();
    }

    @Override
    public Object elements() {
      return op.elements(x, index);
    }

    @Override
    public int addTo(Expression expression, int[] operands) {
      Rows rows = Rows.along(x, op.axis());
      return expression.slices(rows.array(), rows.offset(), rows.n(), rows.inner(), (long[]) Rows.packed(index));
    }
  }
}
