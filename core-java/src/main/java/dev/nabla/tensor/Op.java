package dev.nabla.tensor;

import java.util.Locale;

/**
 * An operator: value, gradient, tangent and samples in one place. Operators are records whose components are their
 * attributes (an axis, an exponent); they implement one of {@link UnaryOp}, {@link BinaryOp} and {@link NaryOp}, and
 * more narrowly {@link ElementwiseOp} or {@link LinearOp} where those imply the tangent.
 *
 * <p>{@code forward} computes on plain tensors: shapes and types were checked by the static function or method that
 * users call. Gradients are written in tensor operations, so that they can be differentiated again, with {@code g} for
 * the upstream gradient, {@code y} for the output and {@code x}, {@code a}, {@code b} for inputs. A gradient may have
 * the shape of the output where the input was broadcast: the engine sums it down, and casts it to the input's type. It
 * is asked for only with respect to inputs of a floating type that lead to a gradient somebody wants.
 *
 * <p>Every operator that can be differentiated declares {@code static List<Sample> samples()}: the inputs on which it
 * vouches for its gradient. Tests find all operators on the class path and check them there.
 */
public interface Op {
  /** The operator's name as its method is called: {@code matmul}, {@code logSoftmax}. */
  default String label() {
    String name = getClass().getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  /**
   * The operator on paper, for this many inputs: value and vector-Jacobian products, as {@link Formula} says; its label
   * and Jᵀ·g where an operator brings none.
   */
  default Formula formula(int inputs) {
    return Formula.function(label(), inputs);
  }

  /** Whether there is a gradient; an operator without one throws where it is recorded on the way to a gradient. */
  default boolean differentiable() {
    return true;
  }

  /** Whether {@code backward} reads the values of inputs; when not, only their shapes are kept until then. */
  default boolean needsInputs() {
    return true;
  }

  /** Whether {@code backward} reads the values of the output; when not, only its shape is kept until then. */
  default boolean needsOutput() {
    return true;
  }
}
