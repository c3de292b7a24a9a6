package dev.nabla.op;

import static dev.nabla.op.Einsum.einsum;
import static dev.nabla.op.Einsum.einsumPath;
import static dev.nabla.op.Einsum.inner;
import static dev.nabla.op.Einsum.tensordot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.RandomCases;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums of products by formula, against loops over all positions. */
class EinsumTest {
  private static Tensor randn(int... shape) {
    return Rng.of(shape.length + 7L * shape[0]).randn(DType.FLOAT64, shape);
  }

  private static void requireSame(Tensor expected, Tensor got, Object what) {
    assertEquals(expected.shape(), got.shape(), what::toString);
    assertTrue(got.allClose(expected, 0, 0), () -> what + ": expected\n" + expected + "\ngot\n" + got);
  }

  // ---- values ----

  @Test
  void anyFormulaIsTheSumThatItsLoopsGive() {
    RandomCases.check(1000, random -> {
      EinsumCase c = EinsumCase.random(random, 4);
      requireSame(c.byLoops(c.operands()), c.einsum(c.operands()), c);
    });
  }

  @Test
  void theBatchedProductIsMatmulItself() {
    Tensor a = Rng.of(1).randn(5, 33, 17);
    Tensor b = Rng.of(2).randn(5, 17, 40);
    assertEquals(a.matmul(b), einsum("bij,bjk->bik", a, b));
    assertEquals(a.matmul(b), einsum("bij,bkj->bik", a, b.transpose()));
    assertEquals(a.matmul(b), einsum("...ij,...jk", a, b));
    assertTrue(einsum("bij,bjk->bik", a, b).isContiguous());
    assertTrue(einsum("ij,jk->ki", a.get(0), b.get(0)).isContiguous(), "rows are those of the result");
  }

  @Test
  void oneOperandIsRearrangedWithoutACopy() {
    Tensor x = randn(3, 3);
    assertEquals(x.transpose(), einsum("ij->ji", x));
    assertFalse(einsum("ij->ji", x).isContiguous());
    assertEquals(x.transpose(), einsum("ba", x));
    assertEquals(Diagonals.diagonal(x), einsum("ii->i", x));
    assertEquals(Diagonals.trace(x), einsum("ii", x));
    assertEquals(x.sum(0), einsum("ij->j", x));
  }

  @Test
  void manyOperandsAreMultipliedOneAfterTheOther() {
    Random random = new Random(3);
    List<Tensor> chain = new ArrayList<>();
    StringBuilder formula = new StringBuilder();
    Tensor product = Tensor.eye(4, 4, DType.FLOAT64);
    for (int i = 0; i < 20; i++) {
      Tensor factor = Rng.of(random.nextLong()).randn(DType.FLOAT64, 4, 4).mul(0.5);
      chain.add(factor);
      product = product.matmul(factor);
      formula.append(i == 0 ? "" : ",").append((char) ('a' + i)).append((char) ('b' + i));
    }
    Tensor all = einsum(formula + "->au", chain.toArray(Tensor[]::new));
    assertTrue(all.allClose(product, 1e-12, 1e-12));
  }

  /** What nothing after a product needs is summed at once, not carried along. */
  @Test
  void aProductHasOnlyTheLabelsThatAreKept() {
    LabelledTensor a = new LabelledTensor(randn(2, 3, 4), new int[] {0, 1, 2});
    for (LabelledTensor b : List.of(new LabelledTensor(randn(4, 2), new int[] {2, 0}),
        new LabelledTensor(randn(4, 5), new int[] {2, 3}), new LabelledTensor(randn(3, 2, 4), new int[] {1, 0, 2}))) {
      for (long kept = 0; kept < 16; kept++) {
        assertEquals(kept & (a.set() | b.set()), a.times(b, kept).set());
      }
    }
  }

  @Test
  void typesAreThoseOfTheOperands() {
    Tensor ints = Tensor.of(new int[] {1 << 30, 1 << 30}, 2);
    assertEquals(Tensor.scalar(Integer.MIN_VALUE), einsum("i->", ints), "int32 wraps around, as in any sum of int32");
    assertEquals(Tensor.scalar(1L << 31), einsum("i,i->", ints, Tensor.of(1L, 1L)));
    assertEquals(DType.FLOAT64, einsum("i,j", Tensor.ones(2), Tensor.of(1.0)).dtype());
    Tensor mask = Tensor.of(new boolean[] {true, false}, 1, 2);
    assertEquals(mask.transpose(), einsum("ij->ji", mask));
    assertEquals("einsum \"ij->i\": needs numbers to add and multiply, got bool; convert them with to(DType.INT64)",
        assertThrows(IllegalArgumentException.class, () -> einsum("ij->i", mask)).getMessage());
  }

  // ---- gradients ----

  /** A sum of products is linear in each operand, so its derivative along a direction is its value there. */
  @Test
  void gradientsAreExact() {
    RandomCases.check(100, random -> {
      EinsumCase c = EinsumCase.random(random, 3);
      Tensor u = wholeNumbers(random, c.byLoops(c.operands()).shape());
      List<Tensor> gradients = Autodiff.gradients(x -> c.einsum(x).mul(u).sum()).apply(c.operands());
      for (int i = 0; i < gradients.size(); i++) {
        requireSame(gradientByLoops(c, c.operands(), i, u), gradients.get(i), "gradient " + i + " of " + c);
      }
    });
  }

  @Test
  void gradientsOfGradientsAreExact() {
    RandomCases.check(100, random -> {
      EinsumCase c = EinsumCase.random(random, 3);
      Tensor u = wholeNumbers(random, c.byLoops(c.operands()).shape());
      int i = random.nextInt(c.operands().size());
      Tensor w = wholeNumbers(random, c.operands().get(i).shape());
      List<Tensor> second = Autodiff.gradients(x -> Autodiff.gradients(v -> c.einsum(v).mul(u).sum()).apply(x).get(i)
          .mul(w).sum()).apply(c.operands());
      List<Tensor> along = new ArrayList<>(c.operands());
      along.set(i, w);
      for (int j = 0; j < second.size(); j++) {
        Tensor expected = i == j ? Tensor.zerosLike(w) : gradientByLoops(c, along, j, u);
        requireSame(expected, second.get(j), "gradient " + j + " of gradient " + i + " of " + c);
      }
    });
  }

  private static Tensor wholeNumbers(Random random, Shape shape) {
    return Tensor.of(random.doubles(shape.size(), -3, 4).map(Math::floor).toArray(), shape.extents());
  }

  private static Tensor gradientByLoops(EinsumCase c, List<Tensor> operands, int i, Tensor u) {
    Shape shape = operands.get(i).shape();
    double[] gradient = new double[shape.size()];
    List<Tensor> x = new ArrayList<>(operands);
    for (int k = 0; k < gradient.length; k++) {
      double[] unit = new double[gradient.length];
      unit[k] = 1;
      x.set(i, Tensor.of(unit, shape.extents()));
      gradient[k] = c.byLoops(x).mul(u).sum().item();
    }
    return Tensor.of(gradient, shape.extents());
  }

  /** Moving all operands at once adds up what moving each of them does. */
  @Test
  void tangentsAreExact() {
    RandomCases.check(100, random -> {
      EinsumCase c = EinsumCase.random(random, 3);
      List<Tensor> v = c.operands().stream().map(x -> wholeNumbers(random, x.shape())).toList();
      Tensor expected = Tensor.zerosLike(c.byLoops(c.operands()));
      for (int i = 0; i < v.size(); i++) {
        List<Tensor> along = new ArrayList<>(c.operands());
        along.set(i, v.get(i));
        expected = expected.add(c.byLoops(along));
      }
      requireSame(expected, Autodiff.<List<Tensor>, Tensor>jvp(c::einsum, c.operands(), v).tangent(), c);
    });
  }

  @Test
  void aMappedFormulaIsALoopOverIt() {
    RandomCases.check(100, random -> {
      EinsumCase c = EinsumCase.random(random, 3);
      List<Tensor> other = c.operands().stream().map(x -> wholeNumbers(random, x.shape())).toList();
      List<Tensor> both = new ArrayList<>();
      for (int i = 0; i < other.size(); i++) {
        both.add(Tensor.stack(0, c.operands().get(i), other.get(i)));
      }
      Tensor mapped = Autodiff.vmapAll(x -> List.of(c.einsum(x))).apply(both).get(0);
      requireSame(Tensor.stack(0, c.byLoops(c.operands()), c.byLoops(other)), mapped, c);
    });
  }

  /** xᵀAx has the gradient (A + Aᵀ)x and the Hessian A + Aᵀ. */
  @Test
  void oneTensorMayBeSeveralOperands() {
    Tensor a = randn(3, 3);
    Tensor x = randn(3);
    Tensor symmetric = a.add(a.transpose());
    UnaryOperator<Tensor> form = v -> einsum("i,ij,j->", v, a, v);
    assertTrue(symmetric.matmul(x).allClose(Autodiff.grad(form).apply(x), 1e-14, 1e-14));
    assertTrue(symmetric.allClose(Autodiff.hessian(form).apply(x), 1e-14, 1e-14));
  }

  // ---- paths ----

  @Test
  void upToEightOperandsAreMultipliedInTheBestOrder() {
    RandomCases.check(100, random -> {
      EinsumCase c = EinsumCase.random(random, 5);
      Shape[] shapes = c.operands().stream().map(Tensor::shape).toArray(Shape[]::new);
      Subscripts s = EinsumFormula.parse(c.text()).fit(List.of(shapes));
      List<Long> sets = new ArrayList<>();
      for (int i = 0; i < shapes.length; i++) {
        sets.add(s.labels(i, shapes[i]));
      }
      assertEquals(fewest(alone(sets, s), s), einsumPath(c.text(), shapes).flops(), c::toString);
    });
  }

  /** Labels of one operand alone are summed before anything else. */
  private static List<Long> alone(List<Long> sets, Subscripts s) {
    List<Long> summed = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      summed.add(sets.get(i) & needed(sets, s, i, i));
    }
    return summed;
  }

  private static long needed(List<Long> sets, Subscripts s, int i, int j) {
    long needed = Subscripts.set(s.output());
    for (int k = 0; k < sets.size(); k++) {
      needed |= k == i || k == j ? 0 : sets.get(k);
    }
    return needed;
  }

  /** By trying every pair first. */
  private static double fewest(List<Long> sets, Subscripts s) {
    double fewest = sets.size() == 1 ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < sets.size(); i++) {
      for (int j = 0; j < i; j++) {
        long all = sets.get(i) | sets.get(j);
        long kept = all & needed(sets, s, i, j);
        List<Long> rest = new ArrayList<>(sets);
        rest.remove(i);
        rest.set(j, kept);
        double products = 1;
        for (int label = 0; label < s.extents().length; label++) {
          products *= (all >> label & 1) == 0 ? 1 : s.extents()[label];
        }
        fewest = Math.min(fewest, (all == kept ? products : 2 * products) + fewest(rest, s));
      }
    }
    return fewest;
  }

  @Test
  void aPathIsATable() {
    Shape[] shapes = {Shape.of(10, 1000), Shape.of(1000, 20), Shape.of(20, 5)};
    assertEquals("""
        einsum "ij,jk,kl->il"
        result   operands  formula         FLOPs    elements
             3       1, 2  jk,kl->jl      200000        5000
             4       0, 3  ij,jl->il      100000          50
        FLOPs 300000, in one loop 3000000; largest intermediate 5000 elements""",
        einsumPath("ij,jk,kl->il", shapes).toString());
    assertEquals(0, einsumPath("ij->ji", Tensor.ones(2, 3)).steps().size());
  }

  /** A matrix chain that ends in a vector, longer than what is compared exhaustively: from the vector on. */
  @Test
  void manyOperandsAreMultipliedGreedily() {
    Shape matrix = Shape.of(100, 100);
    ContractionPath path = einsumPath("ab,bc,cd,de,ef,fg,gh,hi,ij,j->a", matrix, matrix, matrix, matrix, matrix, matrix,
        matrix, matrix, matrix, Shape.of(100));
    assertEquals(9 * 2 * 100 * 100, path.flops());
    assertEquals(100, path.largestIntermediate());
  }

  // ---- tensordot and inner ----

  @Test
  void tensordotSumsOverPairsOfAxes() {
    Tensor a = randn(2, 3, 4);
    Tensor b = randn(4, 3, 5);
    Tensor expected = einsum("ijk,kjl->il", a, b);
    assertEquals(expected, tensordot(a, b, new int[] {1, 2}, new int[] {1, 0}));
    assertEquals(expected, tensordot(a, b, new int[] {-1, 1}, new int[] {0, -2}));
    assertEquals(einsum("ijk,klm->ijlm", a, b), tensordot(a, b, 1));
    assertEquals(einsum("ijk,lmn->ijklmn", a, b), tensordot(a, b, 0));
    assertEquals(a.mul(a).sum().item(), tensordot(a, a, 3).item(), 1e-13);
  }

  @Test
  void innerSumsOverTheLastAxes() {
    Tensor a = randn(2, 3, 4);
    Tensor b = randn(5, 4);
    assertEquals(einsum("ijk,lk->ijl", a, b), inner(a, b));
    assertEquals(a.mul(2), inner(Tensor.scalar(2.0), a));
    assertEquals(14, inner(Tensor.of(1.0, 2, 3), Tensor.of(1.0, 2, 3)).item());
  }

  // ---- errors ----

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      ij,jk->iz | 8  | label z of the result is in no operand
      ij,jk->ii | 8  | label i stands twice in the result
      i1,jk     | 1  | '1' is no label; labels are letters, and terms are separated by commas, with one -> before the \
      result
      ij,jk->i>k| 8  | '>' is no label; labels are letters, and terms are separated by commas, with one -> before the \
      result
      ij,jk->i,k| 8  | ',' is no label; labels are letters, and terms are separated by commas, with one -> before the \
      result
      ..j,jk    | 0  | an ellipsis has three dots
      i.,jk     | 1  | an ellipsis has three dots
      ...i...,jk| 4  | a second ellipsis in one term
      ij        | 0  | needs as many operands as terms, 1, got 2
      ij,jk,kl  | 6  | needs as many operands as terms, 3, got 2
      ij,jkl    | 3  | the term 'jkl' does not fit operand 1 of shape [4×5], whose rank is 2
      ijk...,jk | 0  | the term 'ijk...' does not fit operand 0 of shape [3×4], whose rank is 2
      ij, ik    | 4  | label i has extent 4 in operand 1 of shape [4×5], but 3 in operand 0 of shape [3×4]
      ij,kk     | 4  | label k has extent 5 in operand 1 of shape [4×5], but 4 in the same operand
      ij,i...k  | 3  | label i has extent 4 in operand 1 of shape [4×5], but 3 in operand 0 of shape [3×4]
      ij,...ik  | 6  | label i has extent 4 in operand 1 of shape [4×5], but 3 in operand 0 of shape [3×4]
      kj,i...j  | 7  | label j has extent 5 in operand 1 of shape [4×5], but 4 in operand 0 of shape [3×4]
      ij,...i   | 6  | label i has extent 5 in operand 1 of shape [4×5], but 3 in operand 0 of shape [3×4]
      a...,...  | 5  | an axis of the ellipsis has extent 5 in operand 1 of shape [4×5], but 4 in operand 0 of shape \
      [3×4]
      """)
  void faultsAreNamedWithTheirPosition(String formula, int position, String sentence) {
    assertEquals("einsum \"" + formula + "\", position " + position + ": " + sentence,
        assertThrows(IllegalArgumentException.class, () -> einsum(formula, Tensor.ones(3, 4), Tensor.ones(4, 5)))
            .getMessage());
  }

  @Test
  void thereAreAtMost64Labels() {
    int[] ones = new int[33];
    Arrays.fill(ones, 1);
    Tensor x = Tensor.ones(ones);
    requireMessage("einsum \"...a,b\", position 0: the operands have 67 different axes, and 64 is the limit",
        () -> einsum("...a,b", x.reshape(x.shape().concat(x.shape())), Tensor.ones(2)));
    requireMessage("tensordot: shapes " + x.shape() + " and " + x.shape() + " have more than 64 axes together",
        () -> tensordot(x, x, 1));
  }

  @Test
  void misfitsOfTensordotAndInnerAreOneSentence() {
    Tensor a = Tensor.ones(2, 3);
    Tensor b = Tensor.ones(4, 3);
    requireMessage("tensordot: axis 1 of [2×3] with axis 0 of [4×3]: extents 3 and 4 differ", () -> tensordot(a, b, 1));
    requireMessage("tensordot: axis 1 of [2×3] with axis 0 of [4×3]: an axis is named twice",
        () -> tensordot(a, b, new int[] {1, -1}, new int[] {1, 0}));
    requireMessage("tensordot: axis 0 of [2×3] with axis 1 of [4×3]: an axis is named twice",
        () -> tensordot(a, b, new int[] {1, 0}, new int[] {1, 1}));
    requireMessage("tensordot: axes are summed in pairs, got [0, 1] and [0]",
        () -> tensordot(a, b, new int[] {0, 1}, new int[] {0}));
    requireMessage("tensordot: shapes [2×3] and [4×3] cannot share 3 axes", () -> tensordot(a, b, 3));
    assertEquals("tensordot: axis 2 is out of range for shape [2×3], whose axes are -2 to 1",
        assertThrows(IndexOutOfBoundsException.class, () -> tensordot(a, b, new int[] {2}, new int[] {0}))
            .getMessage());
    requireMessage("inner: shapes [2×3] and [3×4]: the last extents 3 and 4 differ", () -> inner(a, b.transpose()));
  }

  private static void requireMessage(String message, Runnable work) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }
}
