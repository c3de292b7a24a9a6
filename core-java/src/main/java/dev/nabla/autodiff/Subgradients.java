package dev.nabla.autodiff;

import dev.nabla.tensor.Strictness;
import dev.nabla.tensor.Subgradient;
import java.util.function.Function;

/**
 * What functions of functions do at kinks. It is a property of the function that is differentiated, so that every
 * transformation heeds it: {@code grad(strict(f))}, {@code jvp(strict(f), x, v)}, {@code hessian(strict(f))}.
 */
final class Subgradients {
  private Subgradients() {}

  static <P, Q> Function<P, Q> strict(Function<P, Q> f) {
    return x -> {
      Strictness level = Strictness.open();
      return Trees.map(f.apply(Trees.map(x, level::variable)), level::value);
    };
  }

  /** {@code f} under a policy. */
  static <P, Q> Function<P, Q> under(Subgradient policy, Function<P, Q> f) {
    return switch (policy) {
      case CONVENTION -> f;
      case STRICT -> strict(f);
    };
  }
}
