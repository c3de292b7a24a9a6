package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every misuse of gradients is refused with a sentence that says what was got and what is needed. */
class BackpropErrorsTest {
  private final Parameter weight = Parameter.of("weight", Tensor.ones(2, 3));

  private static void refuses(Class<? extends RuntimeException> type, String sentence, Executable misuse) {
    assertEquals(sentence, assertThrows(type, misuse).getMessage());
  }

  @Test
  void backwardNeedsARecordedGradient() {
    String needed = "; it must be computed, outside noGrad, from a Parameter";
    refuses(IllegalStateException.class,
        "backward: no gradient is recorded for this float32 tensor of shape []" + needed,
        () -> Tensor.scalar(1f).backward());
    refuses(IllegalStateException.class,
        "backward: no gradient is recorded for this float32 tensor of shape []" + needed,
        () -> Backprop.noGrad(() -> weight.sum()).backward());
    refuses(IllegalStateException.class, "backward: no gradient is recorded for this int64 tensor of shape []" + needed,
        () -> weight.argmax().backward());
    refuses(IllegalStateException.class,
        "backward: no gradient is recorded for this float32 tensor of shape [2×3]" + needed,
        () -> Backprop.gradients(weight.detach(), Tensor.ones(2, 3), List.of(weight)));
  }

  @Test
  void severalElementsNeedAnUpstreamGradient() {
    refuses(IllegalStateException.class, "backward: an output of shape [2×3] needs an upstream gradient of that shape; "
        + "only a single element does without", () -> weight.mul(2).backward());
    refuses(IllegalStateException.class, "backward: an output of shape [0] needs an upstream gradient of that shape; "
        + "only a single element does without", () -> weight.flatten().narrow(0, 0, 0).backward());
    assertFalse(weight.hasGradient());
  }

  @Test
  void theUpstreamGradientHasTheShapeOfTheOutput() {
    refuses(IllegalArgumentException.class,
        "backward: the upstream gradient is float32 [3], but the output is float32 [2×3]",
        () -> weight.mul(2).backward(Tensor.ones(3)));
    refuses(IllegalArgumentException.class,
        "backward: the upstream gradient is int64 [2×3], but the output is float32 [2×3]",
        () -> weight.mul(2).backward(Tensor.zeros(Shape.of(2, 3), DType.INT64)));
  }

  @Test
  void aParameterAssignedInBetweenIsNamed() {
    Tensor loss = weight.mul(weight).sum();
    weight.assign(Tensor.zeros(2, 3));
    refuses(IllegalStateException.class, "backward: parameter 'weight' [2×3] was assigned a new value after mul had "
        + "read the old one; compute the output again before backward", loss::backward);
    assertFalse(weight.hasGradient());
  }

  @Test
  void nothingIsAssignedWhenOneOfSeveralParametersIsStale() {
    Parameter bias = Parameter.of("bias", Tensor.ones(3));
    Tensor loss = weight.add(bias).mul(weight).sum();
    weight.assign(Tensor.zeros(2, 3));
    assertThrows(IllegalStateException.class, loss::backward);
    assertFalse(weight.hasGradient());
    assertFalse(bias.hasGradient());
  }

  @Test
  void aFreedGraphIsNotDifferentiatedAgain() {
    String sentence = "backward: these operations were already freed by an earlier backward pass; "
        + "compute the output again, or pass Graph.KEEP to the earlier pass";
    Tensor loss = weight.mul(2).sum();
    loss.backward();
    refuses(IllegalStateException.class, sentence, loss::backward);

    Tensor hidden = weight.exp();
    hidden.sum().backward();
    refuses(IllegalStateException.class, sentence, () -> hidden.mul(2).sum().backward());
    assertEquals(weight.value().exp().add(2), weight.gradient());
  }

  @Test
  void integersHaveNoGradient() {
    refuses(IllegalArgumentException.class,
        "parameter: a tensor of type int64 has no gradient; a parameter needs float32 or float64",
        () -> Parameter.of(Tensor.arange(3)));
    refuses(IllegalArgumentException.class,
        "parameter: a tensor of type bool has no gradient; a parameter needs float32 or float64",
        () -> Parameter.of("mask", Tensor.of(true)));
    try (Tape tape = Tape.open()) {
      refuses(IllegalArgumentException.class,
          "grad: cannot differentiate with respect to a tensor of type int32; it needs float32 or float64",
          () -> tape.variable(Tensor.of(1, 2)));
    }
  }

  @Test
  void aGradientThatIsNotThereIsNotRead() {
    refuses(IllegalStateException.class, "gradient: parameter 'weight' [2×3] has none; call backward() on something "
        + "computed from it, and read it before the optimizer's step", weight::gradient);
  }

  @Test
  void onlyValuesOfShapeAndTypeAreAssigned() {
    refuses(IllegalArgumentException.class, "assign: parameter 'weight' [2×3] holds float32 [2×3], got float32 [3×2]",
        () -> weight.assign(Tensor.ones(3, 2)));
    refuses(IllegalArgumentException.class, "assign: parameter 'weight' [2×3] holds float32 [2×3], got float64 [2×3]",
        () -> weight.assign(Tensor.ones(Shape.of(2, 3), DType.FLOAT64)));
    assertEquals(Tensor.ones(2, 3), weight.value());
  }
}
