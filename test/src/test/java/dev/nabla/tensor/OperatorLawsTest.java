package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nabla.check.Coverage;
import dev.nabla.check.OperatorReport;
import dev.nabla.check.Operators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The laws that every operator of the core obeys, checked on the samples that it brings. */
class OperatorLawsTest {
  /** Every law of every operator, checked once. */
  private static final Coverage COVERAGE = Operators.coverage();

  @Test
  void operatorsAreFound() {
    List<String> names = COVERAGE.reports().stream().map(OperatorReport::name).toList();
    assertTrue(names.containsAll(List.of("Arithmetic.Add", "Products.Matmul", "Scans.Cumsum")), "found only " + names);
  }

  /** A law that an operator is free of has a reason, which the table of operators prints. */
  @TestFactory
  Stream<DynamicNode> everyLawHoldsForEveryOperator() {
    return Arrays.stream(Law.values()).map(law -> dynamicContainer(law.label(), COVERAGE.reports().stream()
        .map(report -> dynamicTest(report.name(), () -> assertTrue(report.verdicts().get(law).satisfied(),
            () -> report.name() + ": " + report.verdicts().get(law))))));
  }

  /** Writes the page anew where it is not what the operators are; whoever changed them commits both. */
  @Test
  void thePageOfOperatorsIsUpToDate() throws IOException {
    Path page = Path.of(System.getProperty("basedir", "."), "..", "docs", "operators.md");
    String written = Files.exists(page) ? Files.readString(page).replace("\r\n", "\n") : "";
    String found = COVERAGE.markdown();
    if (!written.equals(found) && COVERAGE.gaps().isEmpty()) {
      Files.writeString(page, found);
    }
    assertTrue(written.equals(found),
        "docs/operators.md was out of date; unless there are gaps it has been written anew");
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
}
