package dev.nabla.tensor;

import java.util.List;
import java.util.function.Function;

/** Jacobian-vector products for operators that have no rule of their own. */
final class Tangent {
  private Tangent() {}

  /**
   * J·d from the vector-Jacobian product alone. The map v ↦ Jᵀv is linear in v, so its own vector-Jacobian product at
   * any v, with {@code d} upstream, is J·d (J. Townsend, "A new trick for calculating Jacobian vector products").
   */
  static Tensor byTwoReversePasses(Tensor y, Function<Tensor, List<Tensor>> pullback, List<Tensor> directions) {
    try (Tape tape = Tape.open()) {
      Tensor v = tape.variable(Tensor.zerosLike(y));
      List<Tensor> gradients = pullback.apply(v);
      Tensor sum = null;
      for (int i = 0; i < directions.size(); i++) {
        Tensor part = tape.gradients(gradients.get(i), directions.get(i), List.of(v), Graph.KEEP).get(0);
        sum = sum == null ? part : sum.add(part);
      }
      return sum;
    }
  }
}
