package dev.nabla.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nabla.check.Operators;
import dev.nabla.tensor.BinaryOp;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.NaryOp;
import dev.nabla.tensor.Op;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The formulas that operators bring are formulas, and what can be computed of them gives what the operators give. */
class FormulaLawsTest {
  @TestFactory
  Stream<DynamicTest> formulasAreReadAsTheyAreWritten() {
    return oneForEachFormula().stream()
        .map(sample -> dynamicTest(sample.op().toString(), () -> {
          Formula formula = sample.op().formula(sample.inputs().size());
          assertEquals(sample.inputs().size(), formula.inputs().size());
          assertEquals(sample.inputs().size(), formula.gradients().size());
          Stream.concat(Stream.of(formula.value()), formula.gradients().stream().filter(g -> g != null))
              .forEach(FormulaLawsTest::survivesAllNotations);
          if (formula.where() != null && !Shown.isWords(formula.where())) {
            survivesAllNotations(formula.where());
          }
        }));
  }

  private static Collection<Sample> oneForEachFormula() {
    Map<List<Object>, Sample> found = new LinkedHashMap<>();
    for (Class<? extends Op> type : Operators.all()) {
      for (Sample sample : Operators.samples(type)) {
        found.putIfAbsent(List.of(type, sample.op().formula(sample.inputs().size())), sample);
      }
    }
    return found.values();
  }

  /** Jᵀ·g says nothing: an operator that leaves it at that has a note why. */
  @Test
  void everyOperatorThatCanBeDifferentiatedHasAFormula() {
    List<String> general = oneForEachFormula().stream().filter(sample -> sample.op().differentiable())
        .filter(sample -> {
          Formula formula = sample.op().formula(sample.inputs().size());
          return formula.where() == null
              && formula.gradients().equals(Formula.function("f", sample.inputs().size()).gradients());
        }).map(sample -> sample.op().toString()).toList();
    assertEquals(List.of(), general);
  }

  private static void survivesAllNotations(String text) {
    Expression e = FormulaReader.read(text);
    String line = e.write(new LineNotation());
    assertEquals(line, FormulaReader.read(line).write(new LineNotation()), text);
    assertTrue(e.write(new LatexNotation()).chars().filter(c -> c == '{').count() == e.write(new LatexNotation())
        .chars().filter(c -> c == '}').count(), text);
    assertTrue(e.write(new MathMlNotation()).startsWith("<m"), text);
  }

  /** Every formula in which nothing but arithmetic and known functions occurs is computed, on all samples. */
  @Test
  void formulasGiveWhatOperatorsGive() {
    Set<String> computed = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    for (Class<? extends Op> type : Operators.all()) {
      for (Sample sample : Operators.samples(type)) {
        if (sample.inputs().stream().allMatch(x -> x.size() > 0) && holds(sample, wrong)) {
          computed.add(type.getSimpleName());
        }
      }
    }
    assertEquals(List.of(), wrong);
    Set<String> everyday = new HashSet<>(Set.of("Add", "Sub", "Mul", "Div", "Pow", "AddScalar", "MulScalar",
        "DivScalar", "PowerScalar", "Neg", "Abs", "Exp", "Log", "Sqrt", "Tanh", "Sigmoid", "Relu", "Matmul", "Linear",
        "Mse", "Softmax", "LogSoftmax", "TanhGradient", "SigmoidGradient", "ReluGradient", "SoftmaxGradient",
        "LogSoftmaxGradient", "Contiguous", "Extreme", "Where", "Inv", "Det", "Solve", "Sin", "Cosh", "Atan2",
        "Erf", "Lgamma", "Polygamma", "Modified", "Ndtr", "Zeta", "Density", "Elu", "Mish", "Sparsemax", "Clamp",
        "Lerp", "Hypot", "Logaddexp", "Median", "Remainder"));
    everyday.removeAll(computed);
    assertEquals(Set.of(), everyday, "not computed, of all operators");
  }

  /** Whether all gradients of the formula could be computed; they agree with the operator's then. */
  private static boolean holds(Sample sample, List<String> wrong) {
    List<Tensor> x = sample.inputs();
    Formula formula = sample.op().formula(x.size());
    Tensor y = apply(sample.op(), x);
    Tensor g = Tensor.onesLike(y).mul(0.5).add(y.mul(y).mul(0.125));
    Map<String, Tensor> values = new HashMap<>(Map.of("y", y, "g", g));
    for (int i = 0; i < x.size(); i++) {
      Tensor input = x.get(i);
      values.put(formula.inputs().get(i), input.dtype() == DType.BOOL ? input.to(y.dtype()) : input);
    }
    FormulaValue value = new FormulaValue(values, formula.where(), y.dtype());
    boolean all = true;
    for (int i = 0; i < x.size(); i++) {
      String gradient = formula.gradients().get(i);
      Tensor computed = gradient == null ? null : value.of(FormulaReader.read(gradient));
      all &= gradient == null || computed != null;
      if (computed != null) {
        Tensor expected = gradient(sample.op(), i, g, y, x);
        Tensor fitted = computed.expand(computed.shape().broadcast(expected.shape(), gradient));
        if (!fitted.allClose(expected.expand(fitted.shape()), 1e-9, 1e-9)) {
          wrong.add(sample.op() + ": " + gradient + " is " + fitted + ", not " + expected);
        }
      }
    }
    return all;
  }

  private static Tensor apply(Op op, List<Tensor> x) {
    if (op instanceof UnaryOp unary) {
      return unary.apply(x.get(0));
    }
    return op instanceof BinaryOp binary ? binary.apply(x.get(0), x.get(1)) : ((NaryOp) op).apply(x);
  }

  private static Tensor gradient(Op op, int i, Tensor g, Tensor y, List<Tensor> x) {
    if (op instanceof UnaryOp unary) {
      return unary.backward(g, y, x.get(0));
    }
    if (op instanceof BinaryOp binary) {
      return i == 0 ? binary.backwardA(g, y, x.get(0), x.get(1)) : binary.backwardB(g, y, x.get(0), x.get(1));
    }
    return ((NaryOp) op).backward(i, g, y, new ArrayList<>(x));
  }
}
