package dev.nabla.autodiff;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nabla.check.Operators;
import dev.nabla.tensor.BinaryOp;
import dev.nabla.tensor.NaryOp;
import dev.nabla.tensor.Op;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operator within every transformation, on the samples that it brings. */
class OperatorDerivativesTest {
  /** A law of one function of the floating inputs of a sample. */
  private interface Law {
    void check(String name, Function<List<Tensor>, Tensor> f, List<Tensor> x);
  }

  @TestFactory
  Stream<DynamicNode> forwardAndReverseAreOfOneJacobian() {
    return forEverySample(DerivativeLaws::requireOneJacobian);
  }

  @TestFactory
  Stream<DynamicNode> bothModesMatchDifferences() {
    return forEverySample((name, f, x) -> DerivativeLaws.requireDifferences(name, f, x, 1e-5));
  }

  @TestFactory
  Stream<DynamicNode> theHessianIsSymmetricAndTheSameByEveryNesting() {
    return forEverySample(DerivativeLaws::requireOneHessian);
  }

  @TestFactory
  Stream<DynamicNode> aCheckpointGivesTheSameBits() {
    return forEverySample(DerivativeLaws::requireSameBitsFromCheckpoint);
  }

  @Test
  void operatorsAreFound() {
    assertTrue(differentiable().count() > 80, "only " + differentiable().count() + " operators with samples");
  }

  private static Stream<DynamicNode> forEverySample(Law law) {
    return differentiable().map(type -> dynamicContainer(type.getSimpleName(),
        samples(type).stream().filter(OperatorDerivativesTest::hasDerivative).map(sample -> {
          String name = sample.op() + " of " + sample.inputs().stream().map(Tensor::shape).toList();
          List<Tensor> floating = sample.inputs().stream().filter(x -> x.dtype().isFloating()).toList();
          return dynamicTest(name, () -> law.check(name, x -> value(sample, x), floating));
        })));
  }

  private static Stream<Class<? extends Op>> differentiable() {
    return Operators.all().stream().filter(type -> samples(type).stream().anyMatch(
        OperatorDerivativesTest::hasDerivative));
  }

  private static boolean hasDerivative(Sample sample) {
    return sample.op().differentiable() && sample.inputs().stream().anyMatch(x -> x.dtype().isFloating())
        && value(sample.op(), sample.inputs()).dtype().isFloating();
  }

  private static List<Sample> samples(Class<? extends Op> type) {
    try {
      Method samples = type.getDeclaredMethod("samples");
      samples.setAccessible(true);
      return ((List<?>) samples.invoke(null)).stream().map(Sample.class::cast).toList();
    } catch (NoSuchMethodException none) {
      return List.of();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + ": samples() failed", e);
    }
  }

  /** The operator's value with {@code floating} in place of the floating inputs of the sample. */
  private static Tensor value(Sample sample, List<Tensor> floating) {
    List<Tensor> inputs = new ArrayList<>(sample.inputs());
    int[] places = IntStream.range(0, inputs.size()).filter(i -> inputs.get(i).dtype().isFloating()).toArray();
    for (int k = 0; k < places.length; k++) {
      inputs.set(places[k], floating.get(k));
    }
    return value(sample.op(), inputs);
  }

  private static Tensor value(Op op, List<Tensor> x) {
    if (op instanceof UnaryOp unary) {
      return unary.apply(x.get(0));
    }
    return op instanceof BinaryOp binary ? binary.apply(x.get(0), x.get(1)) : ((NaryOp) op).apply(x);
  }
}
