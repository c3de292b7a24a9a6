package dev.nabla.op;

import dev.nabla.kernel.ClearedArrays;
import dev.nabla.kernel.DoubleDropout;
import dev.nabla.kernel.FloatDropout;
import dev.nabla.kernel.Strided;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.LinearOp;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.List;

/** Noise that keeps a network from relying on single numbers. */
public final class Dropouts {
  private Dropouts() {}

  /**
   * Zeros each element with probability {@code rate} and scales the others by 1 / (1 − rate), so that the mean stays
   * (N. Srivastava et al., "Dropout", 2014).
   *
   * @param rate at least 0 and less than 1; at 0 nothing is drawn
   * @param rng advances by one draw, however large {@code x} is
   */
  public static Tensor dropout(Tensor x, double rate, Rng rng) {
    requireRate(rate);
    if (!x.dtype().isFloating()) {
      throw new IllegalArgumentException("dropout: needs a float32 or float64 tensor, got " + x.dtype());
    }
    return rate == 0 ? x : new Dropout(rate, rng.nextLong()).apply(x);
  }

  /** Refuses a rate outside [0, 1). */
  public static void requireRate(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout: rate " + rate + ", needs at least 0 and less than 1");
    }
  }

  /** Remembers the seed of its mask instead of the mask, and draws it again for gradient and tangent. */
  record Dropout(double rate, long seed) implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      Strided in = x.contiguous().strided();
      if (x.dtype() == DType.FLOAT32) {
        float[] y = (float[]) ClearedArrays.of(float.class, x.size());
        FloatDropout.drop(seed, rate, (float[]) in.array(), in.offset(), y);
        return Tensor.wrap(Strided.of(y, in.extents()), x.dtype());
      }
      double[] y = (double[]) ClearedArrays.of(double.class, x.size());
      DoubleDropout.drop(seed, rate, (double[]) in.array(), in.offset(), y);
      return Tensor.wrap(Strided.of(y, in.extents()), x.dtype());
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return apply(g);
    }

    /** One mask for all entries: that of the seed. */
    @Override
    public Tensor batched(Tensor x) {
      Tensor scale = apply(Tensor.ones(x.shape().slice(1, x.rank()), x.dtype()));
      return Tensor.where(scale.eq(0), Tensor.zeros(Shape.SCALAR, x.dtype()), x.mul(scale));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("m ⊙ x", "m ⊙ g").where("m = mask(x) / " + Formula.number(1 - rate));
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Dropout(0.4, 42), Domain.REALS);
    }
  }
}
