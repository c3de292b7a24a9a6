package dev.nabla.op;

import dev.nabla.kernel.DoublePlainIndexing;
import dev.nabla.kernel.FloatPlainIndexing;
import dev.nabla.kernel.Strided;
import dev.nabla.tensor.Axes;
import dev.nabla.tensor.BinaryOp;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Entries;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.FreeOf;
import dev.nabla.tensor.Law;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** What training makes small: tensors of one element that compare a network's output with what it should have been. */
public final class Losses {
  private Losses() {}

  /**
   * The mean over all examples of −ln softmax(logits)[label], without overflow.
   *
   * @param logits [… , C], of a floating type
   * @param labels [… ], int32 or int64, from 0 to C − 1
   * @throws IndexOutOfBoundsException when a label is none of the C classes
   * @throws IllegalArgumentException when shapes or types do not fit, or there are no examples
   */
  public static Tensor crossEntropy(Tensor logits, Tensor labels) {
    if (logits.rank() == 0 || !logits.dtype().isFloating()) {
      throw new IllegalArgumentException("crossEntropy: logits are float32 or float64 of shape […×classes], got "
          + logits.dtype() + " " + logits.shape());
    }
    if (!labels.dtype().isInteger()) {
      throw new IllegalArgumentException("crossEntropy: labels are int32 or int64 class numbers, got a "
          + labels.dtype() + " tensor of shape " + labels.shape());
    }
    Shape examples = Shape.of(Arrays.copyOf(logits.shape().extents(), logits.rank() - 1));
    if (!labels.shape().equals(examples)) {
      throw new ShapeException("crossEntropy: logits " + logits.shape() + " need labels of shape " + examples
          + ", got " + labels.shape());
    }
    requireExamples("crossEntropy", labels, logits.shape());
    requireClasses(labels, logits.extent(-1));
    return new CrossEntropy().apply(logits, labels.detach().to(DType.INT64));
  }

  private static void requireClasses(Tensor labels, int classes) {
    for (long label : labels.underlying().toLongs()) {
      if (label < 0 || label >= classes) {
        throw new IndexOutOfBoundsException("crossEntropy: label " + label + " is none of the " + classes
            + " classes, which are 0 to " + (classes - 1));
      }
    }
  }

  /**
   * The mean over all elements of (prediction − target)².
   *
   * @throws IllegalArgumentException when the shapes differ (nothing is broadcast), a type is not floating, or there are
   *     no elements
   */
  public static Tensor mse(Tensor prediction, Tensor target) {
    if (!prediction.shape().equals(target.shape())) {
      throw new ShapeException("mse: prediction " + prediction.shape() + " and target " + target.shape()
          + " differ in shape, and a loss does not broadcast");
    }
    if (!prediction.dtype().isFloating() || !target.dtype().isFloating()) {
      throw new IllegalArgumentException("mse: needs float32 or float64 tensors, got a prediction of " + prediction
          .dtype() + " and a target of " + target.dtype());
    }
    requireExamples("mse", prediction, prediction.shape());
    DType type = prediction.dtype().promote(target.dtype());
    return new Mse().apply(prediction.to(type), target.to(type));
  }

  private static void requireExamples(String loss, Tensor examples, Shape shape) {
    if (examples.size() == 0) {
      throw new ShapeException(loss + ": shape " + shape + " holds no examples to take the mean over");
    }
  }

  /** (1/N) Σ (ln Σ eˣ − x[label]) over the N rows of x; every label is one of its columns. */
  record CrossEntropy() implements BinaryOp {
    @Override
    public Tensor forward(Tensor x, Tensor labels) {
      return x.logSumExp(-1).sub(x.gather(-1, labels.unsqueeze(-1)).squeeze(-1)).mean();
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor x, Tensor labels) {
      return new SoftmaxError().apply(x, labels).mul(g.div(labels.size()));
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor x, Tensor labels) {
      return null;
    }

    @Override
    public Tensor tangent(Tensor dx, Tensor dLabels, Tensor y, Tensor x, Tensor labels) {
      return new SoftmaxError().apply(x, labels).mul(dx).sum().div(labels.size());
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(Tensor x, Tensor labels) {
      int n = Entries.count(x, labels);
      Tensor logits = Entries.each(x, n);
      Tensor truth = logits.gather(-1, Entries.each(labels, n).unsqueeze(-1)).squeeze(-1);
      return meanOfEach(logits.logSumExp(-1).sub(truth));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("x", "k"), "mean(logSumExp(x) − gather(x, k))",
          "g·(softmax(x) − oneHot(k)) / n").where("n = count(k)");
    }

    static List<Sample> samples() {
      CrossEntropy op = new CrossEntropy();
      return List.of(
          Sample.of(op, Domain.REALS.draw(1, 4, 3), Tensor.of(2L, 0L, 1L, 2L)),
          Sample.of(op, Domain.REALS.draw(2, 5), Tensor.scalar(3L)),
          Sample.of(op, Domain.REALS.draw(3, 2, 2, 3), Tensor.of(new long[] {0, 1, 2, 1}, 2, 2)),
          Sample.of(op, Domain.REALS.draw(4, 3, 2).transpose(), Tensor.of(1L, 2L)),
          Sample.of(op, Domain.REALS.draw(5, 2, 1), Tensor.of(0L, 0L)));
    }
  }

  /** The mean over all axes but the first. */
  private static Tensor meanOfEach(Tensor x) {
    return x.reshape(x.extent(0), x.shape().size(1, x.rank())).mean(1);
  }

  /** softmax(x) − 1 at the label of each row: how far the probabilities are from the truth. */
  @FreeOf(value = Law.BROADCASTING, because = "a probability stands beside each element")
  record SoftmaxError() implements BinaryOp {
    @Override
    public Tensor forward(Tensor x, Tensor labels) {
      Tensor error = x.softmax(-1); // of our own making, so that it may still be written to
      Strided y = error.strided();
      long[] index = labels.toLongs();
      int classes = x.extent(-1);
      if (x.dtype() == DType.FLOAT32) {
        float[] truth = new float[index.length];
        Arrays.fill(truth, -1);
        FloatPlainIndexing.gatherGradient(truth, index.length, classes, 1, index, 1, (float[]) y.array());
      } else {
        double[] truth = new double[index.length];
        Arrays.fill(truth, -1);
        DoublePlainIndexing.gatherGradient(truth, index.length, classes, 1, index, 1, (double[]) y.array());
      }
      return error;
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor x, Tensor labels) {
      Tensor p = x.softmax(-1);
      return p.mul(g.sub(g.mul(p).sum(Axes.KEEP, -1)));
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor x, Tensor labels) {
      return null;
    }

    /** The Jacobian of softmax is symmetric. */
    @Override
    public Tensor tangent(Tensor dx, Tensor dLabels, Tensor y, Tensor x, Tensor labels) {
      return backwardA(dx, y, x, labels);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(Tensor x, Tensor labels) {
      int n = Entries.count(x, labels);
      return apply(Entries.each(x, n), Entries.each(labels, n));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("x", "k"), "softmax(x) − oneHot(k)", "p ⊙ (g − Σⱼ (g ⊙ p))").where("p = softmax(x)");
    }

    static List<Sample> samples() {
      SoftmaxError op = new SoftmaxError();
      return List.of(
          Sample.of(op, Domain.REALS.draw(1, 4, 3), Tensor.of(2L, 0L, 1L, 2L)),
          Sample.of(op, Domain.REALS.draw(2, 5), Tensor.scalar(3L)),
          Sample.of(op, Domain.REALS.draw(3, 3, 2).transpose(), Tensor.of(1L, 2L)));
    }
  }

  /** (1/N) Σ (a − b)². */
  @FreeOf(value = Law.BROADCASTING, because = "predictions and targets have one shape")
  record Mse() implements BinaryOp {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      Tensor error = a.sub(b);
      return error.mul(error).mean();
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return a.sub(b).mul(g.mul(2.0 / a.size()));
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      return b.sub(a).mul(g.mul(2.0 / a.size()));
    }

    @Override
    public Tensor tangent(Tensor da, Tensor db, Tensor y, Tensor a, Tensor b) {
      Tensor change = da == null ? db.neg() : db == null ? da : da.sub(db);
      return a.sub(b).mul(change).sum().mul(2.0 / a.size());
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(Tensor a, Tensor b) {
      Tensor error = a.sub(b);
      return meanOfEach(error.mul(error));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("mean((a − b)²)", "2·g·(a − b) / n", "2·g·(b − a) / n").where("n = count(a)");
    }

    static List<Sample> samples() {
      Mse op = new Mse();
      return List.of(
          Sample.of(op, Domain.REALS.draw(1, 3, 4), Domain.REALS.draw(2, 3, 4)),
          Sample.of(op, Domain.REALS.draw(3), Domain.REALS.draw(4)),
          Sample.of(op, Domain.REALS.draw(5, 4, 3).transpose(), Domain.REALS.draw(6, 1, 4).expand(3, 4)));
    }
  }
}
