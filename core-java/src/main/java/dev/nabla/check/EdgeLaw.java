package dev.nabla.check;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Kinked;
import dev.nabla.tensor.Op;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Tensor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for kinks by one-sided differences, at points that are all zeros, all ones and so on, hence full of ties: where
 * none is declared the derivative is that of both sides, and where one is declared it is one of those around.
 */
final class EdgeLaw {
  private static final double[] NUMBERS = {0, 1, -1, 3, -3, 6};
  private static final int NEIGHBOURS = 64;
  private static final double NEARBY = 1e-4;

  private EdgeLaw() {}

  /** Whether the operator has a derivative at the sample, so that something can be said about edges of it. */
  static boolean holds(Sample sample) {
    Op op = sample.op();
    if (!Calculus.hasDerivative(op, sample.inputs())) {
      return false;
    }
    for (List<Tensor> x : edges(sample)) {
      try {
        check(op, x);
      } catch (IllegalArgumentException | ArithmeticException outside) {
        continue; // not in the operator's domain, as a singular matrix
      }
    }
    return true;
  }

  /** The sample with all floating inputs, or with one of them, made of one number. */
  private static List<List<Tensor>> edges(Sample sample) {
    List<List<Tensor>> edges = new ArrayList<>();
    List<Integer> floating = Calculus.floating(sample.inputs());
    for (double number : numbers(sample.op())) {
      List<Tensor> all = new ArrayList<>(sample.inputs());
      for (int i : floating) {
        Tensor constant = Tensor.full(number, all.get(i).shape(), DType.FLOAT64);
        all.set(i, constant);
        List<Tensor> one = new ArrayList<>(sample.inputs());
        one.set(i, constant);
        edges.add(one);
      }
      if (floating.size() > 1) {
        edges.add(all);
      }
    }
    return edges;
  }

  /** Numbers where functions like to have kinks, and the operator's own, of either sign. */
  private static Set<Double> numbers(Op op) {
    Set<Double> numbers = new TreeSet<>();
    for (double number : NUMBERS) {
      numbers.add(number + 0.0);
    }
    for (Field field : op.getClass().getDeclaredFields()) {
      if (field.getType() == double.class && !Modifier.isStatic(field.getModifiers())) {
        double own = value(field, op);
        if (Double.isFinite(own)) {
          numbers.add(own + 0.0);
          numbers.add(0.0 - own);
        }
      }
    }
    return numbers;
  }

  private static double value(Field field, Op op) {
    try {
      field.setAccessible(true);
      return field.getDouble(op);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " cannot be read", e);
    }
  }

  private static void check(Op op, List<Tensor> x) {
    List<Tensor> v = Calculus.directions(12, x);
    OneSided sides = OneSided.of(op, x, v);
    double[] taken = Calculus.tangent(op, v, Calculus.value(op, x), x).toDoubles();
    boolean declared = op instanceof Kinked kinked && kinked.kinks(x).any().item() != 0;
    boolean kinked = false;
    boolean differentiable = true;
    for (int i = 0; i < taken.length; i++) {
      boolean agrees = sides.isJump(i) ? Double.isInfinite(taken[i]) // an infinite slope, as that of a root
          : sides.isFinite(i) && !sides.isKink(i) && sides.isDerivative(i, taken[i]);
      if (!agrees && sides.isFinite(i) && !declared) {
        throw new BrokenLaw(sides.at(i, x) + ", the derivative taken is " + taken[i]
            + ", and no kink is declared there (Kinked)");
      }
      differentiable &= agrees;
      kinked |= sides.isKink(i);
    }
    if (declared && differentiable) {
      throw new BrokenLaw("a kink is declared at " + OneSided.description(x) + ", where both one-sided derivatives are "
          + "the one taken");
    }
    if (kinked) {
      requireAmongNeighbours(op, x, v, sides, taken);
    }
  }

  /**
   * The derivative taken at a kink lies between the least and the greatest of those around it, one-sided ones included
   * (which F. H. Clarke's generalized gradient implies). Where the value jumps that says nothing.
   */
  private static void requireAmongNeighbours(Op op, List<Tensor> x, List<Tensor> v, OneSided sides, double[] taken) {
    List<double[]> around = new ArrayList<>();
    int beyond = sides.firstBeyond(around, taken);
    while (beyond >= 0 && around.size() < NEIGHBOURS) {
      List<Tensor> near = FiniteDifferences.moved(x, Calculus.directions(13 + around.size(), x), NEARBY);
      around.add(Calculus.tangent(op, v, Calculus.value(op, near), near).toDoubles());
      beyond = sides.firstBeyond(around, taken);
    }
    if (beyond >= 0) {
      throw new BrokenLaw(sides.at(beyond, x) + ", but the derivative taken there, " + taken[beyond]
          + ", lies beyond these and those nearby");
    }
  }
}
