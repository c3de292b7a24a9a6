package dev.nabla.autodiff;

import dev.nabla.tensor.Subgradient;
import dev.nabla.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Functions of functions: gradients, products with the Jacobian J from either side, Jacobians and Hessians, vectorised
 * maps, checkpoints, gradients of one's own.
 *
 * <p>Functions take and give a tensor of a floating type or a {@linkplain Trees tree} of those; for those of a single
 * tensor each method stands here a second time, so that lambdas need no types. Parameters and other tensors that a
 * function reads on the way are constants to it, and so is, forward and in reverse, what it computes within
 * {@link dev.nabla.tensor.Backprop#noGrad}. Results are again functions of tensors: transformations nest in any order, and
 * what is outside, parameters too, can be differentiated through them.
 *
 * <p>All throw {@link IllegalArgumentException} when a tensor that is differentiated with respect to is not of a floating
 * type, when an argument holds no tensor, or when a tangent, cotangent or gradient is not like what it belongs to.
 * Tangents and cotangents may be null, or parts of theirs: nothing moves there, and what is zero is not computed.
 */
@SuppressWarnings("overloads") // for a lambda without types, UnaryOperator<Tensor> is the more specific of the two
public final class Autodiff {
  private Autodiff() {}

  // ---- gradients of functions that give a single element ----

  /** The gradient of {@code f} as a function of its argument: zeros where {@code f} does not depend on it. */
  public static UnaryOperator<Tensor> grad(UnaryOperator<Tensor> f) {
    return grad((Function<Tensor, Tensor>) f);
  }

  /** The gradient of a function of a {@linkplain Trees tree}, which is like its argument. */
  public static <P> UnaryOperator<P> grad(Function<P, Tensor> f) {
    return Gradients.grad("grad", f);
  }

  /** {@link #grad(UnaryOperator)} under a policy for kinks: with {@code STRICT} the gradient of {@code strict(f)}. */
  public static UnaryOperator<Tensor> grad(UnaryOperator<Tensor> f, Subgradient policy) {
    return grad((Function<Tensor, Tensor>) f, policy);
  }

  /** {@link #grad(Function)} under a policy for kinks. */
  public static <P> UnaryOperator<P> grad(Function<P, Tensor> f, Subgradient policy) {
    return grad(Subgradients.under(policy, f));
  }

  /** {@link #grad(UnaryOperator)} for a function of several tensors: the gradients with respect to each of them. */
  public static UnaryOperator<List<Tensor>> gradients(Function<List<Tensor>, Tensor> f) {
    return Gradients.grad("gradients", f);
  }

  /** The value of {@code f} together with its {@linkplain #grad gradient}, in one evaluation. */
  public static Function<Tensor, ValueAndGradient<Tensor>> valueAndGrad(UnaryOperator<Tensor> f) {
    return valueAndGrad((Function<Tensor, Tensor>) f);
  }

  /** The value of a function of a {@linkplain Trees tree} together with its gradient, in one evaluation. */
  public static <P> Function<P, ValueAndGradient<P>> valueAndGrad(Function<P, Tensor> f) {
    return Gradients.valueAndGrad("valueAndGrad", f);
  }

  /** {@link #valueAndGrad(UnaryOperator)} under a policy for kinks. */
  public static Function<Tensor, ValueAndGradient<Tensor>> valueAndGrad(UnaryOperator<Tensor> f, Subgradient policy) {
    return valueAndGrad((Function<Tensor, Tensor>) f, policy);
  }

  /** {@link #valueAndGrad(Function)} under a policy for kinks. */
  public static <P> Function<P, ValueAndGradient<P>> valueAndGrad(Function<P, Tensor> f, Subgradient policy) {
    return valueAndGrad(Subgradients.under(policy, f));
  }

  /** {@link #valueAndGrad(UnaryOperator)} for a function of several tensors. */
  public static Function<List<Tensor>, ValueAndGradient<List<Tensor>>> valueAndGradients(
      Function<List<Tensor>, Tensor> f) {
    return Gradients.valueAndGrad("valueAndGradients", f);
  }

  /** Value and gradient of a function that gives something else beside, in one evaluation. */
  public static <P, A> Function<P, ValueGradientAndAuxiliary<P, A>> valueAndGradWithAuxiliary(
      Function<P, WithAuxiliary<A>> f) {
    return Gradients.valueAndGradWithAuxiliary("valueAndGradWithAuxiliary", f);
  }

  // ---- the Jacobian as a linear map, from either side ----

  /** Value and J·v in one pass that keeps nothing for later: forward mode. */
  public static ValueAndTangent<Tensor> jvp(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
    return JacobianProducts.jvp("jvp", f, x, v);
  }

  /** {@link #jvp(UnaryOperator, Tensor, Tensor)} for functions of trees that give trees. */
  public static <P, Q> ValueAndTangent<Q> jvp(Function<P, Q> f, P x, P v) {
    return JacobianProducts.jvp("jvp", f, x, v);
  }

  /** The Gâteaux derivative lim (f(x + t·v) − f(x)) / t for t → 0, which is J·v. */
  public static Tensor directionalDerivative(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
    return JacobianProducts.jvp("directionalDerivative", f, x, v).tangent();
  }

  /** {@link #directionalDerivative(UnaryOperator, Tensor, Tensor)} for functions of trees that give trees. */
  public static <P, Q> Q directionalDerivative(Function<P, Q> f, P x, P v) {
    return JacobianProducts.jvp("directionalDerivative", f, x, v).tangent();
  }

  /**
   * Value and the pullback u ↦ Jᵀu, from one evaluation: reverse mode. The recorded operations are kept as long as the
   * pullback is, which may be used any number of times.
   */
  public static ValueAndPullback<Tensor, Tensor> vjp(UnaryOperator<Tensor> f, Tensor x) {
    return JacobianProducts.vjp("vjp", f, x);
  }

  /** {@link #vjp(UnaryOperator, Tensor)} for functions of trees that give trees. */
  public static <P, Q> ValueAndPullback<P, Q> vjp(Function<P, Q> f, P x) {
    return JacobianProducts.vjp("vjp", f, x);
  }

  /**
   * Value and the map v ↦ J·v, which costs a pass over linear operations only: {@code f} is evaluated once, however many
   * directions are tried.
   */
  public static Linearization<Tensor, Tensor> linearize(UnaryOperator<Tensor> f, Tensor x) {
    return JacobianProducts.linearize(f, x);
  }

  /** {@link #linearize(UnaryOperator, Tensor)} for functions of trees that give trees. */
  public static <P, Q> Linearization<P, Q> linearize(Function<P, Q> f, P x) {
    return JacobianProducts.linearize(f, x);
  }

  // ---- dense Jacobians, and second derivatives ----

  /**
   * The Jacobian of {@code f} at {@code x}, of the shape of the output followed by that of the input:
   * J[i…, j…] = ∂y[i…] / ∂x[j…]. It is computed forward where inputs are fewer than outputs, in chunks when it is large.
   */
  public static Tensor jacobian(UnaryOperator<Tensor> f, Tensor x) {
    return jacobian(f).apply(x);
  }

  /** The {@linkplain #jacobian(UnaryOperator, Tensor) Jacobian} of {@code f} as a function of its argument. */
  public static UnaryOperator<Tensor> jacobian(UnaryOperator<Tensor> f) {
    return jacobian((Function<Tensor, Tensor>) f);
  }

  /** The Jacobian of {@code f} by the sweep that is asked for. */
  public static UnaryOperator<Tensor> jacobian(Sweep sweep, UnaryOperator<Tensor> f) {
    return jacobian(sweep, (Function<Tensor, Tensor>) f);
  }

  /** The Jacobians of {@code f} with respect to each tensor of its argument, as a tree like that. */
  public static <P> P jacobian(Function<P, Tensor> f, P x) {
    return jacobian(f).apply(x);
  }

  /** {@link #jacobian(Function, Object)} as a function of its argument. */
  public static <P> UnaryOperator<P> jacobian(Function<P, Tensor> f) {
    return Jacobians.jacobian(f);
  }

  /** {@link #jacobian(Function)} by the sweep that is asked for. */
  public static <P> UnaryOperator<P> jacobian(Sweep sweep, Function<P, Tensor> f) {
    return Jacobians.jacobian(sweep, f);
  }

  /**
   * All second derivatives at {@code x} of {@code f}, which gives a single element: of the shape of {@code x} twice, the
   * Jacobian of the gradient, by forward over reverse mode.
   */
  public static Tensor hessian(UnaryOperator<Tensor> f, Tensor x) {
    return hessian(f).apply(x);
  }

  /** The {@linkplain #hessian(UnaryOperator, Tensor) Hessian} of {@code f} as a function of its argument. */
  public static UnaryOperator<Tensor> hessian(UnaryOperator<Tensor> f) {
    return Hessians.hessian(f);
  }

  /**
   * H·v, the Hessian of {@code f} at {@code x} times {@code v}, at the cost of a few evaluations: the derivative of the
   * gradient along {@code v}, by forward over reverse mode (B. Pearlmutter, "Fast exact multiplication by the Hessian",
   * 1994).
   */
  public static Tensor hvp(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
    return Hessians.hvp(f, x, v);
  }

  /** {@link #hvp(UnaryOperator, Tensor, Tensor)} for a function of a tree, {@code v} and the product like it. */
  public static <P> P hvp(Function<P, Tensor> f, P x, P v) {
    return Hessians.hvp(f, x, v);
  }

  /**
   * Jᵀ·H·J·v, where J is the Jacobian of {@code model} at {@code x} and H the Hessian of {@code loss} at what the model
   * gives: the Hessian of the composition without the curvature of the model, positive semidefinite for a convex loss
   * (N. Schraudolph, "Fast curvature matrix-vector products for second-order gradient descent", 2002).
   */
  public static Tensor gaussNewtonVp(UnaryOperator<Tensor> model, UnaryOperator<Tensor> loss, Tensor x, Tensor v) {
    return Hessians.gaussNewtonVp(model, loss, x, v);
  }

  /** {@link #gaussNewtonVp(UnaryOperator, UnaryOperator, Tensor, Tensor)} for a model of a tree. */
  public static <P> P gaussNewtonVp(Function<P, Tensor> model, UnaryOperator<Tensor> loss, P x, P v) {
    return Hessians.gaussNewtonVp(model, loss, x, v);
  }

  // ---- vectorised maps ----

  /**
   * The vectorised map of {@code f}, which is written for one example and runs once for all of them: the function of the
   * slices along the first axis, results along the first axis. Each operation is carried out for all entries together, by
   * a rule of the operator, or entry after entry where it has none; the result is that of a loop, stacked.
   *
   * <p>In-axes say along which axis of an argument its entries lie, and null that all entries share the argument;
   * out-axes say along which new axis of a result its entries are put, and null that the result is the same for all.
   *
   * <p>Since the function runs once, for all entries:
   * <ul>
   *   <li>it cannot read elements of what it maps over ({@code item()}, {@code toDoubles()}, {@code equals}), nor branch
   *       on them: that throws {@link IllegalStateException}, and {@link Tensor#where} takes the place of the branch;
   *   <li>random numbers drawn within, and what dropout clears, are the same for every entry. Numbers of their own are
   *       drawn outside, for the whole batch, and mapped over.
   * </ul>
   */
  public static UnaryOperator<Tensor> vmap(UnaryOperator<Tensor> f) {
    return vmap(f, 0, 0);
  }

  /** {@code f} of each slice along the axis {@code in}, results along the axis {@code out}. */
  public static UnaryOperator<Tensor> vmap(UnaryOperator<Tensor> f, int in, int out) {
    return vmap((Function<Tensor, Tensor>) f, in, out)::apply;
  }

  /** {@link #vmap(UnaryOperator)} for functions of trees that give trees, all of whose tensors have entries. */
  public static <A, R> Function<A, R> vmap(Function<A, R> f) {
    return vmap(f, 0, 0);
  }

  /** {@code f} of the slices of all tensors in a tree along the axis {@code in}, all results along the axis {@code out}. */
  public static <A, R> Function<A, R> vmap(Function<A, R> f, int in, int out) {
    return Vmap.vmap(f, in, out);
  }

  /** {@code f} of each pair of slices along the first axes, results along the first axis. */
  public static BinaryOperator<Tensor> vmap(BinaryOperator<Tensor> f) {
    return vmap(f, 0, 0, 0);
  }

  /** {@code f} of two tensors' slices along these axes; null for a tensor that all entries share. */
  public static BinaryOperator<Tensor> vmap(BinaryOperator<Tensor> f, Integer inA, Integer inB, int out) {
    return vmap((BiFunction<Tensor, Tensor, Tensor>) f, inA, inB, out)::apply;
  }

  /** {@code f} of the slices of two trees along these axes; null for a tree that all entries share. */
  public static <A, B, R> BiFunction<A, B, R> vmap(BiFunction<A, B, R> f, Integer inA, Integer inB, int out) {
    return Vmap.vmap(f, inA, inB, out);
  }

  /** {@code f} of the slices of several tensors along their first axes, all results along the first axis. */
  public static UnaryOperator<List<Tensor>> vmapAll(UnaryOperator<List<Tensor>> f) {
    return vmap((Function<List<Tensor>, List<Tensor>>) f)::apply;
  }

  /**
   * {@code f} of the slices of several tensors along the axes {@code in}, its results along the axes {@code out}; an axis
   * is null where nothing is mapped ({@code Arrays.asList(0, null)}).
   *
   * <p>The function that this gives throws {@link IllegalArgumentException} when axes and tensors differ in number, no
   * axis says how many entries there are or two say different numbers, or a result without an axis is not the same for
   * all entries; {@link IndexOutOfBoundsException} for an axis that is not there.
   */
  public static UnaryOperator<List<Tensor>> vmapAll(UnaryOperator<List<Tensor>> f, List<Integer> in,
      List<Integer> out) {
    return Vmap.vmapAll(f, in, out);
  }

  /**
   * The gradients of a loss with respect to every parameter, for each example by itself: [examples, …] before the
   * parameter's own shape. Their mean over the first axis is the gradient of the mean loss.
   *
   * @param loss of parameters and one example (the slices of {@code batch}), a single element
   * @param parameters a tree of tensors, such as a list or a record of them; the gradients are another
   * @param batch tensors whose first axis runs over the examples: inputs, targets
   */
  public static <P> P perSampleGradients(BiFunction<P, List<Tensor>, Tensor> loss, P parameters, Tensor... batch) {
    return Vmap.perSampleGradients(loss, parameters, batch);
  }

  // ---- functions with other derivatives, or another way to them ----

  /**
   * {@code f}, evaluated again when its gradient is asked for instead of being recorded, memory for time: value and
   * gradient are the same bit for bit (T. Chen et al., "Training deep nets with sublinear memory cost", 2016). Parameters
   * that f reads have their gradients; random numbers are drawn once and the same again, from whichever
   * {@link dev.nabla.tensor.Rng} they come.
   *
   * <p>f must do the same each time it is evaluated, and change nothing outside.
   */
  public static UnaryOperator<Tensor> checkpoint(UnaryOperator<Tensor> f) {
    return checkpoint((Function<Tensor, Tensor>) f)::apply;
  }

  /** {@link #checkpoint(UnaryOperator)} for a function of a tree. */
  public static <P> Function<P, Tensor> checkpoint(Function<P, Tensor> f) {
    return Checkpoints.checkpoint(f);
  }

  /**
   * {@code forward} with {@code backward} for its gradient. Both get plain values; what they read beside their arguments
   * is a constant. Written in tensor operations, the rule can be differentiated again; being linear in g, it gives
   * forward mode its tangent too.
   */
  public static UnaryOperator<Tensor> customGradient(UnaryOperator<Tensor> forward, GradientRule<Tensor> backward) {
    return customGradient((Function<Tensor, Tensor>) forward, backward)::apply;
  }

  /** {@link #customGradient(UnaryOperator, GradientRule)} for a function of a tree. */
  public static <P> Function<P, Tensor> customGradient(Function<P, Tensor> forward, GradientRule<P> backward) {
    return CustomGradients.customGradient(forward, backward);
  }

  /** {@code x} as a constant: no derivative passes. */
  public static Tensor stopGradient(Tensor x) {
    return x.detach();
  }

  /** The tensors of a tree as constants. */
  public static <P> P stopGradient(P x) {
    return Trees.map(x, Tensor::detach);
  }

  /**
   * {@code f}, which keeps the shape of its argument, with the gradient of the identity: for rounding and thresholds,
   * whose own gradient is 0 (Y. Bengio et al., "Estimating or propagating gradients through stochastic neurons", 2013).
   */
  public static UnaryOperator<Tensor> straightThrough(UnaryOperator<Tensor> f) {
    return CustomGradients.straightThrough(f);
  }

  /**
   * A tensor equal to {@code x} whose gradient passes through {@code hook} on its way to x: all that comes from its uses,
   * summed. The hook returns the gradient, or another of the same shape: scaled, clipped. Tangents pass as they are.
   */
  public static Tensor onGradient(Tensor x, UnaryOperator<Tensor> hook) {
    return CustomGradients.onGradient(x, hook);
  }

  /**
   * {@code f}, which refuses to be differentiated where there is no derivative: an operation that its argument leads to
   * throws {@link ArithmeticException} at a kink, a tie or a jump ({@link Subgradient#STRICT}). Derivatives that are
   * taken of other functions, outside or within, keep policies of their own, and where none is taken nothing is refused.
   */
  public static UnaryOperator<Tensor> strict(UnaryOperator<Tensor> f) {
    return strict((Function<Tensor, Tensor>) f)::apply;
  }

  /** {@link #strict(UnaryOperator)} for a function of a tree. */
  public static <P, Q> Function<P, Q> strict(Function<P, Q> f) {
    return Subgradients.strict(f);
  }
}
