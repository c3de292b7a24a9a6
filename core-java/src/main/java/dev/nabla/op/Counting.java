package dev.nabla.op;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.util.Arrays;
import java.util.List;

/** How often which elements occur. Counts have no gradient. */
public final class Counting {
  private Counting() {}

  /** The longest array that all Java machines can hold, a few elements below the greatest int. */
  private static final int MOST_BINS = Integer.MAX_VALUE - 8;

  /** How often each of the numbers from 0 to the largest one, or to {@code atLeast} − 1, occurs, int64. */
  public static Tensor bincount(Tensor numbers, int atLeast) {
    Tensor ones = Tensor.ones(numbers.shape(), DType.INT64);
    return bincount(numbers, ones, atLeast);
  }

  /** The sum of the weights of each of the numbers from 0 to the largest one, or to {@code atLeast} − 1. */
  public static Tensor bincount(Tensor numbers, Tensor weights, int atLeast) {
    if (numbers.rank() != 1 || !numbers.dtype().isInteger() || !weights.shape().equals(numbers.shape())) {
      throw new IllegalArgumentException("bincount: needs int32 or int64 numbers of rank 1 and as many weights, got "
          + numbers.dtype() + " " + numbers.shape() + " and weights " + weights.shape());
    }
    long bins = Math.max(0, atLeast);
    for (long number : numbers.toLongs()) {
      if (number < 0 || number >= MOST_BINS) {
        throw new IndexOutOfBoundsException("bincount: numbers are from 0 to " + (MOST_BINS - 1)
            + ", as many as one array counts, got " + number);
      }
      bins = Math.max(bins, number + 1);
    }
    return Segments.segmentSum(weights, numbers, (int) bins);
  }

  /**
   * How many elements fall into each of {@code bins} equal parts from {@code low} to {@code high}, whose ends belong to
   * them; those outside, and NaN, are not counted. The counts have the type of x.
   *
   * @throws IllegalArgumentException when low is not below high
   */
  public static Tensor histc(Tensor x, int bins, double low, double high) {
    if (bins < 1 || !(low < high) || Double.isInfinite(high - low)) {
      throw new IllegalArgumentException("histc: needs one bin at least and finite ends in ascending order, got " + bins
          + " bins from " + low + " to " + high);
    }
    return new Histogram(bins, low, high).apply(x.detach()).to(x.dtype());
  }

  /** How many elements fall into each of equal parts between two numbers, int64. */
  record Histogram(int bins, double low, double high) implements UnaryOp {
    @Override
    public String label() {
      return "histc";
    }

    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public Tensor forward(Tensor x) {
      long[] counts = new long[bins];
      for (double v : x.toDoubles()) {
        if (v >= low && v <= high) {
          counts[(int) Math.min(bins - 1, (v - low) / (high - low) * bins)]++;
        }
      }
      return Tensor.of(counts, bins);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return null;
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Histogram(4, -1, 1), Domain.REALS.draw(1, 3, 4)),
          Sample.of(new Histogram(3, 0, 2), Domain.REALS.draw(2, 4, 3).transpose()),
          Sample.of(new Histogram(2, 0, 5), Tensor.of(5, 1, 0, 6)),
          Sample.of(new Histogram(2, 0, 5), Domain.REALS.draw(3, 0)));
    }
  }

  /** {@link #histc(Tensor, int, double, double)} from the smallest element to the largest; x has different elements. */
  public static Tensor histc(Tensor x, int bins) {
    if (x.size() == 0) {
      throw new ShapeException("histc: no elements of shape " + x.shape() + " give the ends of the bins");
    }
    return histc(x, bins, x.min().item(), x.max().item());
  }

  /**
   * The elements that occur, in ascending order; where each element of x stands among them, in the shape of x; and how
   * often each occurs; both int64.
   */
  public record Unique(Tensor values, Tensor inverse, Tensor counts) {}

  /** The elements that occur in x, each once. NaN equals NaN, and 0 equals −0. */
  public static Unique unique(Tensor x) {
    Tensor all = x.detach().flatten();
    if (x.size() == 0) {
      Tensor none = Tensor.arange(0);
      return new Unique(all, none.reshape(x.shape()), none);
    }
    Tensor order = Ordering.argsort(all, 0);
    boolean[] starts = OrderStatistics.runStarts(all.gather(0, order));
    long[] places = order.toLongs();
    long[] inverse = new long[places.length];
    long[] firsts = new long[places.length];
    int runs = 0;
    for (int i = 0; i < places.length; i++) {
      if (starts[i]) {
        firsts[runs++] = places[i];
      }
      inverse[(int) places[i]] = runs - 1;
    }
    Tensor number = Tensor.of(inverse);
    Tensor values = all.indexSelect(0, Tensor.of(Arrays.copyOf(firsts, runs)));
    return new Unique(values, number.reshape(x.shape()), bincount(number, runs));
  }
}
