package dev.nabla.autodiff;

import static dev.nabla.autodiff.Autodiff.strict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla.op.OrderStatistics;
import dev.nabla.op.Ordering;
import dev.nabla.op.RunningExtremes;
import dev.nabla.tensor.Backprop;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Subgradient;
import dev.nabla.tensor.Tensor;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policy STRICT: what it refuses, what it lets pass, and that it concerns no other call. */
class SubgradientsTest {
  private static final Tensor KINK = Tensor.of(-1.0, 0, 2);
  private static final Tensor SMOOTH = Tensor.of(-1.0, 1, 2);

  private static Tensor relu(Tensor x) {
    return x.relu().sum();
  }

  private static String refusal(Runnable body) {
    return assertThrows(ArithmeticException.class, body::run).getMessage();
  }

  @Test
  void aGradientAtAKinkIsRefusedWithOperatorIndexAndValue() {
    assertEquals("relu: there is no derivative at [1], where a kink or a tie lies at 0.0, and Subgradient.STRICT takes "
        + "no convention in its place",
        refusal(() -> Autodiff.grad(SubgradientsTest::relu, Subgradient.STRICT).apply(KINK)));
    Tensor b = Tensor.of(5.0, 2).reshape(2, 1);
    assertEquals("maximum: there is no derivative at [1, 2], where a kink or a tie lies at 2.0 and 2.0, and "
        + "Subgradient.STRICT takes no convention in its place",
        refusal(() -> Autodiff.grad(strict((Tensor x) -> x.maximum(b).sum())).apply(KINK)));
  }

  @Test
  void awayFromKinksNothingChanges() {
    assertEquals(Autodiff.grad(SubgradientsTest::relu).apply(SMOOTH),
        Autodiff.grad(SubgradientsTest::relu, Subgradient.STRICT).apply(SMOOTH));
    assertEquals(Tensor.scalar(3.0),
        Autodiff.valueAndGrad(SubgradientsTest::relu, Subgradient.STRICT).apply(SMOOTH).value());
    assertEquals(Tensor.of(0.0, 0, 1), Autodiff.grad(SubgradientsTest::relu, Subgradient.CONVENTION).apply(KINK));
  }

  @Test
  void withoutADerivativeNothingIsRefused() {
    assertEquals(Tensor.scalar(2.0), strict(SubgradientsTest::relu).apply(KINK));
    assertEquals(Tensor.of(1.0, 1, 1),
        Autodiff.grad(strict((Tensor x) -> x.add(x.detach().relu()).sum())).apply(KINK));
    assertEquals(Tensor.of(1.0, 1, 1),
        Autodiff.grad(strict((Tensor x) -> x.add(Backprop.noGrad(() -> x.relu())).sum())).apply(KINK));
    assertEquals(Tensor.of(1.0, 1, 1),
        Autodiff.grad(strict((Tensor x) -> x.add(Tensor.of(0.0).abs()).sum())).apply(KINK));
  }

  @Test
  void everyTransformationHeedsIt() {
    UnaryOperator<Tensor> f = strict((Tensor x) -> x.relu());
    refusal(() -> Autodiff.jvp(f, KINK, SMOOTH));
    refusal(() -> Autodiff.vjp(f, KINK));
    refusal(() -> Autodiff.grad(Autodiff.grad(strict((Tensor x) -> x.pow(3).abs()))).apply(Tensor.scalar(0.0)));
    assertEquals(Tensor.of(0.0, 1, 2), Autodiff.jvp(f, SMOOTH, Tensor.of(3.0, 1, 2)).tangent());
    assertEquals("abs: there is no derivative at [2, 1], where a kink or a tie lies at 0.0, and Subgradient.STRICT "
        + "takes no convention in its place",
        refusal(() -> Autodiff.vmap(Autodiff.grad(strict((Tensor x) -> x.abs().sum())))
            .apply(Tensor.of(1.0, 2, 3, 4, 5, 0).reshape(3, 2))));
    Map<String, Tensor> tree = Map.of("a", SMOOTH, "b", KINK);
    refusal(() -> Autodiff.grad((Map<String, Tensor> x) -> relu(x.get("b")), Subgradient.STRICT).apply(tree));
    assertEquals(Tensor.of(0.0, 1, 1),
        Autodiff.grad((Map<String, Tensor> x) -> relu(x.get("a")), Subgradient.STRICT).apply(tree).get("a"));
  }

  @Test
  void otherDerivativesKeepTheirPolicies() {
    Tensor inner =
        Autodiff.grad((Tensor x) -> relu(x).add(x.mul(Autodiff.grad(SubgradientsTest::relu).apply(KINK)).sum()),
            Subgradient.STRICT).apply(SMOOTH);
    assertEquals(Tensor.of(0.0, 1, 2), inner);
    UnaryOperator<Tensor> strictWithin = x -> relu(x).add(Autodiff.grad(SubgradientsTest::relu, Subgradient.STRICT)
        .apply(SMOOTH).sum());
    assertEquals(Tensor.of(0.0, 0, 1), Autodiff.grad(strictWithin).apply(KINK));
    assertEquals(Tensor.of(0.0, 0, 1), Autodiff.grad(SubgradientsTest::relu).apply(KINK));
  }

  static Stream<UnaryOperator<Tensor>> selections() {
    return Stream.of(x -> x.max(0).values(), x -> x.min(0).values(), x -> Ordering.sort(x, 0).values(),
        x -> Ordering.topk(x, 2, 0).values(), x -> Ordering.kthvalue(x, 2, 0).values(),
        x -> OrderStatistics.median(x, 0).values(), x -> OrderStatistics.mode(x, 0).values(),
        x -> OrderStatistics.quantile(x, 0.5, 0), x -> RunningExtremes.cummax(x, 0).values(),
        x -> RunningExtremes.cummin(x, 0).values(), x -> x.amax(0), x -> x.max(), OrderStatistics::median);
  }

  @ParameterizedTest
  @MethodSource("selections")
  void selectionsAmongTiesAreRefused(UnaryOperator<Tensor> select) {
    Tensor ties = Tensor.full(3.0, Shape.of(3), DType.FLOAT64);
    UnaryOperator<Tensor> f = x -> select.apply(x).sum();
    refusal(() -> Autodiff.grad(f, Subgradient.STRICT).apply(ties));
    Autodiff.grad(f, Subgradient.CONVENTION).apply(ties);
    Tensor distinct = Tensor.of(2.0, 7, -1);
    assertEquals(Autodiff.grad(f).apply(distinct), Autodiff.grad(f, Subgradient.STRICT).apply(distinct));
  }

  @Test
  void tiesThatAreNotSelectedDoNotMatter() {
    Tensor x = Tensor.of(1.0, 1, 5, 7);
    assertEquals(Tensor.of(0.0, 0, 1, 1),
        Autodiff.grad((Tensor t) -> Ordering.topk(t, 2, 0).values().sum(), Subgradient.STRICT).apply(x));
    assertEquals(Tensor.of(0.0, 0, 0, 1),
        Autodiff.grad((Tensor t) -> t.max(0).values(), Subgradient.STRICT).apply(x));
    assertEquals(Tensor.of(0.0, 0, 1, 0),
        Autodiff.grad((Tensor t) -> OrderStatistics.quantile(t, 2 / 3.0, 0), Subgradient.STRICT).apply(x));
  }

  @Test
  void backwardHasThePolicyUnderWhichItWasRecorded() {
    Parameter p = Parameter.of(KINK);
    assertEquals("relu: there is no derivative at [1], where a kink or a tie lies at 0.0, and Subgradient.STRICT takes "
        + "no convention in its place",
        refusal(() -> Backprop.withSubgradient(Subgradient.STRICT, () -> relu(p))));
    refusal(() -> Backprop.withSubgradient(Subgradient.STRICT, () -> Tensor.cat(0, p, p).max(0).values().add(
        Ordering.sort(Tensor.cat(0, p, p), 0).values())));
    relu(p).backward();
    assertEquals(Tensor.of(0.0, 0, 1), p.gradient());
    Backprop.withSubgradient(Subgradient.STRICT, () -> {
      assertEquals(Tensor.of(0.0, 0, 1), Autodiff.grad(SubgradientsTest::relu).apply(KINK));
      return Backprop.withSubgradient(Subgradient.CONVENTION, () -> relu(p));
    });
    Parameter q = Parameter.of(SMOOTH);
    Backprop.withSubgradient(Subgradient.STRICT, () -> relu(q)).backward();
    assertEquals(Tensor.of(0.0, 1, 1), q.gradient());
    refusal(() -> Backprop.withSubgradient(Subgradient.STRICT, () -> relu(p)));
  }
}
