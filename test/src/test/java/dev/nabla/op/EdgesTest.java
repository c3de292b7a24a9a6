package dev.nabla.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.tensor.Axes;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What values and gradients are at kinks, ties and other edges, as one table: a row says where, what the value is and
 * what the gradient of its sum. Forward mode agrees where slopes are finite, and float32 with float64.
 */
class EdgesTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  static List<Edge> table() {
    return List.of(
        edge("relu'(0)", Tensor::relu, at(0), is(0), slope(0)),
        edge("abs'(0)", Tensor::abs, at(0), is(0), slope(0)),
        edge("sign'(0)", Tensor::sign, at(0), is(0), slope(0)),
        edge("full max tie", Tensor::max, at(1, 3, 3), is(3), slope(0, .5, .5)),
        edge("full min tie", Tensor::min, at(3, 1, 1), is(1), slope(0, .5, .5)),
        edge("max(dim) tie", x -> x.max(0).values(), at(1, 3, 3), is(3), slope(0, 1, 0)),
        edge("min(dim) tie", x -> x.min(0).values(), at(3, 1, 1), is(1), slope(0, 1, 0)),
        edge("amax tie", x -> x.amax(0), at(1, 3, 3), is(3), slope(0, .5, .5)),
        edge("amin tie", x -> x.amin(0), at(3, 1, 1), is(1), slope(0, .5, .5)),
        edge("maximum(a, b) tie", x -> x.maximum(like(x, 1, 2, 3)), at(2, 2, 2), is(2, 2, 3), slope(1, .5, 0)),
        edge("minimum(a, b) tie", x -> like(x, 1, 2, 3).minimum(x), at(2, 2, 2), is(1, 2, 2), slope(0, .5, 1)),
        edge("maximum(x, x)", x -> x.maximum(x), at(2), is(2), slope(1)),
        edge("clamp at boundary", x -> Extremes.clamp(x, -1, 2), at(-1, 2, 3), is(-1, 2, 2), slope(1, 1, 0)),
        edge("relu6'(0), (6)", Activations::relu6, at(0, 6), is(0, 6), slope(0, 0)),
        edge("hardtanh'(±1)", Activations::hardtanh, at(-1, 1), is(-1, 1), slope(0, 0)),
        edge("leakyRelu'(0)", Activations::leakyRelu, at(0), is(0), slope(.01)),
        edge("elu'(0)", Activations::elu, at(0), is(0), slope(1)),
        edge("selu'(0)", Activations::selu, at(0), is(0), slope(1.7580993408473766)),
        edge("celu'(0)", x -> Activations.celu(x, 2), at(0), is(0), slope(1)),
        edge("hardsigmoid'(±3)", Activations::hardsigmoid, at(-3, 3), is(0, 1), slope(0, 0)),
        edge("hardswish'(−3), (3)", Activations::hardswish, at(-3, 3), is(0, 3), slope(0, 1)),
        edge("hardswish(∓∞)", Activations::hardswish, at(-INF, INF), is(0, INF), slope(0, 1)),
        edge("hardshrink at ±λ", x -> Activations.hardshrink(x, .5), at(-.5, .5), is(0, 0), slope(0, 0)),
        edge("softshrink at ±λ", x -> Activations.softshrink(x, .5), at(-.5, .5), is(0, 0), slope(0, 0)),
        edge("prod with one zero", Reductions::prod, at(2, 0, 3), is(0), slope(0, 6, 0)),
        edge("prod with two zeros", Reductions::prod, at(0, 0, 3), is(0), slope(0, 0, 0)),
        edge("cumprod with one zero", x -> Scans.cumprod(x, 0), at(2, 0, 3), is(2, 0, 0), slope(1, 8, 0)),
        edge("cumprod with two zeros", x -> Scans.cumprod(x, 0), at(0, 0, 3), is(0, 0, 0), slope(1, 0, 0)),
        edge("‖0‖₂", Norms::norm, at(0, 0), is(0), slope(0, 0)),
        edge("‖x‖₁ at 0", x -> Norms.norm(x, 1), at(0, -2), is(2), slope(0, -1)),
        edge("‖x‖_∞ tie", x -> Norms.norm(x, INF), at(3, -3, 1), is(3), slope(.5, -.5, 0)),
        edge("std of a constant", Moments::std, at(4, 4, 4), is(0), slope(0, 0, 0)),
        edge("sqrt'(0)", Tensor::sqrt, at(0), is(0), slope(INF)),
        edge("rsqrt'(0)", Powers::rsqrt, at(0), is(INF), slope(-INF)),
        edge("x^½ at 0", x -> x.pow(0.5), at(0), is(0), slope(INF)),
        edge("x^0 at 0", x -> x.pow(0), at(0), is(1), slope(0)),
        edge("x^0 at 0, tensors", x -> x.pow(like(x, 0)), at(0), is(1), slope(0)),
        edge("0^y", y -> like(y, 0).pow(y), at(2), is(0), slope(0)),
        edge("median of an even count", OrderStatistics::median, at(4, 1, 3, 2), is(2), slope(0, 0, 0, 1)),
        edge("full median tie", OrderStatistics::median, at(2, 2, 5), is(2), slope(.5, .5, 0)),
        edge("median(dim) tie", x -> OrderStatistics.median(x, 0).values(), at(2, 2, 5), is(2), slope(0, 1, 0)),
        edge("quantile(½) of an even count", x -> OrderStatistics.quantile(x, .5), at(4, 1, 3, 2), is(2.5),
            slope(0, 0, .5, .5)),
        edge("sort ties", x -> weighted(Ordering.sort(x, 0).values()), at(2, 1, 2), is(1, 4, 6), slope(2, 1, 3)),
        edge("topk ties", x -> weighted(Ordering.topk(x, 2, 0).values()), at(3, 1, 3, 3), is(3, 6), slope(1, 0, 2, 0)),
        edge("cummax tie", x -> RunningExtremes.cummax(x, 0).values(), at(3, 3, 1), is(3, 3, 3), slope(1, 2, 0)),
        edge("atan2(0, 0) by y", y -> Trigonometry.atan2(y, like(y, 0)), at(0), is(0), slope(0)),
        edge("atan2(0, 0) by x", x -> Trigonometry.atan2(like(x, 0), x), at(0), is(0), slope(0)),
        edge("hypot(0, 0)", x -> Powers.hypot(x, like(x, 0)), at(0), is(0), slope(0)),
        edge("sinc(0)", Trigonometry::sinc, at(0), is(1), slope(0)),
        edge("where(x > 0, √x, 0), the trap", x -> Tensor.where(x.gt(0), x.sqrt(), Tensor.zerosLike(x)), at(-1, 0, 4),
            is(0, 0, 2), slope(NAN, NAN, .25)),
        edge("safeWhere(x > 0, √x, 0)", x -> Choices.safeWhere(x.gt(0), Tensor::sqrt, x, 1, Tensor.zerosLike(x)),
            at(-1, 0, 4), is(0, 0, 2), slope(0, 0, .25)),
        edge("log(0), log(−1)", Tensor::log, at(0, -1), is(-INF, NAN), slope(INF, -1)),
        edge("logsumexp, all −∞", Tensor::logSumExp, at(-INF, -INF), is(-INF), slope(0, 0)),
        edge("logsumexp, some −∞", Tensor::logSumExp, at(-INF, 0), is(0), slope(0, 1)),
        edge("logcumsumexp, all −∞", x -> Scans.logcumsumexp(x, 0), at(-INF, -INF), is(-INF, -INF), slope(0, 0)),
        edge("logcumsumexp, one ∞", x -> Scans.logcumsumexp(x, 0), at(1, INF, 2), is(1, INF, INF), slope(1, 0, 0)),
        edge("logcumsumexp, two ∞", x -> Scans.logcumsumexp(x, 0), at(INF, INF), is(INF, INF), slope(0, 0)),
        edge("round: half to even", Rounding::round, at(.5, 1.5, -2.5), is(0, 2, -2), slope(0, 0, 0)),
        edge("remainder(−3, 2)", x -> Rounding.remainder(x, like(x, 2)), at(-3), is(1), slope(1)),
        edge("remainder(−3, y) at 2", y -> Rounding.remainder(like(y, -3), y), at(2), is(1), slope(2)),
        edge("fmod(−3, 2)", x -> Rounding.fmod(x, like(x, 2)), at(-3), is(-1), slope(1)),
        edge("fmod(−3, y) at 2", y -> Rounding.fmod(like(y, -3), y), at(2), is(-1), slope(1)),
        edge("var default", Moments::var, at(1, 3), is(2), slope(-2, 2)),
        edge("var with correction 0", x -> Moments.var(x, 0, Axes.DROP), at(1, 3), is(1), slope(-1, 1)));
  }

  /** A row of the table. */
  private record Edge(String name, UnaryOperator<Tensor> f, Tensor x, double[] value, double[] slope) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Edge edge(String name, UnaryOperator<Tensor> f, Tensor x, double[] value, double[] slope) {
    return new Edge(name, f, x, value, slope);
  }

  private static Tensor at(double... x) {
    return Tensor.of(x);
  }

  private static double[] is(double... value) {
    return value;
  }

  private static double[] slope(double... gradient) {
    return gradient;
  }

  private static Tensor like(Tensor x, double... values) {
    return Tensor.of(values).to(x.dtype());
  }

  /** y[0] + 2 y[1] + …, element by element, so that a gradient tells the elements apart. */
  private static Tensor weighted(Tensor y) {
    return y.mul(Tensor.arange(1L, y.size() + 1L).to(y.dtype()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void valueAndGradientAreThoseOfTheTable(Edge edge) {
    for (DType type : List.of(DType.FLOAT64, DType.FLOAT32)) {
      Tensor x = edge.x.to(type);
      requireEqual(edge.value, edge.f.apply(x).flatten(), edge + ", value in " + type);
      requireEqual(edge.slope, Autodiff.grad((Tensor t) -> edge.f.apply(t).sum()).apply(x), edge + " in " + type);
    }
  }

  /** Where a slope is infinite or NaN, 0 times it is NaN in one mode and not in the other. */
  static Stream<Edge> finite() {
    return table().stream().filter(edge -> Arrays.stream(edge.slope).allMatch(Double::isFinite));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("finite")
  void forwardModeAgrees(Edge edge) {
    double[] slopes = new double[edge.slope.length];
    for (int i = 0; i < slopes.length; i++) {
      double[] unit = new double[slopes.length];
      unit[i] = 1;
      slopes[i] = Autodiff.jvp((Tensor t) -> edge.f.apply(t).sum(), edge.x, Tensor.of(unit)).tangent().item();
    }
    requireEqual(edge.slope, Tensor.of(slopes), edge + ", forward mode");
  }

  /** A zero may have either sign, and float32 rounds. */
  private static void requireEqual(double[] expected, Tensor actual, String what) {
    assertEquals(expected.length, actual.size(), what);
    double[] numbers = actual.toDoubles();
    for (int i = 0; i < expected.length; i++) {
      boolean equal = Double.compare(expected[i] + 0.0, numbers[i] + 0.0) == 0
          || Math.abs(expected[i] - numbers[i]) <= 1e-6 * Math.abs(expected[i]);
      assertTrue(equal, what + ": expected " + expected[i] + " at [" + i + "], got " + actual);
    }
  }
}
