package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The laws that every operator of the core obeys, checked on the samples that it brings. */
class OperatorLawsTest {
  /** A law of one operator at one sample. */
  private interface Law {
    void check(String name, Op op, List<Tensor> x);
  }

  @Test
  void operatorsAreFound() {
    List<String> names = Operators.all().stream().map(Class::getSimpleName).toList();
    assertTrue(names.containsAll(List.of("Add", "Matmul", "Reshape", "Cat", "Compare")), "found only " + names);
  }

  @TestFactory
  Stream<DynamicTest> everyDifferentiableOperatorBringsSamples() {
    return Operators.all().stream().filter(type -> !Operators.declinesGradient(type))
        .map(type -> dynamicTest(type.getSimpleName(), () -> {
          List<Sample> samples = Operators.samples(type);
          assertNotNull(samples, type.getName() + " is differentiable and needs 'static List<Sample> samples()'");
          assertFalse(samples.isEmpty(), type.getName() + " has no samples");
          for (Sample sample : samples) {
            assertEquals(type, sample.op().getClass(), "the operator of a sample of " + type.getName());
            for (Tensor x : sample.inputs()) {
              assertTrue(x.dtype() != DType.FLOAT32, type.getName() + ": samples are float64, integer or bool");
            }
          }
        }));
  }

  @TestFactory
  Stream<DynamicNode> everyGradientMatchesFiniteDifferences() {
    return forEverySample((name, op, x) -> {
      Tensor u = direction(1, Operators.apply(op, x));
      List<Tensor> gradients = gradients(op, x, u);
      for (int i : Operators.floating(x)) {
        FiniteDifferences.requireGradient(name + ", input " + i,
            moved -> Operators.apply(op, moved).mul(u).sum(), x, i, gradients.get(i));
      }
    });
  }

  @TestFactory
  Stream<DynamicNode> everyTangentMatchesFiniteDifferences() {
    return forEverySample((name, op, x) -> {
      Tensor y = Operators.apply(op, x);
      List<Tensor> all = directions(2, x);
      FiniteDifferences.requireClose(name, FiniteDifferences.along(moved -> Operators.apply(op, moved), x, all),
          tangent(op, all, y, x).toDoubles(), 1e-6);
      for (int i : Operators.floating(x)) {
        List<Tensor> one = new ArrayList<>(x);
        one.replaceAll(none -> null);
        one.set(i, all.get(i));
        FiniteDifferences.requireClose(name + ", input " + i + " alone",
            FiniteDifferences.along(moved -> Operators.apply(op, moved), x, one), tangent(op, one, y, x).toDoubles(),
            1e-6);
      }
    });
  }

  /** ⟨u, Jv⟩ = ⟨Jᵀu, v⟩. */
  @TestFactory
  Stream<DynamicNode> everyTangentIsTheAdjointOfItsGradient() {
    return forEverySample((name, op, x) -> {
      Tensor y = Operators.apply(op, x);
      Tensor u = direction(3, y);
      List<Tensor> v = directions(4, x);
      double forward = u.mul(tangent(op, v, y, x)).sum().item();
      List<Tensor> gradients = gradients(op, x, u);
      double backward = 0;
      double size = 1e-3;
      for (int i : Operators.floating(x)) {
        Tensor products = gradients.get(i).mul(v.get(i));
        backward += products.sum().item();
        size += products.abs().sum().item();
      }
      assertEquals(forward, backward, 1e-12 * size, name);
    });
  }

  /** The gradient of ⟨w, Jᵀu⟩ with respect to the inputs by differences, and with respect to u: it is Jw. */
  @TestFactory
  Stream<DynamicNode> everyGradientCanBeDifferentiatedAgain() {
    return forEverySample((name, op, x) -> {
      Tensor y = Operators.apply(op, x);
      List<Tensor> w = directions(5, x);
      List<Tensor> at = new ArrayList<>(x);
      at.add(direction(6, y));
      Function<List<Tensor>, Tensor> projected = in -> {
        List<Tensor> p = parameters(in);
        return projectedGradient(op, p.subList(0, x.size()), p.get(x.size()), w);
      };
      List<Tensor> p = parameters(at);
      Tensor projection = projectedGradient(op, p.subList(0, x.size()), p.get(x.size()), w);
      for (int i : Operators.floating(at)) {
        Tensor second = gradient(projection, (Parameter) p.get(i));
        FiniteDifferences.requireGradient(name + ", input " + i, projected, at, i, second);
      }
      FiniteDifferences.requireClose(name + ", upstream", tangent(op, w, y, x).toDoubles(),
          gradient(projection, (Parameter) p.get(x.size())).toDoubles(), 1e-12);
    });
  }

  @TestFactory
  Stream<DynamicNode> everyOperatorComputesTheSameInFloat32() {
    return forEverySample((name, op, x) -> {
      Tensor y = Operators.apply(op, x);
      Tensor u = direction(7, y);
      List<Tensor> single = new ArrayList<>(x);
      single.replaceAll(t -> t.dtype().isFloating() ? t.to(DType.FLOAT32) : t);
      Tensor y32 = Operators.apply(op, single);
      FiniteDifferences.requireClose(name, y.toDoubles(), y32.toDoubles(), 1e-5);
      List<Tensor> gradients = gradients(op, x, u);
      List<Tensor> gradients32 = gradients(op, single, u.to(y32.dtype()));
      for (int i : Operators.floating(x)) {
        assertEquals(DType.FLOAT32, gradients32.get(i).dtype(), name + ": the gradient has the type of the input");
        FiniteDifferences.requireClose(name + ", gradient " + i, gradients.get(i).toDoubles(),
            gradients32.get(i).toDoubles(), 1e-5);
      }
    });
  }

  @TestFactory
  Stream<DynamicNode> everyOperatorComputesTheSameFromAnyLayout() {
    return forEverySample((name, op, x) -> {
      Tensor y = Operators.apply(op, x);
      Tensor u = direction(8, y);
      List<Tensor> gradients = gradients(op, x, u);
      for (Layouts layout : Layouts.values()) {
        List<Tensor> laidOut = new ArrayList<>(x);
        laidOut.replaceAll(layout::of);
        String what = name + ", " + layout;
        FiniteDifferences.requireClose(what, y.toDoubles(), Operators.apply(op, laidOut).toDoubles(), 1e-13);
        List<Tensor> again = gradients(op, laidOut, layout.of(u));
        for (int i : Operators.floating(x)) {
          FiniteDifferences.requireClose(what + ", gradient " + i, gradients.get(i).toDoubles(),
              again.get(i).toDoubles(), 1e-13);
        }
      }
    });
  }

  /** Inputs and output that an operator asks to keep are read by at least one gradient: no memory is held in vain. */
  @TestFactory
  Stream<DynamicTest> everyOperatorReadsWhatItKeeps() {
    return Operators.all().stream().filter(type -> !Operators.declinesGradient(type)).map(type -> dynamicTest(
        type.getSimpleName(), () -> {
          List<Sample> samples = Operators.samples(type);
          boolean keepsInputs = samples.stream().anyMatch(s -> s.op().needsInputs());
          boolean keepsOutput = samples.stream().anyMatch(s -> s.op().needsOutput());
          assertTrue(!keepsInputs || samples.stream().anyMatch(s -> !worksWithout(s, true, false)),
              type.getName() + " needs no inputs for its gradient, but keeps them");
          assertTrue(!keepsOutput || samples.stream().anyMatch(s -> !worksWithout(s, false, true)),
              type.getName() + " needs no output for its gradient, but keeps it");
        }));
  }

  private static boolean worksWithout(Sample sample, boolean inputs, boolean output) {
    List<Tensor> x = new ArrayList<>(sample.inputs());
    Tensor y = Operators.apply(sample.op(), x);
    Tensor u = direction(9, y);
    x.replaceAll(t -> inputs ? t.withoutValues() : t);
    try {
      for (int i : Operators.floating(x)) {
        Operators.backward(sample.op(), i, u, output ? y.withoutValues() : y, x);
      }
      return true;
    } catch (NullPointerException absent) {
      return false;
    }
  }

  /** An operator without a gradient refuses on the way to one, where its result would be floating. */
  @Test
  void anOperatorWithoutGradientIsRefusedWhenItIsRecorded() {
    record Opaque() implements UnaryOp {
      @Override
      public boolean differentiable() {
        return false;
      }

      @Override
      public Tensor forward(Tensor x) {
        return x.neg();
      }

      @Override
      public Tensor backward(Tensor g, Tensor y, Tensor x) {
        return null;
      }
    }

    Parameter p = Parameter.of(Tensor.of(1f, 2f));
    IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> new Opaque().apply(p));
    assertEquals("opaque: this operator has no gradient, but an input of it leads to a parameter; detach() the input, "
        + "or compute within noGrad", refusal.getMessage());
    assertEquals(Tensor.of(-1f, -2f), new Opaque().apply(p.detach()));
    assertEquals(Tensor.of(-1f, -2f), Backprop.noGrad(() -> new Opaque().apply(p)));
  }

  /** A gradient of a shape that fits neither the input nor what it was broadcast to is refused with the operator's name. */
  @Test
  void aGradientOfTheWrongShapeIsRefused() {
    record Crooked() implements UnaryOp {
      @Override
      public Tensor forward(Tensor x) {
        return x.sum();
      }

      @Override
      public Tensor backward(Tensor g, Tensor y, Tensor x) {
        return Tensor.zeros(3);
      }
    }

    Parameter p = Parameter.of(Tensor.of(1f, 2f));
    Tensor y = new Crooked().apply(p);
    IllegalStateException refusal = assertThrows(IllegalStateException.class, y::backward);
    assertEquals("crooked: its gradient has shape [3], which does not fit its input of shape [2]",
        refusal.getMessage());
    assertFalse(p.hasGradient());
  }

  // ---- every operator, every sample ----

  private static Stream<DynamicNode> forEverySample(Law law) {
    return Operators.all().stream().filter(type -> Operators.samples(type) != null)
        .map(type -> dynamicContainer(type.getSimpleName(), samples(type, law)));
  }

  private static Stream<DynamicTest> samples(Class<? extends Op> type, Law law) {
    return Operators.samples(type).stream().map(sample -> {
      String shapes = String.join(" ", sample.inputs().stream().map(x -> x.shape().toString()).toList());
      String name = sample.op() + " of " + shapes;
      return dynamicTest(name, () -> law.check(name, sample.op(), sample.inputs()));
    });
  }

  // ---- derivatives by the engine ----

  private static Tensor direction(long seed, Tensor like) {
    return Rng.of(seed).randn(DType.FLOAT64, like.shape().extents()).to(like.dtype());
  }

  private static List<Tensor> directions(long seed, List<Tensor> x) {
    Rng rng = Rng.of(seed);
    List<Tensor> result = new ArrayList<>();
    for (Tensor t : x) {
      result.add(t.dtype().isFloating() ? rng.randn(t.dtype(), t.shape().extents()) : null);
    }
    return result;
  }

  private static List<Tensor> parameters(List<Tensor> x) {
    return x.stream().map(t -> t.dtype().isFloating() ? Parameter.of(t) : t).toList();
  }

  /** Jᵀu by input; null at inputs that have no gradient. The inputs keep their layout, which parameters would not. */
  private static List<Tensor> gradients(Op op, List<Tensor> x, Tensor u) {
    try (Tape tape = Tape.open()) {
      List<Tensor> in = new ArrayList<>(x);
      in.replaceAll(t -> t.dtype().isFloating() ? tape.variable(t) : t);
      List<Integer> floating = Operators.floating(x);
      List<Tensor> found = tape.gradients(Operators.apply(op, in), u, floating.stream().map(in::get).toList(),
          Graph.KEEP);
      for (int k = 0; k < floating.size(); k++) {
        in.set(floating.get(k), found.get(k));
      }
      return in;
    }
  }

  /** ⟨w, Jᵀu⟩, recorded. */
  private static Tensor projectedGradient(Op op, List<Tensor> x, Tensor u, List<Tensor> w) {
    List<Parameter> wanted = Operators.floating(x).stream().map(i -> (Parameter) x.get(i)).toList();
    List<Tensor> gradients = Backprop.gradients(Operators.apply(op, x), u, wanted);
    Tensor sum = Tensor.scalar(0.0);
    for (int k = 0; k < wanted.size(); k++) {
      sum = sum.add(gradients.get(k).mul(w.get(Operators.floating(x).get(k))).sum());
    }
    return sum;
  }

  /** The gradient of one element; zeros where nothing was recorded because it is constant. */
  private static Tensor gradient(Tensor y, Parameter p) {
    return y.requiresGradient() ? Backprop.gradients(y, null, List.of(p)).get(0) : Tensor.zerosLike(p);
  }

  private static Tensor tangent(Op op, List<Tensor> dx, Tensor y, List<Tensor> x) {
    Tensor tangent = Operators.tangent(op, dx, y, x);
    assertEquals(y.shape(), tangent.shape(), op + ": the tangent has the shape of the output");
    return tangent;
  }
}
