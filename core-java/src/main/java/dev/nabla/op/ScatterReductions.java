package dev.nabla.op;

import dev.nabla.kernel.DoublePlainScatter;
import dev.nabla.kernel.FloatPlainScatter;
import dev.nabla.kernel.IntPlainScatter;
import dev.nabla.kernel.LongPlainScatter;
import dev.nabla.kernel.Reduction;
import dev.nabla.tensor.Entries;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.Kinked;
import dev.nabla.tensor.NaryOp;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.List;

/** Combining elements at positions along an axis with what stands there; positions as in {@link Scattering}. */
public final class ScatterReductions {
  private ScatterReductions() {}

  /** How the elements that go to one position are combined. */
  public enum Combination {
    /** Their sum. */
    SUM,
    /** Their product; its gradient is the product of the others, without a division. */
    PROD,
    /** Their mean; needs a floating type. */
    MEAN,
    /** The largest, NaN where there is one; ties share the gradient evenly. */
    AMAX,
    /** The smallest, NaN where there is one; ties share the gradient evenly. */
    AMIN
  }

  /**
   * x, where at every position named the elements of {@code source} that go there are combined.
   *
   * @param includeSelf whether the element of x at a position is combined with them; what no position names stays
   */
  public static Tensor scatterReduce(Tensor x, int axis, Tensor index, Tensor source, Combination how,
      boolean includeSelf) {
    Scattering.requireNumbers("scatterReduce", x);
    if (how == Combination.MEAN && !x.dtype().isFloating()) {
      throw new IllegalArgumentException("scatterReduce: a mean needs a float32 or float64 tensor, got " + x.dtype());
    }
    Tensor start = includeSelf ? x : Scattering.scatter(x, axis, index, neutral(how));
    return switch (how) {
      case SUM -> Scattering.scatterAdd(start, axis, index, source);
      case PROD -> Scattering.apply("scatterReduce", ScatterProd::new, start, axis, index, source);
      case MEAN -> Scattering.scatterAdd(start, axis, index, source).div(counts(x, axis, index, includeSelf));
      case AMAX -> Scattering.apply("scatterReduce", at -> new ScatterExtreme(Reduction.MAX, at), start, axis, index,
          source);
      case AMIN -> Scattering.apply("scatterReduce", at -> new ScatterExtreme(Reduction.MIN, at), start, axis, index,
          source);
    };
  }

  /** What changes nothing; for integers the ends of their range. */
  private static double neutral(Combination how) {
    return switch (how) {
      case SUM, MEAN -> 0;
      case PROD -> 1;
      case AMAX -> Double.NEGATIVE_INFINITY;
      case AMIN -> Double.POSITIVE_INFINITY;
    };
  }

  private static Tensor counts(Tensor x, int axis, Tensor index, boolean includeSelf) {
    Tensor ones = Tensor.onesLike(x);
    Tensor start = includeSelf ? ones : Scattering.scatter(ones, axis, index, 0);
    return Scattering.scatterAdd(start, axis, index, Tensor.ones(index.shape(), x.dtype()));
  }

  /** x times the elements of source at the positions. */
  record ScatterProd(int axis) implements NaryOp {
    @Override
    public Tensor forward(List<Tensor> x) {
      return reduce(Reduction.PROD, axis, x);
    }

    @Override
    public Tensor backward(int i, Tensor g, Tensor y, List<Tensor> x) {
      int n = x.get(0).extent(axis);
      Tensor others = others(x);
      return i == 0 ? g.mul(others.narrow(axis, 0, n))
          : g.gather(axis, x.get(1)).mul(others.narrow(axis, n, x.get(1).extent(axis)));
    }

    /**
     * For each element of x, and then of source, the product of all others that go to its position: sorted by position,
     * those before it times those after it.
     */
    private Tensor others(List<Tensor> inputs) {
      Tensor index = inputs.get(1);
      Tensor own = Tensor.arange(inputs.get(0).extent(axis));
      for (int a = axis + 1; a < index.rank(); a++) {
        own = own.unsqueeze(-1);
      }
      Tensor positions = Tensor.cat(axis, own.expand(inputs.get(0).shape()), index);
      Tensor order = Ordering.argsort(positions, axis);
      Tensor sorted = positions.gather(axis, order);
      Tensor x = Tensor.cat(axis, inputs.get(0), inputs.get(2)).gather(axis, order);
      Tensor before = product(x, sorted.eq(Scans.earlier(sorted, axis, -1)), false);
      Tensor after = product(x, sorted.add(1L).eq(Scans.later(sorted.add(1L), axis)), true);
      Tensor zeros = Tensor.zeros(x.shape(), x.dtype());
      return new Scattering.ScatterAdd(axis).apply(List.of(zeros, order, before.mul(after)));
    }

    /**
     * The product of the elements before each one, or with {@code backward} after it, as long as they are connected.
     */
    private Tensor product(Tensor x, Tensor connected, boolean backward) {
      Tensor neighbour = backward ? Scans.later(x, axis) : Scans.earlier(x, axis, 0);
      Tensor factor = Tensor.where(connected, neighbour, Tensor.zerosLike(neighbour));
      return new Scans.Recurrence(axis, backward).apply(factor, connected.logicalNot().to(x.dtype()));
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(List<Tensor> x) {
      return new ScatterProd(axis + 1).apply(Entries.each(x));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("x", "i", "s"), "scatterProd(x, i, s)", "g ⊙ others(x)",
          null, "gather(g, i) ⊙ others(s)")
          .where("others: for each factor the product of all others");
    }

    static List<Sample> samples() {
      return Scattering.scattered(ScatterProd::new);
    }
  }

  /** The largest or the smallest of x and the elements of source at the positions. */
  record ScatterExtreme(Reduction which, int axis) implements NaryOp, Kinked {
    @Override
    public Tensor forward(List<Tensor> x) {
      return reduce(which, axis, x);
    }

    @Override
    public Tensor backward(int i, Tensor g, Tensor y, List<Tensor> x) {
      Tensor index = x.get(1);
      Tensor own = equal(x.get(0), y);
      Tensor sources = equal(x.get(2), y.gather(axis, index));
      Tensor share = g.div(new Scattering.ScatterAdd(axis).apply(List.of(own, index, sources)));
      return i == 0 ? share.mul(own) : share.gather(axis, index).mul(sources);
    }

    private static Tensor equal(Tensor x, Tensor y) {
      return x.eq(y).logicalOr(x.ne(x)).to(x.dtype());
    }

    @Override
    public Tensor batched(List<Tensor> x) {
      return new ScatterExtreme(which, axis + 1).apply(Entries.each(x));
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      Tensor y = forward(x);
      Tensor own = equal(x.get(0), y);
      Tensor sources = equal(x.get(2), y.gather(axis, x.get(1)));
      return new Scattering.ScatterAdd(axis).apply(List.of(own, x.get(1), sources)).gt(1);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("x", "i", "s"), label() + "(x, i, s)", "[x = y] ⊙ g / n", null,
          "[s = gather(y, i)] ⊙ gather(g / n, i)")
          .where("n: how many share an extreme");
    }

    static List<Sample> samples() {
      return Samples.join(
          Scattering.scattered(axis -> new ScatterExtreme(Reduction.MAX, axis)),
          Scattering.scattered(axis -> new ScatterExtreme(Reduction.MIN, axis)));
    }
  }

  private static Tensor reduce(Reduction f, int axis, List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Shape shape = x.shape();
    Rows r = Rows.along(x, axis);
    long[] at = (long[]) Rows.packed(inputs.get(1));
    int m = inputs.get(1).extent(axis);
    Object source = Rows.packed(inputs.get(2));
    Object y = Rows.copied(x);
    switch (x.dtype()) {
      case FLOAT32 -> FloatPlainScatter.reduce(f, (float[]) source, r.outer(), r.n(), r.inner(), at, m, (float[]) y);
      case FLOAT64 -> DoublePlainScatter.reduce(f, (double[]) source, r.outer(), r.n(), r.inner(), at, m,
          (double[]) y);
      case INT32 -> IntPlainScatter.reduce(f, (int[]) source, r.outer(), r.n(), r.inner(), at, m, (int[]) y);
      default -> LongPlainScatter.reduce(f, (long[]) source, r.outer(), r.n(), r.inner(), at, m, (long[]) y);
    }
    return Rows.wrap(y, x.dtype(), shape);
  }
}
