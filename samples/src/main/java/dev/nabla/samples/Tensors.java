package dev.nabla.samples;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Index;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;

/** 1 · Tensors: making them, computing with them, reading parts of them. */
public final class Tensors {
  private Tensors() {}

  public static void main(String[] args) {
    Tensor x = Tensor.ofNested(new float[][] {{1, 2, 3}, {4, 5, 6}});
    System.out.println("x, " + x.dtype() + " " + x.shape() + ":\n" + x);

    // One row and one column broadcast to a table.
    Tensor table = Tensor.arange(1, 6).reshape(5, 1).mul(Tensor.arange(1, 6));
    System.out.println("\nthe products of 1 to 5:\n" + table);

    // As in NumPy: every second row, backward; all columns but the first.
    System.out.println("\nx[:, ::-2]:\n" + x.get(Index.ALL, Index.range(null, null, -2)));
    System.out.println("\nwhere the table exceeds 12: " + table.get(Index.of(table.gt(12))));

    // Types are promoted as in PyTorch: an int64 tensor and a float32 tensor make a float32 tensor.
    Tensor mean = x.mean(0);
    System.out.println("\nmean of the rows: " + mean + ", of all: " + x.mean());
    System.out.println("x · xᵀ:\n" + x.matmul(x.transpose()));

    // The same seed gives the same numbers everywhere; large tensors are printed by their edges.
    System.out.println("\nnormal numbers:\n" + Rng.of(42).randn(1000, 1000));

    Check.that(table.get(4, 4).item() == 25, "5 times 5 is 25");
    Check.that(Tensor.arange(3).add(x.get(0)).dtype() == DType.FLOAT32, "int64 and float32 make float32");
    Check.that(x.sub(mean).mean(0).allClose(Tensor.zeros(3)), "deviations from the mean have mean zero");
    Check.that(x.transpose().transpose().equals(x), "transposing twice changes nothing");
  }
}
