package dev.nabla.samples;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * 7 · The twelve operators that a course on deep learning systems begins with: what each computes, the gradient that
 * arrives at its input when g arrives at its output, and the same from differences.
 */
public final class TwelveOperators {
  private TwelveOperators() {}

  /**
   * A line of the table: an operator as a function of one input.
   *
   * @param value its formula, and {@code gradient} that of its gradient
   * @param byHand the gradient, computed from g and the input
   * @param at the input
   */
  private record Line(String operator, String value, String gradient, UnaryOperator<Tensor> f,
      BinaryOperator<Tensor> byHand, Tensor at) {}

  public static void main(String[] args) {
    System.out
        .println("x = [0.5 −1; 2 1.5], a = [1 2; 3 4], b = [0.5 1; 2 4]; g = 1, 2, 3, 4 in the shape of the value\n");
    System.out.printf("%-11s %-10s %-13s %-27s %-27s %s%n", "operator", "value", "gradient", "value at x",
        "gradient by machine", "by differences");
    double deviation = 0;
    for (Line line : lines()) {
      Tensor x = line.at;
      Tensor y = line.f.apply(x);
      Tensor g = upstream(y.shape());
      UnaryOperator<Tensor> weighted = t -> line.f.apply(t).mul(g).sum();
      Tensor byMachine = Autodiff.grad(weighted).apply(x);
      Tensor byDifferences = differences(weighted, x);
      System.out.printf("%-11s %-10s %-13s %-27s %-27s %s%n", line.operator, line.value, line.gradient, text(y),
          text(byMachine), text(byDifferences));
      deviation = Math.max(deviation, byMachine.sub(line.byHand.apply(g, x)).abs().max().item());
      deviation = Math.max(deviation, byMachine.sub(byDifferences).abs().max().item());
    }
    Check.that(deviation < 1e-6, "formulas, machine and differences agree to 6 places");
  }

  private static List<Line> lines() {
    Tensor x = Tensor.of(new double[] {0.5, -1, 2, 1.5}, 2, 2);
    Tensor a = Tensor.of(new double[] {1, 2, 3, 4}, 2, 2);
    Tensor b = Tensor.of(new double[] {0.5, 1, 2, 4}, 2, 2);
    Tensor row = Tensor.of(0.5, -1);
    return List.of(
        new Line("PowerScalar", "x³", "3·g ⊙ x²", t -> t.pow(3), (g, t) -> g.mul(t.pow(2)).mul(3), x),
        new Line("EWiseDiv", "a / b", "g / b", t -> t.div(b), (g, t) -> g.div(b), a),
        new Line("", "", "−g ⊙ a / b²", t -> a.div(t), (g, t) -> g.mul(a).div(t.mul(t)).neg(), b),
        new Line("DivScalar", "x / 4", "g / 4", t -> t.div(4), (g, t) -> g.div(4), x),
        new Line("Transpose", "xᵀ", "gᵀ", t -> t.transpose(), (g, t) -> g.transpose(), x),
        new Line("Reshape", "x as [4]", "g as [2×2]", t -> t.reshape(4), (g, t) -> g.reshape(2, 2), x),
        new Line("BroadcastTo", "x to [2×2]", "Σ rows of g", t -> t.expand(2, 2), (g, t) -> g.sum(0), row),
        new Line("Summation", "Σ rows", "g to [2×2]", t -> t.sum(0), (g, t) -> g.expand(2, 2), x),
        new Line("MatMul", "a · b", "g · bᵀ", t -> t.matmul(b), (g, t) -> g.matmul(b.transpose()), a),
        new Line("", "", "aᵀ · g", t -> a.matmul(t), (g, t) -> a.transpose().matmul(g), b),
        new Line("Negate", "−x", "−g", t -> t.neg(), (g, t) -> g.neg(), x),
        new Line("Log", "ln b", "g / b", t -> t.log(), (g, t) -> g.div(t), b),
        new Line("Exp", "eˣ", "g ⊙ eˣ", t -> t.exp(), (g, t) -> g.mul(t.exp()), x),
        new Line("ReLU", "max(x, 0)", "g ⊙ [x > 0]", t -> t.relu(), (g, t) -> g.mul(t.gt(0)), x));
  }

  /** 1, 2, 3, … in the shape of the output. */
  private static Tensor upstream(Shape shape) {
    return Tensor.arange(1, shape.size() + 1).reshape(shape).to(DType.FLOAT64);
  }

  /** (f(x + h·e) − f(x − h·e)) / 2h for each unit vector e. */
  private static Tensor differences(UnaryOperator<Tensor> f, Tensor x) {
    double h = 1e-5;
    double[] slopes = new double[x.size()];
    for (int i = 0; i < slopes.length; i++) {
      Tensor step = Tensor.eye(slopes.length, slopes.length, DType.FLOAT64).get(i).reshape(x.shape()).mul(h);
      slopes[i] = (f.apply(x.add(step)).item() - f.apply(x.sub(step)).item()) / (2 * h);
    }
    return Tensor.of(slopes, x.shape().extents());
  }

  private static String text(Tensor x) {
    return Arrays.stream(x.toDoubles()).mapToObj(v -> String.format(Locale.ROOT, "%6.2f", v))
        .collect(Collectors.joining());
  }
}
