package dev.nabla.op;

import dev.nabla.kernel.Unary;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Elementwise;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;

/** Random tensors whose distribution tensors describe; the generator is always an argument. */
public final class Sampling {
  private Sampling() {}

  /** Uniform numbers in [0, 1) of the shape of {@code x} and its type. */
  public static Tensor randLike(Rng rng, Tensor x) {
    return rng.rand(x.dtype(), x.shape().extents());
  }

  /** Normal numbers of mean 0 and standard deviation 1, of the shape of {@code x} and its type. */
  public static Tensor randnLike(Rng rng, Tensor x) {
    return rng.randn(x.dtype(), x.shape().extents());
  }

  /** Bool: true with the probability that stands at its place. */
  public static Tensor bernoulli(Rng rng, Tensor probabilities) {
    Tensor outside = probabilities.ge(0).logicalAnd(probabilities.le(1)).logicalNot();
    if (outside.underlying().any().item() != 0) {
      throw new IllegalArgumentException("bernoulli: probabilities lie between 0 and 1, got "
          + first(probabilities, outside));
    }
    return rng.rand(DType.FLOAT64, probabilities.shape().extents()).lt(probabilities.detach().to(DType.FLOAT64));
  }

  /**
   * Normal numbers of these means and standard deviations, which broadcast: mean + deviation · ε with ε from the
   * standard normal distribution, so that the gradient of the mean is 1 and that of the deviation ε.
   *
   * @throws IllegalArgumentException when a standard deviation is negative
   */
  public static Tensor normal(Rng rng, Tensor mean, Tensor deviation) {
    Tensor negative = deviation.lt(0);
    if (negative.underlying().any().item() != 0) {
      throw new IllegalArgumentException("normal: standard deviations are 0 or more, got "
          + first(deviation, negative));
    }
    Shape shape = mean.shape().broadcast(deviation.shape(), "normal");
    DType type = mean.dtype().promote(deviation.dtype()).floating();
    return rng.randn(type, shape.extents()).mul(deviation).add(mean);
  }

  private static double first(Tensor x, Tensor mask) {
    return Masking.maskedSelect(x.underlying(), mask.underlying()).select(0, 0).item();
  }

  /**
   * Normal numbers of this mean and standard deviation, given that they lie from {@code low} to {@code high}: float32,
   * by inversion of the distribution function in float64.
   *
   * @throws IllegalArgumentException when less than 10⁻¹² of the distribution lies there, for want of digits
   */
  public static Tensor truncatedNormal(Rng rng, double mean, double deviation, double low, double high, int... shape) {
    double below = deviation > 0 ? below((low - mean) / deviation) : Double.NaN;
    double within = below((high - mean) / deviation) - below;
    if (!(within >= 1e-12)) {
      throw new IllegalArgumentException("truncatedNormal: mean " + mean + " and standard deviation " + deviation
          + " have hardly anything between " + low + " and " + high);
    }
    Tensor share = rng.rand(DType.FLOAT64, shape).mul(within).add(below);
    Tensor standard = Elementwise.unary(Unary.ERFINV, share.mul(2).sub(1)).mul(Math.sqrt(2));
    Tensor y = standard.mul(deviation).add(mean);
    return y.maximum(Tensor.scalar(low)).minimum(Tensor.scalar(high)).to(DType.FLOAT32);
  }

  /** The share of the standard normal distribution below z. */
  private static double below(double z) {
    return Elementwise.unary(Unary.ERFC, Tensor.scalar(-z / Math.sqrt(2))).item() / 2;
  }

  /**
   * For each row of weights the positions of {@code count} entries, int64 [… , count], each drawn with a probability in
   * proportion to its weight.
   *
   * @param weights [… , n], not negative, and not all 0; they need not add up to 1
   * @param replacement whether an entry may be drawn again; if not, {@code count} of each row are above 0
   */
  public static Tensor multinomial(Rng rng, Tensor weights, int count, boolean replacement) {
    int n = weights.extent(-1);
    Tensor w = weights.detach().to(DType.FLOAT64);
    requireWeights(w, replacement ? Math.min(1, count) : count);
    Shape drawn = weights.shape().with(weights.rank() - 1, count);
    if (!replacement) {
      // An exponential time with rate w for each entry: the order of arrival is that of drawing without replacement.
      Tensor times = rng.rand(DType.FLOAT64, w.shape().extents()).neg();
      Tensor arrivals = Elementwise.unary(Unary.LOG1P, times).neg().div(w);
      Tensor never = Tensor.full(Double.POSITIVE_INFINITY, Shape.SCALAR, DType.FLOAT64);
      return Ordering.topk(Tensor.where(w.eq(0), never, arrivals), count, -1, false).indices();
    }
    Tensor sums = Scans.cumsum(w, -1);
    Tensor draws = rng.rand(DType.FLOAT64, drawn.extents());
    double[] totals = n == 0 ? new double[0] : sums.select(-1, n - 1).toDoubles();
    double[] points = draws.toDoubles();
    for (int i = 0; i < points.length; i++) {
      double total = totals[i / count];
      points[i] = Math.min(points[i] * total, Math.nextDown(total)); // a product rounded up must not pass the end
    }
    return Ordering.searchsorted(sums, Tensor.of(points, drawn.extents()), true);
  }

  private static void requireWeights(Tensor weights, int positive) {
    Tensor usable = weights.ge(0).logicalAnd(weights.lt(Double.POSITIVE_INFINITY));
    if (usable.underlying().all().item() == 0) {
      throw new IllegalArgumentException("multinomial: weights are finite and not negative, got "
          + first(weights, usable.logicalNot()));
    }
    if (weights.gt(0).sum(-1).lt(positive).underlying().any().item() != 0) {
      throw new ShapeException(
          "multinomial: a row of shape " + weights.shape() + " has fewer weights above 0 "
              + "than the " + positive + " that are needed");
    }
  }
}
