package dev.nabla.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses against their definitions. */
class LossesTest {
  /** −(1/N) Σ ln(e^x[label] / Σ eˣ), element by element. */
  private static double crossEntropy(double[] logits, long[] labels, int classes) {
    double total = 0;
    for (int row = 0; row < labels.length; row++) {
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        sum += Math.exp(logits[row * classes + c]);
      }
      total -= Math.log(Math.exp(logits[row * classes + (int) labels[row]]) / sum);
    }
    return total / labels.length;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 16, 17, 33, 1023})
  void crossEntropyIsTheMeanNegativeLogarithmOfTheLabelsProbability(int classes) {
    Rng rng = Rng.of(classes);
    for (int n : new int[] {1, 17, 128}) {
      Tensor logits = rng.randn(DType.FLOAT64, n, classes).mul(3);
      Tensor labels = rng.randint(0, classes, n);
      double expected = crossEntropy(logits.toDoubles(), labels.toLongs(), classes);
      Tensor loss = Losses.crossEntropy(logits, labels);
      assertEquals(Shape.SCALAR, loss.shape());
      assertEquals(expected, loss.item(), 1e-12 * (1 + expected));
      assertEquals(loss, Losses.crossEntropy(logits, labels.to(DType.INT32)));
      assertEquals(expected, Losses.crossEntropy(logits.to(DType.FLOAT32), labels).item(), 1e-5 * (1 + expected));
    }
  }

  @Test
  void crossEntropysGradientIsProbabilitiesMinusTruthOverTheNumberOfExamples() {
    Rng rng = Rng.of(7);
    Tensor logits = rng.randn(DType.FLOAT64, 2, 3, 5);
    Tensor labels = rng.randint(0, 5, 2, 3);
    Tensor truth = labels.unsqueeze(-1).eq(Tensor.arange(5)).to(DType.FLOAT64);
    Tensor expected = logits.softmax(-1).sub(truth).div(6);
    Tensor gradient = Autodiff.grad(x -> Losses.crossEntropy(x, labels)).apply(logits);
    assertTrue(gradient.allClose(expected, 1e-12, 1e-15));
    Tensor threefold = Autodiff.grad(x -> Losses.crossEntropy(x, labels).mul(3)).apply(logits);
    assertTrue(threefold.allClose(expected.mul(3), 1e-12, 1e-15), "the upstream gradient is honoured");
  }

  @Test
  void crossEntropyBearsHugeLogits() {
    Tensor logits = Tensor.of(new float[] {1e4f, -1e4f, 0, -1e4f, 1e4f, 0}, 2, 3);
    assertEquals(0, Losses.crossEntropy(logits, Tensor.of(0, 1)).item());
    assertEquals(2e4, Losses.crossEntropy(logits, Tensor.of(1, 0)).item());
    Parameter p = Parameter.of(logits);
    Losses.crossEntropy(p, Tensor.of(1, 0)).backward();
    assertEquals(Tensor.of(new float[] {0.5f, -0.5f, 0, -0.5f, 0.5f, 0}, 2, 3), p.gradient());
  }

  @Test
  void oneExampleNeedsNoBatchAxis() {
    Tensor logits = Tensor.of(1.0, 2.0, 3.0);
    assertEquals(Losses.crossEntropy(logits.unsqueeze(0), Tensor.of(2L)),
        Losses.crossEntropy(logits, Tensor.scalar(2L)));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 3, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32})
  void aLabelOutOfRangeIsNamed(long label) {
    Exception error =
        assertThrows(IndexOutOfBoundsException.class, () -> Losses.crossEntropy(Tensor.ones(2, 3), Tensor.of(
            0L, label)));
    assertEquals("crossEntropy: label " + label + " is none of the 3 classes, which are 0 to 2", error.getMessage());
  }

  @Test
  void crossEntropysMisfitsAreOneSentence() {
    requireMessage("crossEntropy: logits [2×3] need labels of shape [2], got [3]",
        () -> Losses.crossEntropy(Tensor.ones(2, 3), Tensor.of(0L, 1L, 2L)));
    requireMessage("crossEntropy: labels are int32 or int64 class numbers, got a float32 tensor of shape [2]",
        () -> Losses.crossEntropy(Tensor.ones(2, 3), Tensor.ones(2)));
    requireMessage("crossEntropy: logits are float32 or float64 of shape […×classes], got int64 [2×3]",
        () -> Losses.crossEntropy(Tensor.ones(2, 3).to(DType.INT64), Tensor.of(0L, 1L)));
    requireMessage("crossEntropy: logits are float32 or float64 of shape […×classes], got float32 []",
        () -> Losses.crossEntropy(Tensor.scalar(1f), Tensor.scalar(0L)));
    requireMessage("crossEntropy: shape [0×3] holds no examples to take the mean over",
        () -> Losses.crossEntropy(Tensor.ones(0, 3), Tensor.zeros(Shape.of(0), DType.INT64)));
  }

  @Test
  void mseIsTheMeanOfSquaredDifferences() {
    Rng rng = Rng.of(3);
    for (int[] shape : new int[][] {{}, {1}, {17}, {4, 33}, {2, 3, 5}}) {
      Tensor a = rng.randn(DType.FLOAT64, shape);
      Tensor b = rng.randn(DType.FLOAT64, shape);
      double expected = 0;
      for (int i = 0; i < a.size(); i++) {
        expected += Math.pow(a.toDoubles()[i] - b.toDoubles()[i], 2) / a.size();
      }
      assertEquals(expected, Losses.mse(a, b).item(), 1e-12);
      List<Tensor> gradients = Autodiff.gradients(x -> Losses.mse(x.get(0), x.get(1)).mul(5)).apply(List.of(a, b));
      Tensor slope = a.sub(b).mul(10.0 / a.size());
      assertTrue(gradients.get(0).allClose(slope, 1e-12, 1e-15));
      assertTrue(gradients.get(1).allClose(slope.neg(), 1e-12, 1e-15));
    }
  }

  @Test
  void mseNeverBroadcasts() {
    requireMessage("mse: prediction [4×1] and target [4] differ in shape, and a loss does not broadcast",
        () -> Losses.mse(Tensor.ones(4, 1), Tensor.ones(4)));
    requireMessage("mse: needs float32 or float64 tensors, got a prediction of float32 and a target of int64",
        () -> Losses.mse(Tensor.ones(2), Tensor.of(1L, 2L)));
    requireMessage("mse: shape [0×2] holds no examples to take the mean over",
        () -> Losses.mse(Tensor.ones(0, 2), Tensor.ones(0, 2)));
  }

  private static void requireMessage(String message, Runnable work) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }
}
