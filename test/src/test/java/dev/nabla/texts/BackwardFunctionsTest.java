package dev.nabla.texts;

import static dev.nabla.op.Diagonals.diag;
import static dev.nabla.op.Sampling.randnLike;
import static dev.nabla.op.Trigonometry.cos;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.op.Moments;
import dev.nabla.op.Reductions;
import dev.nabla.op.Repeating;
import dev.nabla.op.Scans;
import dev.nabla.op.Trigonometry;
import dev.nabla.tensor.Axes;
import dev.nabla.tensor.Backprop;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Index;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import dev.nabla.texts.BackwardFunctions.Pair;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every backward function of the article gives what the engine gives. */
class BackwardFunctionsTest {
  private static final Rng RNG = Rng.of(4);

  private static Tensor randn(int... shape) {
    return RNG.randn(DType.FLOAT64, shape);
  }

  /** The gradient of an input, from its value and from the gradient of the output. */
  private interface Backward {
    Tensor of(Tensor input, Tensor outputGrad);
  }

  private interface PairBackward {
    Pair of(Tensor input1, Tensor input2, Tensor outputGrad);
  }

  /** The article's check: the same gradient from the engine and from the function, at the same upstream gradient. */
  private static void verify(UnaryOperator<Tensor> forward, Backward backward, Tensor value) {
    Parameter input = Parameter.of(value);
    Tensor output = forward.apply(input);
    Tensor outputGrad = randnLike(RNG, output.detach());
    output.backward(outputGrad);
    Tensor result = Backprop.noGrad(() -> backward.of(input, outputGrad));
    requireClose(input.gradient(), result);
  }

  private static void verify(BinaryOperator<Tensor> forward, PairBackward backward, Tensor value1, Tensor value2) {
    Parameter input1 = Parameter.of(value1);
    Parameter input2 = Parameter.of(value2);
    Tensor output = forward.apply(input1, input2);
    Tensor outputGrad = randnLike(RNG, output.detach());
    output.backward(outputGrad);
    Pair result = Backprop.noGrad(() -> backward.of(input1, input2, outputGrad));
    requireClose(input1.gradient(), result.first());
    requireClose(input2.gradient(), result.second());
  }

  private static void requireClose(Tensor engine, Tensor function) {
    assertEquals(engine.shape(), function.shape());
    assertTrue(engine.allClose(function), () -> "the engine gives\n" + engine + "\nthe function\n" + function);
  }

  // ---- one to one ----

  @Test
  void oneToOne() {
    for (Tensor x : new Tensor[] {randn(2, 3, 4, 5), randn(), randn(0, 3)}) {
      verify(Trigonometry::sin, BackwardFunctions::sinBackward, x);
      verify(Tensor::sigmoid, BackwardFunctions::sigmoidBackward, x);
      verify(Tensor::relu, BackwardFunctions::reluBackward, x);
    }
    verify(Tensor::relu, BackwardFunctions::reluBackward, Tensor.of(-1.0, -0.0, 0.0, 1.0));
  }

  @Test
  void theJacobianOfAFunctionOfOneElementIsDiagonal() {
    verify(Trigonometry::sin, (x, v) -> diag(cos(x)).transpose().matmul(v), randn(3));
  }

  @Test
  void anUpstreamGradientOfAnotherShapeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> BackwardFunctions.sinBackward(randn(2, 3), randn(3, 2)));
    assertThrows(IllegalArgumentException.class,
        () -> BackwardFunctions.addBackward(randn(2, 3), randn(3), randn(3, 2)));
  }

  /** What only moves elements is undone on the way back. */
  @Test
  void shapesAreUndone() {
    Tensor x = randn(2, 3, 4);
    verify(t -> t.unsqueeze(1), (input, g) -> g.squeeze(1), x);
    verify(t -> t.squeeze(1), (input, g) -> g.unsqueeze(1), randn(2, 1, 4));
    verify(Tensor::flatten, (input, g) -> g.reshape(input.shape()), x);
    verify(t -> t.reshape(4, 6), (input, g) -> g.reshape(input.shape()), x);
    verify(t -> t.transpose(0, 2), (input, g) -> g.transpose(0, 2), x);
    verify(t -> t.permute(1, 2, 0), (input, g) -> g.permute(2, 0, 1), x);
  }

  // ---- one to many ----

  @ParameterizedTest
  @CsvSource({"2x3x4,2x3x4", "2x3x4,4", "4,2x3x4", "2x1x4,3x1", "1,5", "2x3,1x1x1", "0x3,1x3"})
  void broadcastOperandsAreSummed(String first, String second) {
    Tensor input1 = randn(extents(first));
    Tensor input2 = randn(extents(second));
    verify(Tensor::add, BackwardFunctions::addBackward, input1, input2);
    verify(Tensor::mul, BackwardFunctions::mulBackward, input1, input2);
  }

  private static int[] extents(String text) {
    String[] parts = text.split("x");
    int[] extents = new int[parts.length];
    for (int i = 0; i < extents.length; i++) {
      extents[i] = Integer.parseInt(parts[i]);
    }
    return extents;
  }

  @Test
  void copiesAreSummed() {
    Tensor x = randn(2, 1, 3);
    verify(t -> t.expand(4, 2, 5, 3), BackwardFunctions::expandBackward, x);
    verify(t -> Repeating.repeat(t, 2, 2, 4, 3), (input, g) -> BackwardFunctions.repeatBackward(input, g, 2, 2, 4, 3),
        x);
    for (int dim = 0; dim < 3; dim++) {
      int d = dim;
      verify(t -> Repeating.repeatInterleave(t, 3, d),
          (input, g) -> BackwardFunctions.repeatInterleaveBackward(input, g, 3, d), x);
    }
    Tensor index = Tensor.of(0L, 0L, 2L, 1L, 0L);
    verify(t -> t.get(Index.of(index)), (input, g) -> BackwardFunctions.indexBackward(input, g, index), randn(3, 4));
  }

  // ---- many to one ----

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void manyToOneAlongAnAxis(int dim) {
    Tensor x = randn(2, 3, 4);
    verify(t -> t.sum(dim), (input, g) -> BackwardFunctions.sumBackward(input, g, dim), x);
    verify(t -> Reductions.prod(t, dim), (input, g) -> BackwardFunctions.prodBackward(input, g, dim), x);
    verify(t -> Reductions.prod(t, dim), (input, g) -> BackwardFunctions.prodBackwardOfTheArticle(input, g, dim), x);
    verify(t -> t.mean(dim), (input, g) -> BackwardFunctions.meanBackward(input, g, dim), x);
    verify(t -> t.max(dim).values(), (input, g) -> BackwardFunctions.maxBackward(input, g, dim), x);
    verify(t -> Moments.var(t, 0, Axes.DROP, dim), (input, g) -> BackwardFunctions.varBackward(input, g, dim), x);
  }

  @Test
  void manyToOneOverAllElements() {
    Tensor x = randn(2, 3, 4);
    verify(t -> t.sum(), (input, g) -> BackwardFunctions.sumBackward(input, g, null), x);
    verify(t -> Reductions.prod(t), (input, g) -> BackwardFunctions.prodBackward(input, g, null), x);
    verify(t -> Reductions.prod(t), (input, g) -> BackwardFunctions.prodBackwardOfTheArticle(input, g, null), x);
    verify(t -> t.mean(), (input, g) -> BackwardFunctions.meanBackward(input, g, null), x);
    verify(Tensor::max, (input, g) -> BackwardFunctions.maxBackward(input, g, null), x);
    verify(t -> Moments.var(t, 0, Axes.DROP), (input, g) -> BackwardFunctions.varBackward(input, g, null), x);
  }

  /** Without an axis the largest elements share; along an axis the first takes all. */
  @Test
  void tiesOfTheMaximum() {
    Tensor x = Tensor.of(1.0, 3, 3);
    verify(Tensor::max, (input, g) -> BackwardFunctions.maxBackward(input, g, null), x);
    verify(t -> t.max(0).values(), (input, g) -> BackwardFunctions.maxBackward(input, g, 0), x);
    Tensor one = Tensor.scalar(1.0);
    assertEquals(Tensor.of(0, 0.5, 0.5), BackwardFunctions.maxBackward(x, one, null));
    assertEquals(Tensor.of(0.0, 1, 0), BackwardFunctions.maxBackward(x, one, 0));
  }

  // ---- many to many ----

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void manyToMany(int dim) {
    Tensor x = randn(2, 3, 4);
    verify(t -> t.softmax(dim), (input, g) -> BackwardFunctions.softmaxBackward(input, g, dim), x);
    verify(t -> t.softmax(dim), (input, g) -> BackwardFunctions.softmaxBackwardOfTheArticle(input, g, dim), x);
    verify(t -> Scans.cumsum(t, dim), (input, g) -> BackwardFunctions.cumsumBackward(input, g, dim), x);
    verify(t -> Scans.cumsum(t, dim), (input, g) -> BackwardFunctions.cumsumBackwardOfTheArticle(input, g, dim), x);
    verify(t -> Scans.cumprod(t, dim), (input, g) -> BackwardFunctions.cumprodBackward(input, g, dim), x);
    verify(t -> Scans.cumprod(t, dim), (input, g) -> BackwardFunctions.cumprodBackwardOfTheArticle(input, g, dim), x);
  }

  @ParameterizedTest
  @CsvSource({"2,0,3", "0,0,3", "0,0,0", "2,3,0"})
  void productsOfZerosHaveGradients(double a, double b, double c) {
    Tensor x = Tensor.of(a, b, c);
    verify(t -> Reductions.prod(t), (input, g) -> BackwardFunctions.prodBackward(input, g, null), x);
    verify(t -> Reductions.prod(t, 0), (input, g) -> BackwardFunctions.prodBackward(input, g, 0), x);
    verify(t -> Scans.cumprod(t, 0), (input, g) -> BackwardFunctions.cumprodBackward(input, g, 0), x);
    Tensor products = BackwardFunctions.prodBackwardOfTheArticle(x, Tensor.scalar(1.0), null);
    Tensor running = BackwardFunctions.cumprodBackwardOfTheArticle(x, Tensor.ones(3), 0);
    assertTrue(Double.isNaN(products.sum().item()) && Double.isNaN(running.sum().item()), "0 is divided by 0");
  }

  // ---- products ----

  @ParameterizedTest
  @CsvSource({"3,3", "2x3,3", "5x2x3,3", "3,3x4", "3,5x3x4", "3,2x5x3x4", "2x3,3x4", "5x2x3,5x3x4", "5x2x3,3x4",
    "2x3,5x3x4", "6x1x2x3,5x3x4"})
  void products(String first, String second) {
    verify(Tensor::matmul, BackwardFunctions::matmulBackward, randn(extents(first)), randn(extents(second)));
  }

  @Test
  void theArticleKnowsAVectorTimesOneMatrixOnly() {
    verify(Tensor::matmul, BackwardFunctions::vectorTimesMatrixBackwardOfTheArticle, randn(3), randn(3, 4));
    Tensor vector = randn(3);
    Tensor batch = randn(5, 3, 4);
    assertThrows(IllegalArgumentException.class,
        () -> BackwardFunctions.vectorTimesMatrixBackwardOfTheArticle(vector, batch, vector.matmul(batch)));
  }
}
