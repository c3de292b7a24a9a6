package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.check.Calculus;
import dev.nabla.check.Operators;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every operator, on the samples that it brings: a vectorised map is a loop over the entries of the batch. */
class BatchingLawsTest {
  private static final int ENTRIES = 3;

  /** A law of one operator at one sample, whose inputs lie in the batch along some axes; null where they are shared. */
  private interface Law {
    void check(String name, Op op, List<Tensor> x, List<Integer> axes);
  }

  @TestFactory
  Stream<DynamicNode> everyOperatorMapsAsALoopWould() {
    return forEverySample(true, (name, op, x, axes) -> {
      UnaryOperator<List<Tensor>> f = in -> List.of(Calculus.value(op, in));
      requireLoop(name, f, x, axes, 0);
      requireLoop(name, f, x, axes, -1);
    });
  }

  @TestFactory
  Stream<DynamicNode> everyGradientMapsAsALoopWould() {
    return forEverySample(false, (name, op, x, axes) -> {
      List<Tensor> in = new ArrayList<>(x);
      in.add(direction(Calculus.value(op, x), 1));
      List<Integer> all = new ArrayList<>(axes);
      all.add(0);
      requireLoop(name, with -> gradients(op, with), in, all, 0);
    });
  }

  /** The gradient of Σ ⟨u, f⟩ over the entries: that of each entry where the input differs, else their sum. */
  @TestFactory
  Stream<DynamicNode> everyMapHasTheGradientOfALoop() {
    return forEverySample(false, (name, op, x, axes) -> {
      List<Tensor> in = batch(x, axes);
      List<Tensor> mapped;
      List<Tensor> looped;
      UnaryOperator<List<Tensor>> f = one -> List.of(Calculus.value(op, one));
      try (Tape tape = Tape.open()) {
        List<Tensor> variables = variables(tape, in);
        Tensor y = Autodiff.vmapAll(f, axes, List.of(0)).apply(variables).get(0);
        mapped = gradients(tape, y, direction(y, 2), variables);
      }
      try (Tape tape = Tape.open()) {
        List<Tensor> variables = variables(tape, in);
        Tensor y = loop(f, variables, axes, 0).get(0);
        looped = gradients(tape, y, direction(y, 2), variables);
      }
      requireClose(name, looped, mapped);
    });
  }

  @TestFactory
  Stream<DynamicNode> everyTangentMapsAsALoopWould() {
    return forEverySample(false, (name, op, x, axes) -> {
      List<Tensor> in = new ArrayList<>(x);
      List<Integer> all = new ArrayList<>(axes);
      for (Tensor each : x) {
        in.add(direction(each, 3));
        all.add(0);
      }
      requireLoop(name, with -> List.of(tangent(op, with.subList(0, x.size()), with.subList(x.size(), in.size()))), in,
          all, 0);
    });
  }

  @TestFactory
  Stream<DynamicNode> everyOperatorMapsOverNothing() {
    return forEverySample(true, (name, op, x, axes) -> {
      Tensor y = Calculus.value(op, x);
      List<Tensor> in = batch(x, axes);
      for (int i = 0; i < in.size(); i++) {
        if (axes.get(i) != null) {
          in.set(i, in.get(i).narrow(axes.get(i), 0, 0));
        }
      }
      Tensor none = Autodiff.vmapAll(one -> List.of(Calculus.value(op, one)), axes, List.of(0)).apply(in).get(0);
      assertEquals(Tensor.zeros(Shape.of(0).concat(y.shape()), y.dtype()), none, name);
    });
  }

  // ---- every operator, every sample, several axes ----

  private static Stream<DynamicNode> forEverySample(boolean withoutGradientToo, Law law) {
    Predicate<Sample> taken = s -> withoutGradientToo || Calculus.hasDerivative(s.op(), s.inputs());
    return Operators.all().stream().filter(type -> Operators.samples(type).stream().anyMatch(taken))
        .map(type -> dynamicContainer(type.getSimpleName(), Operators.samples(type).stream().flatMap(sample -> {
          String shapes = String.join(" ", sample.inputs().stream().map(x -> x.shape().toString()).toList());
          return axes(sample.inputs().size()).map(axes -> {
            String name = sample.op() + " of " + shapes + " along " + axes;
            return dynamicTest(name, () -> law.check(name, sample.op(), sample.inputs(), axes));
          });
        })));
  }

  /** All inputs along their first axes, all along their last, each alone, and all but one. */
  private static Stream<List<Integer>> axes(int inputs) {
    List<List<Integer>> choices = new ArrayList<>();
    choices.add(Collections.nCopies(inputs, 0));
    choices.add(Collections.nCopies(inputs, -1));
    for (int i = 0; inputs > 1 && i < inputs; i++) {
      Integer[] alone = new Integer[inputs];
      alone[i] = 0;
      choices.add(Arrays.asList(alone));
      if (inputs > 2) {
        Integer[] others = new Integer[inputs];
        Arrays.fill(others, 0);
        others[i] = null;
        choices.add(Arrays.asList(others));
      }
    }
    return choices.stream();
  }

  // ---- batches and loops ----

  private static void requireLoop(String name, UnaryOperator<List<Tensor>> f, List<Tensor> x, List<Integer> axes,
      int out) {
    List<Tensor> in = batch(x, axes);
    List<Tensor> looped = loop(f, in, axes, out);
    requireClose(name, looped,
        Autodiff.vmapAll(f, axes, Collections.nCopies(looped.size(), out)).apply(in));
  }

  /** Where an input has an axis, the sample, the sample with its elements in reverse order, and the sample again. */
  private static List<Tensor> batch(List<Tensor> x, List<Integer> axes) {
    List<Tensor> batch = new ArrayList<>(x);
    for (int i = 0; i < x.size(); i++) {
      Tensor one = x.get(i);
      if (axes.get(i) != null && one != null) {
        Tensor reversed = one.flatten().get(Index.range(null, null, -1)).reshape(one.shape());
        batch.set(i, Tensor.stack(axes.get(i), one, reversed, one));
      }
    }
    return batch;
  }

  private static List<Tensor> loop(UnaryOperator<List<Tensor>> f, List<Tensor> x, List<Integer> axes, int out) {
    List<List<Tensor>> entries = new ArrayList<>();
    for (int entry = 0; entry < ENTRIES; entry++) {
      List<Tensor> one = new ArrayList<>(x);
      for (int i = 0; i < x.size(); i++) {
        if (axes.get(i) != null) {
          one.set(i, x.get(i).select(axes.get(i), entry));
        }
      }
      entries.add(f.apply(one));
    }
    List<Tensor> results = new ArrayList<>();
    for (int i = 0; i < entries.get(0).size(); i++) {
      int result = i;
      results.add(Tensor.stack(out, entries.stream().map(y -> y.get(result)).toList()));
    }
    return results;
  }

  private static void requireClose(String name, List<Tensor> expected, List<Tensor> actual) {
    assertEquals(expected.size(), actual.size(), name);
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).shape(), actual.get(i).shape(), name + ", result " + i);
      assertEquals(expected.get(i).dtype(), actual.get(i).dtype(), name + ", result " + i);
      double scale = expected.get(i).size() == 0 ? 1 : Math.max(0.1, finite(expected.get(i)).abs().max().item());
      if (!actual.get(i).allClose(expected.get(i), 0, 1e-12 * scale)) {
        throw new AssertionError(name + ", result " + i + ": expected\n" + expected.get(i) + ", got\n" + actual.get(i));
      }
    }
  }

  private static Tensor finite(Tensor x) {
    Tensor numbers = x.to(DType.FLOAT64);
    return Tensor.where(numbers.sub(numbers).eq(0), numbers, Tensor.zerosLike(numbers));
  }

  // ---- derivatives by the engine ----

  /** Of the shape of {@code y}; whole numbers stay as they are, for they have no direction. */
  private static Tensor direction(Tensor y, long seed) {
    return y.dtype().isFloating() ? Rng.of(seed).randn(y.dtype(), y.shape().extents()) : y;
  }

  /** Jᵀu for the floating inputs; {@code in} ends with u. */
  private static List<Tensor> gradients(Op op, List<Tensor> in) {
    List<Tensor> x = in.subList(0, in.size() - 1);
    try (Tape tape = Tape.open()) {
      List<Tensor> variables = variables(tape, x);
      return gradients(tape, Calculus.value(op, variables), in.get(x.size()), variables);
    }
  }

  private static List<Tensor> variables(Tape tape, List<Tensor> x) {
    return x.stream().map(t -> t.dtype().isFloating() ? tape.variable(t) : t).toList();
  }

  private static List<Tensor> gradients(Tape tape, Tensor y, Tensor u, List<Tensor> variables) {
    List<Tensor> floating = variables.stream().filter(t -> t.dtype().isFloating()).toList();
    return tape.gradients(y, u, floating, Graph.KEEP);
  }

  private static Tensor tangent(Op op, List<Tensor> x, List<Tensor> dx) {
    List<Tensor> directions = new ArrayList<>(dx);
    directions.replaceAll(d -> d.dtype().isFloating() ? d : null);
    return Calculus.tangent(op, directions, Calculus.value(op, x), x);
  }
}
