package dev.nabla.op;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums of products of tensors whose axes have names: Einstein's summation. Gradients of any order follow from the
 * operators of which they are composed; those of a product are products again.
 */
public final class Einsum {
  private Einsum() {}

  /**
   * The sum of the products of all elements whose labels agree, over all labels that the result does not have.
   *
   * <p>{@code "bij,bjk->bik"} is the batched matrix product, {@code "ij->ji"} the transpose, {@code "ii->i"} the diagonal,
   * {@code "ii->"} the trace, {@code "i,j->ij"} the outer product. A term names the axes of one operand, in order, by
   * letters; capitals differ from small ones, and spaces do not count. Without {@code ->} the result has the labels that
   * occur once, in alphabetical order. {@code ...} stands for any number of axes, which broadcast; where the result has
   * none they are summed. Axes of extent 1 broadcast. Operands are promoted to a common type, which the result has too.
   *
   * <p>The order of multiplications is the one that {@link #einsumPath} shows; each is one {@link Tensor#matmul} over
   * views where the axes that become rows, columns or inner ones lie beside one another.
   *
   * @throws IllegalArgumentException when the formula is no formula or does not fit the operands, with the position in
   *     the formula; or when bool tensors would be multiplied or summed
   */
  public static Tensor einsum(String formula, Tensor... operands) {
    List<Shape> shapes = shapes(operands);
    Subscripts subscripts = EinsumFormula.parse(formula).fit(shapes);
    DType type = commonType(formula, subscripts, operands);
    long[] sets = new long[operands.length];
    List<LabelledTensor> tensors = new ArrayList<>();
    for (int i = 0; i < operands.length; i++) {
      tensors.add(LabelledTensor.of(operands[i].to(type), subscripts.inputs().get(i), subscripts.extents()));
      sets[i] = subscripts.labels(i, shapes.get(i));
    }
    int[] output = subscripts.output();
    for (PathSearch.Pair pair : new PathSearch(sets, Subscripts.set(output), subscripts.extents()).pairs()) {
      tensors.add(product(tensors.get(pair.left()), tensors.get(pair.right()), pair.labels(), output));
    }
    return tensors.get(tensors.size() - 1).sumTo(Subscripts.set(output)).inOrder(output);
  }

  /** Rows come before columns: the operand with the last label of the result stands on the right. */
  private static LabelledTensor product(LabelledTensor a, LabelledTensor b, long kept, int[] output) {
    long last = output.length == 0 ? 0 : Subscripts.bit(output[output.length - 1]);
    boolean turned = (a.set() & last) != 0 && (b.set() & last) == 0;
    return turned ? b.times(a, kept) : a.times(b, kept);
  }

  private static DType commonType(String formula, Subscripts subscripts, Tensor... operands) {
    DType type = operands[0].dtype();
    for (Tensor operand : operands) {
      type = type.promote(operand.dtype());
    }
    boolean computes = operands.length > 1
        || Subscripts.set(subscripts.output()) != Subscripts.set(subscripts.inputs().get(0));
    if (type == DType.BOOL && computes) {
      throw new IllegalArgumentException("einsum \"" + formula + "\": needs numbers to add and multiply, got bool; "
          + "convert them with to(DType.INT64)");
    }
    return type;
  }

  /**
   * How {@link #einsum} would multiply operands of these shapes: in the order of the fewest operations for up to eight
   * operands, and for more in one that is best a step ahead.
   */
  public static ContractionPath einsumPath(String formula, Shape... shapes) {
    return ContractionPath.of(EinsumFormula.parse(formula).fit(List.of(shapes)), List.of(shapes));
  }

  /** How {@link #einsum} would multiply these operands. */
  public static ContractionPath einsumPath(String formula, Tensor... operands) {
    return einsumPath(formula, shapes(operands).toArray(Shape[]::new));
  }

  private static List<Shape> shapes(Tensor... operands) {
    List<Shape> shapes = new ArrayList<>(operands.length);
    for (Tensor operand : operands) {
      shapes.add(operand.shape());
    }
    return shapes;
  }

  /**
   * Summed over the last {@code axes} axes of a and the first of b: 0 is the outer product, 1 the matrix product of
   * matrices, 2 the double dot product.
   *
   * @return the other axes of a, followed by the other axes of b
   */
  public static Tensor tensordot(Tensor a, Tensor b, int axes) {
    if (axes < 0 || axes > Math.min(a.rank(), b.rank())) {
      throw new ShapeException("tensordot: shapes " + a.shape() + " and " + b.shape() + " cannot share "
          + axes + " axes");
    }
    int[] last = new int[axes];
    int[] first = new int[axes];
    Arrays.setAll(last, i -> a.rank() - axes + i);
    Arrays.setAll(first, i -> i);
    return tensordot(a, b, last, first);
  }

  /**
   * Summed over pairs of axes, {@code axesOfA[i]} of a with {@code axesOfB[i]} of b, whose extents are equal.
   *
   * @return the other axes of a, followed by the other axes of b
   */
  public static Tensor tensordot(Tensor a, Tensor b, int[] axesOfA, int[] axesOfB) {
    if (axesOfA.length != axesOfB.length) {
      throw new ShapeException("tensordot: axes are summed in pairs, got " + Arrays.toString(axesOfA)
          + " and " + Arrays.toString(axesOfB));
    }
    if (a.rank() + b.rank() > Subscripts.LABELS) {
      throw new ShapeException("tensordot: shapes " + a.shape() + " and " + b.shape() + " have more than "
          + Subscripts.LABELS + " axes together");
    }
    int[] labelsOfA = new int[a.rank()];
    int[] labelsOfB = new int[b.rank()];
    Arrays.setAll(labelsOfA, axis -> axis);
    Arrays.setAll(labelsOfB, axis -> a.rank() + axis);
    long kept = Subscripts.set(labelsOfA) | Subscripts.set(labelsOfB);
    for (int i = 0; i < axesOfA.length; i++) {
      int left = a.shape().axis(axesOfA[i], "tensordot");
      int right = b.shape().axis(axesOfB[i], "tensordot");
      requirePair(a.shape(), left, b.shape(), right, (kept & Subscripts.bit(left)) == 0 || labelsOfB[right] < a.rank());
      labelsOfB[right] = left;
      kept &= ~(Subscripts.bit(left) | Subscripts.bit(a.rank() + right));
    }
    DType type = DType.promote(a, b);
    return new LabelledTensor(a.to(type), labelsOfA).times(new LabelledTensor(b.to(type), labelsOfB), kept).tensor();
  }

  private static void requirePair(Shape a, int left, Shape b, int right, boolean taken) {
    String what = "tensordot: axis " + left + " of " + a + " with axis " + right + " of " + b + ": ";
    if (taken) {
      throw new IllegalArgumentException(what + "an axis is named twice");
    }
    if (a.extent(left) != b.extent(right)) {
      throw new ShapeException(what + "extents " + a.extent(left) + " and " + b.extent(right) + " differ");
    }
  }

  /**
   * Summed over the last axes of both, which have equal extents; a scalar multiplies.
   *
   * @return [… of a, … of b], without those two axes
   */
  public static Tensor inner(Tensor a, Tensor b) {
    if (a.rank() == 0 || b.rank() == 0) {
      return a.mul(b);
    }
    if (a.extent(-1) != b.extent(-1)) {
      throw new ShapeException("inner: shapes " + a.shape() + " and " + b.shape() + ": the last extents "
          + a.extent(-1) + " and " + b.extent(-1) + " differ");
    }
    return tensordot(a, b, new int[] {-1}, new int[] {-1});
  }
}
