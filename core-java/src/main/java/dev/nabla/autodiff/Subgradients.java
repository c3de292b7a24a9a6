package dev.nabla.autodiff;

import dev.nabla.tensor.Strictness;
import dev.nabla.tensor.Subgradient;
import dev.nabla.tensor.Tensor;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What functions of functions do at kinks. It is a property of the function that is differentiated, so that every
 * transformation heeds it: {@code grad(strict(f))}, {@code jvp(strict(f), x, v)}, {@code hessian(strict(f))}.
 */
@SuppressWarnings("overloads") // for a lambda without types, UnaryOperator<Tensor> is the more specific of the two
public final class Subgradients {
  private Subgradients() {}

  /**
   * {@code f}, which refuses to be differentiated where there is no derivative: an operation that its argument leads to
   * throws {@link ArithmeticException} at a kink, a tie or a jump ({@link Subgradient#STRICT}). Derivatives that are
   * taken of other functions, outside or within, keep policies of their own, and where none is taken nothing is refused.
   */
  public static UnaryOperator<Tensor> strict(UnaryOperator<Tensor> f) {
    return strict((Function<Tensor, Tensor>) f)::apply;
  }

  /** {@link #strict(UnaryOperator)} for a function of a {@linkplain Trees tree}. */
  public static <P, Q> Function<P, Q> strict(Function<P, Q> f) {
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
