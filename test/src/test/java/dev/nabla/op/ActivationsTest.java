package dev.nabla.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.tensor.Axes;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Activations are the methods of tensors; those over rows go along the last axis. */
class ActivationsTest {
  private final Tensor x = Rng.of(1).randn(DType.FLOAT64, 2, 3, 5);

  @Test
  void activationsAreTheMethodsOfTensors() {
    assertEquals(x.relu(), Activations.relu(x));
    assertEquals(x.tanh(), Activations.tanh(x));
    assertEquals(x.sigmoid(), Activations.sigmoid(x));
  }

  @Test
  void softmaxDistributesAlongTheLastAxis() {
    Tensor y = Activations.softmax(x);
    assertTrue(y.sum(-1).allClose(Tensor.ones(2, 3).to(DType.FLOAT64), 1e-14, 0));
    assertTrue(y.allClose(x.exp().div(x.exp().sum(Axes.KEEP, -1)), 1e-13, 0));
    assertTrue(y.log().allClose(Activations.logSoftmax(x), 1e-13, 1e-15));
  }
}
