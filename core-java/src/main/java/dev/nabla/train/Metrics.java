package dev.nabla.train;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;

/** The metrics of this library. */
public final class Metrics {
  private Metrics() {}

  /**
   * The share of examples whose largest output, the first of several, is the one of their class. Outputs are scores
   * [… × C], labels class numbers […].
   */
  public static Metric accuracy() {
    return new Accuracy();
  }

  private record Accuracy() implements Metric {
    @Override
    public String name() {
      return "accuracy";
    }

    @Override
    public Measurement start() {
      return new Hits();
    }
  }

  private static final class Hits implements Metric.Measurement {
    private long hits;
    private long examples;

    @Override
    public void add(Tensor output, Tensor labels) {
      int[] extents = output.shape().extents();
      if (output.rank() == 0 || !labels.dtype().isInteger()
          || !Arrays.equals(labels.shape().extents(), Arrays.copyOf(extents, extents.length - 1))) {
        throw new IllegalArgumentException("accuracy: got outputs " + output.shape() + " and " + labels.dtype()
            + " labels " + labels.shape() + ", needs scores […×classes] and an integer label for each row of them");
      }
      hits += (long) output.argmax(-1).eq(labels).to(DType.INT64).sum().item();
      examples += labels.size();
    }

    @Override
    public double value() {
      return examples == 0 ? Double.NaN : hits / (double) examples;
    }
  }
}
