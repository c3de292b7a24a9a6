package dev.nabla.autodiff;

import dev.nabla.tensor.Backprop;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Entries;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.FreeOf;
import dev.nabla.tensor.JointGradientOp;
import dev.nabla.tensor.Law;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Gradients that are not those of the operations: written by hand, looked at, or those of the identity. Within a vectorised
 * map functions and rules, like what is mapped, run once, on tensors that stand for every entry.
 */
final class CustomGradients {
  private CustomGradients() {}

  static <P> Function<P, Tensor> customGradient(Function<P, Tensor> forward, GradientRule<P> backward) {
    return x -> new Custom(leaves -> forward.apply(Recording.unflattened(x, leaves)), (g, y, leaves) -> {
      P point = Recording.unflattened(x, leaves);
      return Trees.beside(Trees.named(point), backward.backward(g, y, point), "customGradient", "gradient", "argument");
    }).apply(Trees.flatten(x));
  }

  static UnaryOperator<Tensor> straightThrough(UnaryOperator<Tensor> f) {
    return new StraightThrough(f)::apply;
  }

  static Tensor onGradient(Tensor x, UnaryOperator<Tensor> hook) {
    if (!x.dtype().isFloating()) {
      throw new IllegalArgumentException("onGradient: a tensor of type " + x.dtype()
          + " has no gradient; it needs float32 or float64");
    }
    return new OnGradient(hook).apply(x);
  }

  /** A user's function without its derivatives: they are another's business. */
  private static Tensor plain(String operation, Supplier<Tensor> function) {
    Tensor y = Trees.given(operation, Backprop.noGrad(function)).detach();
    if (y != y.underlying()) {
      throw new IllegalStateException(operation + ": the function reads a tensor of a vectorised map that is not among "
          + "its arguments; pass it as one");
    }
    return y;
  }

  /** {@code f} of all entries of a batch. */
  private static UnaryOperator<Tensor> mapped(UnaryOperator<Tensor> f) {
    return all -> Entries.mapped(List.of(all), one -> f.apply(one.get(0)));
  }

  /** A function and its gradients, of which those that are 0 may be null. */
  @FreeOf(value = Law.BROADCASTING, because = "what a function of the user takes is its own affair")
  record Custom(Function<List<Tensor>, Tensor> function, GradientRule<List<Tensor>> rule) implements JointGradientOp {
    @Override
    public String label() {
      return "customGradient";
    }

    @Override
    public Tensor forward(List<Tensor> x) {
      return plain(label(), () -> function.apply(x));
    }

    @Override
    public List<Tensor> backward(boolean[] wanted, Tensor g, Tensor y, List<Tensor> x) {
      List<Tensor> given = rule.backward(g, y, x);
      List<Tensor> gradients = new ArrayList<>(Collections.nCopies(wanted.length, null));
      for (int i = 0; i < wanted.length; i++) {
        if (wanted[i]) {
          gradients.set(i, given.get(i) == null ? Tensor.zerosLike(x.get(i)) : given.get(i));
        }
      }
      return gradients;
    }

    @Override
    public Tensor batched(List<Tensor> x) {
      return new Custom(all -> Entries.mapped(all, function), (g, y, all) -> {
        List<Tensor> read = new ArrayList<>(List.of(g, y));
        read.addAll(all);
        return Entries.mappedAll(read, one -> rule.backward(one.get(0), one.get(1), one.subList(2, one.size())));
      }).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      Formula f = Formula.function("f", inputs);
      String arguments = "(g, y, " + String.join(", ", f.inputs()) + ")";
      String[] gradients = new String[inputs];
      Arrays.setAll(gradients, i -> "rule" + (inputs == 1 ? "" : Formula.subscript(i + 1)) + arguments);
      return Formula.of(f.inputs(), f.value(), gradients).where("f, rule: what customGradient was given");
    }

    static List<Sample> samples() {
      Function<List<Tensor>, Tensor> product = x -> x.get(0).mul(x.get(1)).tanh();
      GradientRule<List<Tensor>> rule = (g, y, x) -> {
        Tensor slope = g.mul(y.mul(y).neg().add(1));
        return List.of(slope.mul(x.get(1)), slope.mul(x.get(0)));
      };
      List<Tensor> at = List.of(Domain.REALS.draw(1, 3, 4), Domain.REALS.draw(2, 3, 4));
      return List.of(new Sample(new Custom(product, rule), at));
    }
  }

  /** f with the gradient of the identity. */
  record StraightThrough(UnaryOperator<Tensor> f) implements UnaryOp {
    @Override
    public Tensor forward(Tensor x) {
      Tensor y = plain(label(), () -> f.apply(x));
      if (!y.shape().equals(x.shape())) {
        throw new IllegalArgumentException("straightThrough: the function gives shape " + y.shape() + " for shape "
            + x.shape() + ", but what has the gradient of the identity keeps the shape");
      }
      return y;
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g;
    }

    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return dx;
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(Tensor x) {
      return new StraightThrough(mapped(f)).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("f(x)", "g").where("f: what straightThrough was given");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new StraightThrough(x -> x.mul(1)), Domain.REALS);
    }
  }

  /** The identity, whose gradient somebody looks at. */
  record OnGradient(UnaryOperator<Tensor> hook) implements UnaryOp {
    @Override
    public Tensor forward(Tensor x) {
      return x;
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      Tensor other = hook.apply(g);
      if (other == null || !other.shape().equals(g.shape())) {
        throw new IllegalStateException(
            "onGradient: the hook made " + (other == null ? "null" : "shape " + other.shape())
                + " of a gradient of shape " + g.shape() + ", which it must keep");
      }
      return other;
    }

    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return dx;
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(Tensor x) {
      return new OnGradient(mapped(hook)).apply(x);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("x", "hook(g)").where("hook: what onGradient was given");
    }

    static List<Sample> samples() {
      return Samples.elementwise(new OnGradient(g -> g), Domain.REALS);
    }
  }
}
