package dev.nabla.check;

import dev.nabla.tensor.Op;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Operators work where there are no elements: on the empty inputs among their samples, else on those that come of
 * emptying an axis of one.
 */
final class EmptyLaw {
  private EmptyLaw() {}

  /** Whether an input of the sample is empty; value, gradients and tangent have the right shapes then. */
  static boolean holds(Sample sample) {
    Op op = sample.op();
    List<Tensor> x = sample.inputs();
    if (x.stream().allMatch(t -> t.size() > 0)) {
      return false;
    }
    Tensor y = Calculus.value(op, x);
    if (Calculus.hasDerivative(op, x)) {
      List<Tensor> gradients = Calculus.gradients(op, x, Calculus.direction(10, y));
      for (int i : Calculus.floating(x)) {
        if (!gradients.get(i).shape().equals(x.get(i).shape())) {
          throw new BrokenLaw("the gradient of input " + i + " has shape " + gradients.get(i).shape()
              + ", but the input " + x.get(i).shape());
        }
      }
      Calculus.tangent(op, Calculus.directions(11, x), y, x);
    }
    return true;
  }

  /** How many of the samples that come of emptying one axis the operator works on; its attributes may forbid others. */
  static int derived(List<Sample> samples) {
    int held = 0;
    for (Sample sample : samples) {
      for (Sample candidate : emptied(sample)) {
        try {
          held += holds(candidate) ? 1 : 0;
        } catch (RuntimeException unfit) {
          continue; // an operator is no worse for refusing what was made up here
        }
      }
    }
    return held;
  }

  private static List<Sample> emptied(Sample sample) {
    List<Sample> candidates = new ArrayList<>();
    int rank = sample.inputs().stream().mapToInt(Tensor::rank).max().orElse(0);
    for (int axis = 0; axis < rank; axis++) {
      List<Tensor> all = new ArrayList<>(sample.inputs());
      for (int i = 0; i < all.size(); i++) {
        if (axis < all.get(i).rank()) {
          Tensor empty = Tensor.zeros(all.get(i).shape().with(axis, 0), all.get(i).dtype());
          all.set(i, empty);
          List<Tensor> one = new ArrayList<>(sample.inputs());
          one.set(i, empty);
          candidates.add(new Sample(sample.op(), one));
        }
      }
      candidates.add(new Sample(sample.op(), all));
    }
    return candidates;
  }
}
