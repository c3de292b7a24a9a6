package dev.nabla.op;

import dev.nabla.kernel.DoubleGemm;
import dev.nabla.kernel.FloatGemm;
import dev.nabla.kernel.Strided;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Entries;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.FreeOf;
import dev.nabla.tensor.Law;
import dev.nabla.tensor.NaryOp;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;

/** Products of matrices that do more than {@link Tensor#matmul} in one pass. */
public final class MatrixProducts {
  private MatrixProducts() {}

  /**
   * x · weightᵀ + bias over the last axis, the layout of PyTorch's linear layer; operands are promoted to a common type.
   *
   * @param x [… , in], with any axes in front
   * @param weight [out, in]
   * @param bias [out], or null for none
   * @return [… , out]
   * @throws IllegalArgumentException when the extents do not fit, or no operand is of a floating type
   */
  public static Tensor linear(Tensor x, Tensor weight, Tensor bias) {
    requireFitting(x, weight, bias);
    DType type = x.dtype().promote(weight.dtype());
    if (bias == null) {
      requireFloating(type);
      return new Linear().apply(List.of(x.to(type), weight.to(type)));
    }
    type = type.promote(bias.dtype());
    requireFloating(type);
    return new Linear().apply(List.of(x.to(type), weight.to(type), bias.to(type)));
  }

  private static void requireFitting(Tensor x, Tensor weight, Tensor bias) {
    if (weight.rank() != 2) {
      throw new ShapeException("linear: the weight has two axes, [out×in], got shape " + weight.shape());
    }
    if (x.rank() == 0 || x.extent(-1) != weight.extent(1)) {
      throw new ShapeException("linear: an input of shape " + x.shape() + " does not fit the weight "
          + weight.shape() + ", which needs " + weight.extent(1) + " along the last axis");
    }
    if (bias != null && !bias.shape().equals(Shape.of(weight.extent(0)))) {
      throw new ShapeException("linear: a bias of shape " + bias.shape() + " does not fit the weight "
          + weight.shape() + ", which needs " + Shape.of(weight.extent(0)));
    }
  }

  private static void requireFloating(DType type) {
    if (!type.isFloating()) {
      throw new IllegalArgumentException("linear: needs a float32 or float64 operand, got " + type + " at most");
    }
  }

  /** x · weightᵀ, plus a bias where there is a third input: one product over all rows, whose sums start from the bias. */
  @FreeOf(value = Law.BROADCASTING, because = "weight and bias serve all leading axes of x and have none")
  record Linear() implements NaryOp {
    @Override
    public Tensor forward(List<Tensor> inputs) {
      Tensor x = inputs.get(0);
      Strided rows = rows(x).strided();
      Strided weight = inputs.get(1).strided();
      Strided bias = inputs.size() < 3 ? new Strided(null, 0, null, null) : inputs.get(2).contiguous().strided();
      int[] extents = x.shape().extents();
      extents[extents.length - 1] = weight.extents()[0];
      Shape shape = Shape.of(extents);
      Object y = Matrices.array(x, shape.size());
      multiply(rows, weight, bias, y);
      return Tensor.wrap(Strided.of(y, extents), x.dtype());
    }

    private static void multiply(Strided x, Strided w, Strided bias, Object y) {
      int m = x.extents()[0];
      int k = x.extents()[1];
      int n = w.extents()[0];
      int xrs = x.strides()[0];
      int xcs = x.strides()[1];
      int wrs = w.strides()[1];
      int wcs = w.strides()[0];
      if (y instanceof float[] floats) {
        FloatGemm.multiply(m, n, k, (float[]) x.array(), x.offset(), xrs, xcs, (float[]) w.array(), w.offset(), wrs,
            wcs, floats, 0, n, (float[]) bias.array(), bias.offset(), 0, null);
      } else {
        DoubleGemm.multiply(m, n, k, (double[]) x.array(), x.offset(), xrs, xcs, (double[]) w.array(), w.offset(), wrs,
            wcs, (double[]) y, 0, n, (double[]) bias.array(), bias.offset(), 0, null);
      }
    }

    @Override
    public Tensor backward(int i, Tensor g, Tensor y, List<Tensor> inputs) {
      return switch (i) {
        case 0 -> g.matmul(inputs.get(1));
        case 1 -> rows(g).transpose().matmul(rows(inputs.get(0)));
        default -> g;
      };
    }

    @Override
    public Tensor tangent(List<Tensor> dx, Tensor y, List<Tensor> inputs) {
      Tensor bias = inputs.size() < 3 ? null : dx.get(2);
      if (dx.get(1) == null) {
        return dx.get(0) == null ? bias.expand(y.shape()) : linear(dx.get(0), inputs.get(1), bias);
      }
      Tensor byWeight = linear(inputs.get(0), dx.get(1), bias);
      return dx.get(0) == null ? byWeight
          : rows(byWeight).addmm(rows(dx.get(0)), inputs.get(1).transpose()).reshape(y.shape());
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    /** Only where weights differ does each entry need a product of its own. */
    @Override
    public Tensor batched(List<Tensor> inputs) {
      Tensor x = inputs.get(0);
      if (inputs.stream().skip(1).allMatch(Entries::shared)) {
        return apply(Stream.concat(Stream.of(x), inputs.stream().skip(1).map(t -> t.squeeze(0))).toList());
      }
      Tensor rows = x.reshape(x.extent(0), x.shape().size(1, x.rank() - 1), x.extent(-1));
      Tensor y = rows.matmul(inputs.get(1).transpose());
      y = inputs.size() < 3 ? y : y.add(inputs.get(2).unsqueeze(1));
      return y.reshape(Shape.of(y.extent(0)).concat(x.shape().slice(1, x.rank() - 1)).concat(Shape.of(y.extent(2))));
    }

    @Override
    public Formula formula(int inputs) {
      return inputs < 3
          ? Formula.of(List.of("x", "W"), "x·Wᵀ", "g·W", "gᵀ·x")
          : Formula.of(List.of("x", "W", "b"), "x·Wᵀ + b", "g·W", "gᵀ·x", "g");
    }

    static List<Sample> samples() {
      Linear op = new Linear();
      return List.of(
          Sample.of(op, Domain.REALS.draw(1, 3, 4), Domain.REALS.draw(2, 2, 4), Domain.REALS.draw(3, 2)),
          Sample.of(op, Domain.REALS.draw(4, 3, 4), Domain.REALS.draw(5, 2, 4)),
          Sample.of(op, Domain.REALS.draw(6, 4), Domain.REALS.draw(7, 3, 4), Domain.REALS.draw(8, 3)),
          Sample.of(op, Domain.REALS.draw(9, 2, 3, 4), Domain.REALS.draw(10, 5, 4), Domain.REALS.draw(11, 5)),
          Sample.of(op, Domain.REALS.draw(12, 4, 3).transpose(), Domain.REALS.draw(13, 4, 2).transpose(),
              Domain.REALS.draw(14, 1).expand(2)),
          Sample.of(op, Domain.REALS.draw(15, 0, 4), Domain.REALS.draw(16, 1, 4), Domain.REALS.draw(17, 1)),
          Sample.of(op, Domain.REALS.draw(18, 3, 0), Domain.REALS.draw(19, 2, 0), Domain.REALS.draw(20, 2)));
    }
  }

  /** All axes but the last taken as one. */
  private static Tensor rows(Tensor x) {
    int n = x.extent(-1);
    int[] leading = x.shape().extents();
    leading[leading.length - 1] = 1;
    return x.reshape(Shape.of(leading).size(), n);
  }
}
