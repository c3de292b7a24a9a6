package dev.nabla.samples;

import dev.nabla.tensor.Tensor;

/** What a sample ends in. */
final class Check {
  private Check() {}

  /** Fails with {@code claim} unless it holds. */
  static void that(boolean holds, String claim) {
    if (!holds) {
      throw new IllegalStateException("check failed: " + claim);
    }
    System.out.println("✓ " + claim);
  }

  /** Fails with {@code claim} unless both tensors agree to the precision of their type. */
  static void equal(Tensor formula, Tensor machine, String claim) {
    that(formula.allClose(machine, 1e-4, 1e-6), claim);
  }
}
