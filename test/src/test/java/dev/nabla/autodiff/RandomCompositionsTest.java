package dev.nabla.autodiff;

import dev.nabla.tensor.RandomCases;
import dev.nabla.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Derivatives of random compositions of operators: each run has new ones. */
class RandomCompositionsTest {
  private interface Law {
    void check(String name, Function<List<Tensor>, Tensor> f, List<Tensor> x);
  }

  private static void forRandomCompositions(int cases, Law law) {
    RandomCases.check(cases, random -> {
      RandomComposition f = new RandomComposition(random);
      law.check(f.toString(), f, f.point());
    });
  }

  @Test
  void forwardAndReverseAreOfOneJacobian() {
    forRandomCompositions(200, DerivativeLaws::requireOneJacobian);
  }

  @Test
  void bothModesMatchDifferences() {
    forRandomCompositions(300, (name, f, x) -> DerivativeLaws.requireDifferences(name, f, x, 1e-4));
  }

  @Test
  void theHessianIsSymmetricAndTheSameByEveryNesting() {
    forRandomCompositions(200, DerivativeLaws::requireOneHessian);
  }

  @Test
  void aCheckpointGivesTheSameBits() {
    forRandomCompositions(300, DerivativeLaws::requireSameBitsFromCheckpoint);
  }
}
