package dev.nabla.autodiff;

import dev.nabla.tensor.Graph;
import dev.nabla.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Gradients of functions that give a single element, as functions. What does not fit is refused in the name of an
 * operation.
 */
final class Gradients {
  private Gradients() {}

  static <P> UnaryOperator<P> grad(String operation, Function<P, Tensor> f) {
    Function<P, ValueAndGradient<P>> both = valueAndGrad(operation, f);
    return x -> both.apply(x).gradient();
  }

  static <P> Function<P, ValueAndGradient<P>> valueAndGrad(String operation, Function<P, Tensor> f) {
    Function<P, ValueGradientAndAuxiliary<P, Object>> all =
        valueAndGradWithAuxiliary(operation, x -> new WithAuxiliary<>(f.apply(x), null));
    return x -> {
      ValueGradientAndAuxiliary<P, Object> at = all.apply(x);
      return new ValueAndGradient<>(at.value(), at.gradient());
    };
  }

  static <P, A> Function<P, ValueGradientAndAuxiliary<P, A>> valueAndGradWithAuxiliary(
      String operation, Function<P, WithAuxiliary<A>> f) {
    return x -> {
      Recording<P, WithAuxiliary<A>> recording = Recording.of(f, x, Trees.point(operation, x));
      WithAuxiliary<A> output = Trees.given(operation, recording.output());
      Tensor y = Trees.given(operation, output.value());
      requireSingleElement(operation, y);
      Tensor value = recording.constant(y);
      A auxiliary = recording.constant(output.auxiliary());
      P gradient = recording.gradient(List.of(y), Collections.singletonList(null), Graph.FREE);
      return new ValueGradientAndAuxiliary<>(value, gradient, auxiliary);
    };
  }

  private static void requireSingleElement(String operation, Tensor y) {
    if (!y.dtype().isFloating()) {
      throw new IllegalArgumentException(operation + ": the function gives " + y.dtype() + " " + y.shape()
          + ", but only float32 and float64 have gradients");
    }
    if (y.size() != 1) {
      throw new IllegalArgumentException(operation + ": the function gives shape " + y.shape()
          + ", but a gradient is that of a single element; reduce it with sum() or mean()");
    }
  }
}
