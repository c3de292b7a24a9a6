package dev.nabla.op;

import dev.nabla.tensor.Axes;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Kinked;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.util.Arrays;
import java.util.List;

/**
 * The point of the probability simplex nearest to x along an axis, max(x − τ, 0): unlike softmax it has zeros
 * (A. F. T. Martins and R. F. Astudillo, "From softmax to sparsemax", 2016). The gradient is that of x − mean x on the
 * elements above 0, and 0 elsewhere.
 */
record Sparsemax(int axis) implements UnaryOp, Kinked {
  @Override
  public Tensor forward(Tensor x) {
    return Extremes.clampMin(x.sub(bound(x)), 0.0);
  }

  /** τ: of the largest elements x₁ ≥ x₂ ≥ … as many, k, as exceed it, and their sum less 1, divided by k. */
  private Tensor bound(Tensor x) {
    Tensor centred = x.sub(x.amax(Axes.KEEP, axis)); // small numbers, of which sums are exact
    Tensor sorted = Ordering.sort(centred, axis, true).values();
    Tensor sums = Scans.cumsum(sorted, axis).sub(1);
    int[] along = new int[x.rank()];
    Arrays.fill(along, 1);
    along[axis] = x.extent(axis);
    Tensor counts = Tensor.arange(1, x.extent(axis) + 1L).to(x.dtype()).reshape(along);
    Tensor within = sorted.mul(counts).gt(sums).to(x.dtype());
    Tensor count = within.sum(Axes.KEEP, axis);
    Tensor total = sorted.mul(within).sum(Axes.KEEP, axis).sub(1);
    return total.div(count).add(x.amax(Axes.KEEP, axis));
  }

  @Override
  public Tensor backward(Tensor g, Tensor y, Tensor x) {
    Tensor support = y.gt(0);
    Tensor inside = Operands.where(support, g);
    Tensor mean = inside.sum(Axes.KEEP, axis).div(support.to(g.dtype()).sum(Axes.KEEP, axis));
    return Operands.where(support, g.sub(mean));
  }

  /** The Jacobian is symmetric. */
  @Override
  public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
    return backward(dx, y, x);
  }

  @Override
  public Tensor batched(Tensor x) {
    return new Sparsemax(axis + 1).apply(x);
  }

  @Override
  public boolean needsInputs() {
    return false;
  }

  /** Where an element is just about to leave 0. */
  @Override
  public Tensor kinks(List<Tensor> x) {
    return x.get(0).eq(bound(x.get(0)));
  }

  @Override
  public Formula formula(int inputs) {
    return Formula.of("sparsemax(x)", "[y > 0] ⊙ (g − m)")
        .where("m = (" + Formula.sum(axis) + " g ⊙ [y > 0]) / " + Formula.sum(axis) + " [y > 0]");
  }

  static List<Sample> samples() {
    return List.of(
        Sample.of(new Sparsemax(1), Domain.REALS.draw(1, 3, 5)),
        Sample.of(new Sparsemax(0), Domain.REALS.draw(2, 3, 2, 2).mul(0.3)),
        Sample.of(new Sparsemax(0), Domain.REALS.draw(3, 4)),
        Sample.of(new Sparsemax(1), Domain.REALS.draw(4, 4, 3).transpose()),
        Sample.of(new Sparsemax(1), Domain.REALS.draw(5, 2, 1)),
        Sample.of(new Sparsemax(1), Domain.REALS.draw(6, 0, 3)));
  }
}
