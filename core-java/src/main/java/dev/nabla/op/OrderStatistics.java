package dev.nabla.op;

import dev.nabla.tensor.Axes;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.FreeOf;
import dev.nabla.tensor.Kinked;
import dev.nabla.tensor.Law;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Selected;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Strictness;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.util.List;

/** What stands in the middle, at a given share, or most often, when elements along an axis are put in order. */
public final class OrderStatistics {
  private OrderStatistics() {}

  /**
   * The middle of all elements; of an even number the lower one of the two in the middle ({@code quantile(x, 0.5)} is
   * their average); NaN where there is one. Elements that equal it share the gradient evenly.
   */
  public static Tensor median(Tensor x) {
    requireElements("median", x, x.size());
    return new Median(0).apply(x);
  }

  /**
   * The middle elements along an axis, and where they stand: of an even number the lower one of the two in the middle,
   * when equals keep the order they stand in; NaN where there is one. The element selected gets all of the gradient.
   */
  public static Selected median(Tensor x, int axis) {
    int at = x.shape().axis(axis, "median");
    int n = x.extent(at);
    requireElements("median", x, n);
    return Ordering.reduced("median", x, medianPlaces(x.detach(), at), at);
  }

  private static Tensor medianPlaces(Tensor x, int axis) {
    Tensor middle = new Ordering.Kth((x.extent(axis) + 1) / 2, axis).apply(x);
    Tensor nan = x.ne(x).any(axis);
    return nan.underlying().any().item() == 0 ? middle : Tensor.where(nan, x.argmax(axis), middle);
  }

  private static void requireElements(String operation, Tensor x, int n) {
    if (n == 0) {
      throw new ShapeException(operation + ": needs one element at least, got shape " + x.shape());
    }
  }

  /** How a quantile is made of the two elements that it lies between. */
  public enum Interpolation {
    /** On the line through both. */
    LINEAR,
    /** The smaller. */
    LOWER,
    /** The larger. */
    HIGHER,
    /** Half way. */
    MIDPOINT,
    /** The nearer; half way between, the one at an even position. */
    NEAREST
  }

  /** The element below which a share {@code q} of those along an axis lies, interpolated on a line. */
  public static Tensor quantile(Tensor x, double q, int axis) {
    return quantile(x, q, axis, Interpolation.LINEAR);
  }

  /** The element below which a share {@code q} of all elements lies, interpolated on a line. */
  public static Tensor quantile(Tensor x, double q) {
    return quantile(x.flatten(), q, 0, Interpolation.LINEAR);
  }

  /**
   * What stands at place q (n − 1), counted from 0, when the n elements along an axis are in ascending order; NaN where
   * one of them is. Integers become float32.
   *
   * @param q from 0 to 1
   */
  public static Tensor quantile(Tensor x, double q, int axis, Interpolation interpolation) {
    int at = x.shape().axis(axis, "quantile");
    int n = x.extent(at);
    if (!(q >= 0 && q <= 1)) {
      throw new IllegalArgumentException("quantile: the share q lies between 0 and 1, got " + q);
    }
    requireElements("quantile", x, n);
    Tensor numbers = x.to(x.dtype().floating());
    Tensor sorted = numbers.gather(at, Ordering.argsort(numbers, at));
    double place = q * (n - 1);
    Tensor lower = sorted.select(at, (int) Math.floor(place));
    Tensor higher = sorted.select(at, (int) Math.ceil(place));
    double weight = place - Math.floor(place);
    Tensor y = switch (interpolation) {
      case LINEAR -> between(lower, higher, weight);
      case LOWER -> lower;
      case HIGHER -> higher;
      case MIDPOINT -> between(lower, higher, weight == 0 ? 0 : 0.5);
      case NEAREST -> sorted.select(at, (int) Math.rint(place));
    };
    Strictness.requireNoKink("quantile", y, () -> tied(numbers, lower, at).logicalOr(tied(numbers, higher, at)));
    Tensor last = sorted.select(at, n - 1);
    return Tensor.where(last.eq(last), y, last);
  }

  private static Tensor tied(Tensor x, Tensor selected, int axis) {
    return Selected.tied(x.detach(), selected.detach().unsqueeze(axis), axis).squeeze(axis);
  }

  /** On the way from one element to the other; where that is of no finite length, their weighted sum. */
  private static Tensor between(Tensor lower, Tensor higher, double weight) {
    if (weight == 0) {
      return lower;
    }
    Tensor way = higher.sub(lower);
    Tensor sum = lower.mul(1 - weight).add(higher.mul(weight));
    return Tensor.where(Predicates.isfinite(way), lower.add(way.mul(weight)), sum);
  }

  /**
   * The most frequent elements along an axis, and the last place where each stands; of equally frequent ones the
   * smallest. NaN equals NaN.
   */
  public static Selected mode(Tensor x, int axis) {
    int at = x.shape().axis(axis, "mode");
    requireElements("mode", x, x.extent(at));
    return Ordering.reduced("mode", x, new Mode(at).apply(x.detach()), at);
  }

  /** Where along the last axis of what is sorted an element differs from the one before it; the first one does. */
  static boolean[] runStarts(Tensor sorted) {
    int n = sorted.extent(-1);
    Tensor before = sorted.narrow(-1, 0, n - 1);
    Tensor after = sorted.narrow(-1, 1, n - 1);
    Tensor bothNan = before.ne(before).logicalAnd(after.ne(after));
    Tensor first = Tensor.ones(sorted.shape().with(sorted.rank() - 1, 1), DType.BOOL);
    return Tensor.cat(-1, first, after.ne(before).logicalAnd(bothNan.logicalNot())).toBooleans();
  }

  /** Where the last of the most frequent elements along an axis stands. */
  @FreeOf(value = Law.EMPTY, because = "of nothing there is no mode")
  record Mode(int axis) implements UnaryOp {
    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public Tensor forward(Tensor x) {
      int n = x.extent(axis);
      Tensor rows = Rearranging.movedim(x, axis, -1).contiguous();
      Tensor order = Ordering.argsort(rows, -1);
      boolean[] starts = runStarts(rows.gather(-1, order));
      long[] places = order.toLongs();
      long[] modes = new long[x.size() / n];
      for (int row = 0; row < modes.length; row++) {
        modes[row] = places[lastOfLongestRun(starts, row * n, n)];
      }
      return Rows.wrap(modes, DType.INT64, x.shape().without(axis));
    }

    private static int lastOfLongestRun(boolean[] starts, int from, int n) {
      int longest = 0;
      int found = from;
      int length = 0;
      for (int i = from; i < from + n; i++) {
        length = starts[i] ? 1 : length + 1;
        if (length > longest) {
          longest = length;
          found = i;
        }
      }
      return found;
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return null;
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Mode(axis + 1).apply(x);
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Mode(1), Tensor.of(new double[] {2, 1, 2, 3, 3, 1}, 2, 3)),
          Sample.of(new Mode(0), Tensor.of(new double[] {2, 1, 2, 1, 0, 1, 0, 0}, 4, 2)),
          Sample.of(new Mode(0), Tensor.of(3, 1, 3, 2)),
          Sample.of(new Mode(1), Domain.REALS.draw(1, 3, 2, 2).transpose()));
    }
  }

  /** The lower middle one of all elements, for each place along the first {@code kept} axes by itself. */
  @FreeOf(value = Law.EMPTY, because = "of nothing there is no middle")
  record Median(int kept) implements UnaryOp, Kinked {
    @Override
    public Tensor forward(Tensor x) {
      Tensor rows = rows(x);
      return rows.gather(1, medianPlaces(rows, 1).unsqueeze(1)).reshape(x.shape().slice(0, kept));
    }

    private Tensor rows(Tensor x) {
      return x.reshape(x.shape().slice(0, kept).size(), x.shape().slice(kept, x.rank()).size());
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return share(y, x).mul(g.reshape(g.size(), 1)).reshape(x.shape());
    }

    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return share(y, x).mul(rows(dx)).sum(1).reshape(y.shape());
    }

    /** 1/k for each of the k elements of a row that are its median, else 0. */
    private Tensor share(Tensor y, Tensor x) {
      Tensor rows = rows(x);
      Tensor equal = rows.eq(y.reshape(y.size(), 1)).logicalOr(rows.ne(rows)).to(x.dtype());
      return equal.div(equal.sum(Axes.KEEP, 1));
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Median(kept + 1).apply(x);
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      Tensor share = share(forward(x.get(0)), x.get(0));
      return share.gt(0).logicalAnd(share.lt(1)).reshape(x.get(0).shape());
    }

    @Override
    public Formula formula(int inputs) {
      return kept == 0
          ? Formula.of("median(x)", "g·[x = y] / n").where("n = count(x = y)")
          : Formula.of("median(x)", "expand(g / n) ⊙ [x = expand(y)]").where("n = count(x = expand(y))");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Median(0), Domain.REALS.draw(1, 3, 5)),
          Sample.of(new Median(0), Domain.REALS.draw(2, 4)),
          Sample.of(new Median(0), Domain.REALS.draw(3)),
          Sample.of(new Median(0), Domain.REALS.draw(4, 4, 2).transpose()),
          Sample.of(new Median(1), Domain.REALS.draw(5, 2, 5)),
          Sample.of(new Median(2), Domain.REALS.draw(6, 3, 2, 4)));
    }
  }
}
