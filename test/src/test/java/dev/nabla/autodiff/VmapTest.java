package dev.nabla.autodiff;

import static dev.nabla.autodiff.Autodiff.grad;
import static dev.nabla.autodiff.Autodiff.vmap;
import static dev.nabla.autodiff.Autodiff.vmapAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.op.Activations;
import dev.nabla.op.Dropouts;
import dev.nabla.op.Lookups;
import dev.nabla.op.Losses;
import dev.nabla.op.MatrixProducts;
import dev.nabla.op.OrderStatistics;
import dev.nabla.op.Ordering;
import dev.nabla.op.Pseudoinverse;
import dev.nabla.op.Scans;
import dev.nabla.tensor.Axes;
import dev.nabla.tensor.Backprop;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.ForwardMode;
import dev.nabla.tensor.Index;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.RandomCases;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Vectorised maps of functions; the laws of single operators are those of BatchingLawsTest. */
class VmapTest {
  private static Tensor draw(long seed, int... shape) {
    return Rng.of(seed).randn(DType.FLOAT64, shape);
  }

  private static void assertClose(Tensor expected, Tensor actual) {
    assertEquals(expected.shape(), actual.shape());
    assertTrue(actual.allClose(expected, 1e-10, 1e-10), () -> "expected\n" + expected + ", got\n" + actual);
  }

  /** {@code f} of each slice along the first axis, one after the other. */
  private static UnaryOperator<Tensor> loop(UnaryOperator<Tensor> f) {
    return x -> Tensor.stack(0, IntStream.range(0, x.extent(0)).mapToObj(i -> f.apply(x.select(0, i))).toList());
  }

  // ---- axes, arguments, results ----

  @Test
  void entriesLieAlongAnyAxis() {
    Tensor x = draw(1, 3, 4, 5);
    UnaryOperator<Tensor> f = row -> row.softmax(0).matmul(draw(2, 4, 2));
    for (int out : new int[] {0, 1, -1}) {
      Tensor expected = Tensor.stack(out, IntStream.range(0, 5).mapToObj(i -> f.apply(x.get(0).select(1, i))).toList());
      assertClose(expected, vmap(f, 1, out).apply(x.get(0)));
      assertClose(expected, vmap(f, -1, out).apply(x.get(0)));
    }
    assertClose(loop(m -> m.sum(0)).apply(x), vmap(m -> m.sum(0)).apply(x));
  }

  @Test
  void argumentsCanBeShared() {
    Tensor a = draw(1, 3, 4);
    Tensor b = draw(2, 4, 3);
    assertClose(a.matmul(b).transpose(), vmap(Tensor::matmul, null, 1, 0).apply(a, b));
    assertClose(a.matmul(b), vmap(Tensor::matmul, 0, null, 0).apply(a, b));
    assertClose(a.mul(b.transpose()).sum(1), vmap(Tensor::matmul, 0, 1, 0).apply(a, b));
  }

  @Test
  void severalResultsHaveAxesOfTheirOwn() {
    Tensor x = draw(1, 3, 4);
    Tensor shared = draw(2, 4);
    List<Tensor> y = vmapAll(in -> List.of(in.get(0).mul(in.get(1)), in.get(1).exp(), in.get(1)),
        Arrays.asList(0, null), Arrays.asList(1, 0, null)).apply(List.of(x, shared));
    assertClose(x.mul(shared).transpose(), y.get(0));
    assertClose(shared.exp().expand(3, 4), y.get(1));
    assertClose(shared, y.get(2));
    assertClose(x.add(draw(3, 3, 4)), vmapAll(in -> List.of(in.get(0).add(in.get(1)))).apply(List.of(x, draw(3, 3, 4)))
        .get(0));
  }

  @Test
  void aFunctionSeesTheShapeOfOneEntry() {
    List<Object> seen = new ArrayList<>();
    vmap(x -> {
      seen.add(x.shape());
      seen.add(x.sum(0).rank());
      seen.add(x.requiresGradient());
      return x;
    }).apply(draw(1, 3, 4, 5));
    assertEquals(List.of(Shape.of(4, 5), 1, false), seen);
  }

  @Test
  void mapsNest() {
    Tensor x = draw(1, 3, 4);
    Tensor y = draw(2, 5, 4);
    UnaryOperator<Tensor> distances = a -> vmap(b -> a.sub(b).mul(a.sub(b)).sum()).apply(y);
    Tensor expected = x.unsqueeze(1).sub(y).mul(x.unsqueeze(1).sub(y)).sum(2);
    assertClose(expected, vmap(distances).apply(x));
  }

  @Test
  void aBatchMayBeEmptyOrHaveOneEntry() {
    for (int n : new int[] {0, 1}) {
      Tensor x = draw(1, n, 4, 4);
      assertClose(x.softmax(1).matmul(x), vmap(m -> m.softmax(0).matmul(m)).apply(x));
      assertClose(x.transpose(), vmap(new Turned()::apply).apply(x));
      assertClose(x.mul(2), vmap(grad(m -> m.mul(m).sum())).apply(x));
    }
  }

  // ---- operators ----

  /** A user's operator, which has no rule for batches. */
  private record Turned() implements UnaryOp {
    @Override
    public Tensor forward(Tensor x) {
      return x.transpose();
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return apply(g);
    }
  }

  @Test
  void anOperatorWithoutARuleRunsEntryAfterEntry() {
    Tensor x = draw(1, 3, 2, 4);
    Tensor w = draw(2, 3, 4, 2);
    assertClose(x.transpose(), vmap(new Turned()::apply).apply(x));
    assertClose(w.transpose(), grad(v -> vmap(new Turned()::apply).apply(v).mul(w).sum()).apply(x));
    assertClose(vmap(vmap(new Turned()::apply)).apply(x.unsqueeze(1)), x.transpose().unsqueeze(1));
  }

  @Test
  void aRuleMustPutTheEntriesInFront() {
    record Forgetful() implements UnaryOp {
      @Override
      public Tensor forward(Tensor x) {
        return x.sum();
      }

      @Override
      public Tensor backward(Tensor g, Tensor y, Tensor x) {
        return g.expand(x.shape());
      }

      @Override
      public Tensor batched(Tensor x) {
        return x.sum();
      }
    }

    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> vmap(x -> new Forgetful().apply(x)).apply(draw(1, 3, 2)));
    assertEquals("forgetful: its rule for batches gave shape [], which needs the 3 entries along the first axis",
        refusal.getMessage());
  }

  /** Positions, comparisons and orders that differ from entry to entry, and shared ones. */
  @Test
  void positionsMayDiffer() {
    Tensor x = draw(1, 3, 5, 4);
    Tensor rows = Tensor.of(new long[] {0, -1, 2, 2, 4, 1}, 3, 2);
    List<UnaryOperator<List<Tensor>>> functions = List.of(
        in -> List.of(in.get(0).indexSelect(0, in.get(1))),
        in -> List.of(in.get(0).get(Index.of(in.get(1)), Index.range(1, 3))),
        in -> List.of(in.get(0).get(Index.of(in.get(1)), Index.of(in.get(1).sub(1L).maximum(Tensor.scalar(-2L))))),
        in -> List.of(in.get(0).gather(0, in.get(1).unsqueeze(1).expand(2, 4))),
        in -> List.of(Lookups.embedding(in.get(0), in.get(1)), Lookups.oneHot(in.get(1).abs(), 5)),
        in -> List.of(in.get(0).max(1).values(), in.get(0).max(1).indices(), in.get(0).argmin()),
        in -> List.of(Ordering.sort(in.get(0), 0).values(), Ordering.topk(in.get(0), 2, 0).indices()),
        in -> List.of(OrderStatistics.median(in.get(0), 0).values(), OrderStatistics.quantile(in.get(0), 0.3, 1)),
        in -> List.of(in.get(0).gt(0).any(0), in.get(0).gt(0).logicalNot().all(), in.get(0).eq(in.get(0).amax())),
        in -> List.of(Pseudoinverse.lstsq(in.get(0), in.get(0).sum(1).exp())),
        in -> List
            .of(Losses.crossEntropy(in.get(0).get(Index.range(0, 2)), in.get(1).abs().minimum(Tensor.scalar(3L)))));
    for (UnaryOperator<List<Tensor>> f : functions) {
      List<Tensor> mapped = vmapAll(f).apply(List.of(x, rows));
      List<Tensor> shared = vmapAll(f, Arrays.asList(null, 0), zeros(mapped.size())).apply(List.of(x.get(0), rows));
      for (int i = 0; i < mapped.size(); i++) {
        int result = i;
        assertClose(Tensor.stack(0, IntStream.range(0, 3)
            .mapToObj(k -> f.apply(List.of(x.get(k), rows.get(k))).get(result)).toList()), mapped.get(i));
        assertClose(Tensor.stack(0, IntStream.range(0, 3)
            .mapToObj(k -> f.apply(List.of(x.get(0), rows.get(k))).get(result)).toList()), shared.get(i));
      }
    }
  }

  private static List<Integer> zeros(int count) {
    return Collections.nCopies(count, 0);
  }

  @Test
  void randomNumbersAreTheSameForEveryEntryUnlessTheyAreMappedOver() {
    Tensor x = Tensor.ones(Shape.of(4, 50), DType.FLOAT64);
    Tensor dropped = vmap(row -> Dropouts.dropout(row, 0.5, Rng.of(7))).apply(x);
    assertClose(Dropouts.dropout(x.get(0), 0.5, Rng.of(7)).expand(4, 50), dropped);
    Tensor noisy = vmap(row -> row.add(Rng.of(8).randn(DType.FLOAT64, 50))).apply(x);
    assertClose(noisy.get(0).expand(4, 50), noisy);
    Tensor noise = draw(9, 4, 50);
    assertClose(x.add(noise), vmap((row, own) -> row.add(own)).apply(x, noise));
  }

  // ---- derivatives ----

  private static Tensor network(Tensor x, Tensor w) {
    return Activations.relu(w.matmul(x)).tanh().logSumExp();
  }

  @Test
  void gradientsAndMapsNestEitherWay() {
    Tensor x = draw(1, 3, 4);
    Tensor w = draw(2, 5, 4);
    UnaryOperator<Tensor> f = row -> network(row, w);
    Tensor each = loop(grad(f)).apply(x);
    assertClose(each, vmap(grad(f)).apply(x));
    assertClose(each, grad(batch -> vmap(f).apply(batch).sum()).apply(x));
    assertClose(loop(grad(v -> grad(f).apply(v).mul(v).sum())).apply(x),
        vmap(grad(v -> grad(f).apply(v).mul(v).sum())).apply(x));
    assertClose(grad(v -> loop(grad(f)).apply(v).exp().sum()).apply(x),
        grad(v -> vmap(grad(f)).apply(v).exp().sum()).apply(x));
    assertClose(grad(v -> loop(row -> network(row, v)).apply(x).exp().sum()).apply(w),
        grad(v -> vmap(row -> network(row, v)).apply(x).exp().sum()).apply(w));
  }

  private static UnaryOperator<Tensor> along(UnaryOperator<Tensor> f, Tensor direction) {
    return x -> {
      ForwardMode forward = ForwardMode.open();
      return forward.tangent(f.apply(forward.variable(x, direction)));
    };
  }

  @Test
  void tangentsAndMapsNestEitherWay() {
    Tensor x = draw(1, 3, 4);
    Tensor w = draw(2, 5, 4);
    Tensor v = draw(3, 4);
    UnaryOperator<Tensor> f = row -> network(row, w);
    Tensor each = loop(along(f, v)).apply(x);
    assertClose(each, vmap(along(f, v)).apply(x));
    assertClose(each, along(vmap(f), v.expand(3, 4)).apply(x));
    assertClose(loop(along(grad(f), v)).apply(x), vmap(along(grad(f), v)).apply(x));
    Tensor basis = Tensor.eye(4, 4, DType.FLOAT64);
    Tensor jacobian = vmap(direction -> along(row -> w.matmul(row).tanh(), direction).apply(v), 0, -1).apply(basis);
    Tensor y = w.matmul(v).tanh();
    assertClose(w.mul(y.mul(y).neg().add(1).unsqueeze(1)), jacobian);
  }

  @Test
  void aHessianIsAMapOfTangentsOfTheGradient() {
    Tensor x = draw(1, 2, 3);
    Tensor q = draw(2, 3, 3);
    UnaryOperator<Tensor> f = row -> row.matmul(q).mul(row).sum().add(row.mul(row).mul(row).sum());
    UnaryOperator<Tensor> hessian =
        row -> vmap(direction -> along(grad(f), direction).apply(row)).apply(Tensor.eye(3, 3, DType.FLOAT64));
    Tensor diagonals = x.mul(6).unsqueeze(1).mul(Tensor.eye(3, 3, DType.FLOAT64));
    assertClose(q.add(q.transpose()).add(diagonals), vmap(hessian).apply(x));
  }

  @Test
  void parametersReceiveTheGradientOfALoop() {
    Tensor x = draw(1, 3, 4);
    Parameter mapped = Parameter.of(draw(2, 5, 4));
    Parameter looped = Parameter.of(mapped.value());
    vmap(row -> network(row, mapped)).apply(x).sum().backward();
    loop(row -> network(row, looped)).apply(x).sum().backward();
    assertClose(looped.gradient(), mapped.gradient());
    Tensor constant = Backprop.noGrad(() -> vmap(row -> network(row, mapped)).apply(x));
    assertFalse(constant.requiresGradient());
    assertFalse(vmap(row -> network(row, mapped).detach()).apply(x).requiresGradient());
    assertTrue(vmap(row -> {
      assertTrue(network(row, mapped).requiresGradient());
      return network(row, mapped);
    }).apply(x).requiresGradient());
  }

  // ---- per-sample gradients ----

  private static Tensor loss(List<Tensor> p, List<Tensor> example) {
    Tensor hidden = MatrixProducts.linear(example.get(0), p.get(0), p.get(1)).tanh();
    return Losses.crossEntropy(MatrixProducts.linear(hidden, p.get(2), null), example.get(1));
  }

  @Test
  void perSampleGradientsAreThoseOfALoop() {
    List<Tensor> p = List.of(draw(1, 6, 4), draw(2, 6), draw(3, 3, 6));
    Tensor x = draw(4, 8, 4);
    Tensor labels = Tensor.of(0L, 1L, 2L, 2L, 1L, 0L, 0L, 2L);
    List<Tensor> all = Autodiff.perSampleGradients(VmapTest::loss, p, x, labels);
    List<Tensor> ofMean = Autodiff.gradients(v -> loss(v, List.of(x, labels))).apply(p);
    for (int i = 0; i < p.size(); i++) {
      int parameter = i;
      assertClose(Tensor.stack(0, IntStream.range(0, 8).mapToObj(k -> Autodiff
          .gradients(v -> loss(v, List.of(x.get(k), labels.get(k)))).apply(p).get(parameter)).toList()), all.get(i));
      assertClose(ofMean.get(i), all.get(i).mean(0));
    }
  }

  /** What a model learns, as a type. */
  public record Affine(Tensor weight, Tensor bias) {}

  @Test
  void treesAreMappedAndHaveGradientsOfTheirType() {
    Affine one = new Affine(draw(1, 2, 4), draw(2, 2));
    Affine many = new Affine(draw(3, 5, 2, 4), draw(4, 5, 2));
    Tensor x = draw(5, 5, 4);
    Affine each =
        Autodiff.perSampleGradients((p, example) -> p.weight().matmul(example.get(0)).add(p.bias()).exp().sum(),
            one, x);
    Tensor slope = x.matmul(one.weight().transpose()).add(one.bias()).exp();
    assertClose(slope, each.bias());
    assertClose(slope.unsqueeze(2).mul(x.unsqueeze(1)), each.weight());
    Affine doubled = vmap((Affine p) -> new Affine(p.weight().mul(2), p.bias().sum())).apply(many);
    assertClose(many.weight().mul(2), doubled.weight());
    assertClose(many.bias().sum(1), doubled.bias());
    BiFunction<Affine, Tensor, Tensor> apply = (p, v) -> p.weight().matmul(v).add(p.bias());
    assertClose(many.weight().matmul(x.get(0)).add(many.bias()).transpose(),
        Autodiff.vmap(apply, 0, null, 1).apply(many, x.get(0)));
  }

  @Test
  void perSampleGradientsCanBeDifferentiated() {
    Tensor x = draw(1, 5, 3);
    Tensor w = draw(2, 3);
    UnaryOperator<Tensor> sizes = v -> Autodiff.perSampleGradients(
        (p, example) -> example.get(0).mul(p.get(0)).sum().exp(), List.of(v), x).get(0).mul(x).sum();
    UnaryOperator<Tensor> byHand = v -> x.mul(x).sum(1).mul(x.matmul(v).exp()).sum();
    assertClose(byHand.apply(w), sizes.apply(w));
    assertClose(grad(byHand).apply(w), grad(sizes).apply(w));
  }

  // ---- compositions ----

  /** Functions that take a tensor of any shape, and never leave the range where they are smooth enough. */
  private static final List<UnaryOperator<Tensor>> STEPS = List.of(
      Tensor::tanh,
      Tensor::sigmoid,
      x -> x.mul(x).add(1).log(),
      x -> Activations.relu(x).sub(x.mul(0.3)),
      x -> x.rank() == 0 ? x : x.softmax(-1),
      x -> x.rank() == 0 ? x : x.sub(x.logSumExp(0)),
      x -> x.rank() == 0 ? x : x.sub(x.mean(Axes.KEEP, -1)),
      x -> x.rank() < 2 ? x.unsqueeze(0) : x.transpose(),
      x -> x.rank() < 2 ? x : x.matmul(x.transpose()).mul(0.2),
      x -> x.rank() == 0 ? x : x.matmul(Tensor.linspace(-1, 1, x.extent(-1) * 2).reshape(x.extent(-1), 2)),
      x -> x.rank() == 0 ? x : Tensor.linspace(-1, 1, x.extent(0)).matmul(x.rank() == 1 ? x : x.flatten(1, -1)),
      Tensor::flatten,
      x -> x.rank() > 3 ? x.sum(0) : Tensor.stack(-1, x, x.mul(2).sub(1)),
      x -> x.rank() == 0 ? x : Tensor.cat(0, x, x.sigmoid()),
      x -> x.rank() == 0 || x.extent(0) < 2 ? x : x.narrow(0, 1, x.extent(0) - 1),
      x -> x.rank() == 0 ? x : x.get(Index.range(null, null, -2)),
      x -> x.rank() == 0 ? x : Scans.cumsum(x, 0).tanh(),
      x -> x.rank() == 0 ? x : x.gather(0, x.argmax(0).unsqueeze(0)),
      x -> x.rank() == 0 ? x : Ordering.sort(x, -1).values(),
      x -> x.rank() == 0 ? x : x.max(0).values(),
      x -> Tensor.where(x.gt(0.1), x.tanh(), x.mul(0.5)),
      x -> x.maximum(x.mean()).minimum(Tensor.scalar(3.0)),
      x -> x.rank() > 3 ? x.amax(0) : x.unsqueeze(0).expand(Shape.of(2).concat(x.shape())).add(x));

  private static UnaryOperator<Tensor> composition(Random random) {
    List<UnaryOperator<Tensor>> steps = new ArrayList<>();
    for (int depth = 1 + random.nextInt(8); depth > 0; depth--) {
      steps.add(STEPS.get(random.nextInt(STEPS.size())));
    }
    return x -> {
      Tensor y = x;
      for (UnaryOperator<Tensor> step : steps) {
        y = step.apply(y);
      }
      return y;
    };
  }

  @Test
  void everyCompositionMapsAsALoopWould() {
    RandomCases.check(400, random -> {
      UnaryOperator<Tensor> f = composition(random);
      int[] one = IntStream.generate(() -> 1 + random.nextInt(3)).limit(random.nextInt(4)).toArray();
      Tensor x = Rng.of(random.nextLong()).randn(DType.FLOAT64, Shape.of(2, 3).concat(Shape.of(one)).extents());
      UnaryOperator<Tensor> total = v -> f.apply(v).sum();
      assertClose(loop(f).apply(x.get(0)), vmap(f).apply(x.get(0)));
      assertClose(loop(loop(f)).apply(x), vmap(vmap(f)).apply(x));
      Tensor gradients = loop(grad(total)).apply(x.get(1));
      assertClose(gradients, vmap(grad(total)).apply(x.get(1)));
      assertClose(gradients, grad(batch -> vmap(f).apply(batch).sum()).apply(x.get(1)));
      assertClose(loop(loop(grad(total))).apply(x),
          vmap(batch -> grad(b -> vmap(f).apply(b).sum()).apply(batch)).apply(x));
      Tensor direction = Rng.of(random.nextLong()).randn(DType.FLOAT64, x.shape().extents());
      assertClose(along(loop(f), direction.get(0)).apply(x.get(0)), along(vmap(f), direction.get(0)).apply(x.get(0)));
      assertClose(loop(along(grad(total), direction.get(0).get(0))).apply(x.get(0)),
          vmap(along(grad(total), direction.get(0).get(0))).apply(x.get(0)));
    });
  }

  // ---- what a map refuses ----

  private static String refusal(Class<? extends Exception> type, Runnable work) {
    return assertThrows(type, work::run).getMessage();
  }

  @Test
  void elementsOfAMappedTensorCannotBeRead() {
    Tensor x = draw(1, 3, 2);
    String reason = " float64 tensor of shape [2] stands for every entry of a vectorised map, whose elements differ; "
        + "compute with tensors, where() in place of if, and read what the map returns";
    assertEquals("toDoubles: this" + reason,
        refusal(IllegalStateException.class, () -> vmap(row -> Tensor.of(row.toDoubles())).apply(x)));
    assertEquals("item: this" + reason.replace("[2]", "[]"),
        refusal(IllegalStateException.class, () -> vmap(row -> row.sum().item() > 0 ? row : row.neg()).apply(x)));
    assertThrows(IllegalStateException.class, () -> vmap(grad(row -> row.mul(row.sum().item()).sum())).apply(x));
    assertThrows(IllegalStateException.class, () -> vmap(row -> row.equals(row.add(1)) ? row : row.neg()).apply(x));
    assertThrows(IllegalStateException.class, () -> vmap(row -> row.allClose(row.add(1)) ? row : row.neg()).apply(x));
    assertThrows(IllegalStateException.class, () -> vmap(row -> row.get(Index.of(row.gt(0)))).apply(x));
    vmap(row -> {
      assertEquals("float64 [2] for every entry of a vectorised map", row.toString());
      return row;
    }).apply(x);
  }

  @Test
  void axesMustFit() {
    Tensor x = draw(1, 3, 2);
    assertEquals("vmap: axis 2 is out of range for shape [3×2], whose axes are -2 to 1",
        refusal(IndexOutOfBoundsException.class, () -> vmap(v -> v, 2, 0).apply(x)));
    assertEquals("vmap: axis 0 is out of range for shape [], which has no axes",
        refusal(IndexOutOfBoundsException.class, () -> vmap(v -> v).apply(Tensor.scalar(1.0))));
    assertEquals("vmap: axis 2 is out of range for shape [3×2], whose axes are -2 to 1",
        refusal(IndexOutOfBoundsException.class, () -> vmap(v -> v, 0, 2).apply(x)));
    assertEquals("vmap: argument 0 has 3 entries along axis 0, argument 1 has 2 along axis 1",
        refusal(IllegalArgumentException.class, () -> vmap(Tensor::add, 0, 1, 0).apply(x, x)));
    assertEquals("vmap: none of 2 arguments is mapped; one needs an in-axis",
        refusal(IllegalArgumentException.class, () -> vmap(Tensor::add, null, null, 0).apply(x, x)));
    assertEquals("vmap: 1 in-axes [0] for 2 tensors",
        refusal(IllegalArgumentException.class, () -> vmapAll(v -> v, List.of(0), List.of(0)).apply(List.of(x, x))));
    assertEquals("vmap: 2 out-axes [0, 0] for 1 results", refusal(IllegalArgumentException.class,
        () -> vmapAll(v -> v, List.of(0), List.of(0, 0)).apply(List.of(x))));
    assertEquals("vmap: result 0 differs between entries; it needs an out-axis",
        refusal(IllegalArgumentException.class,
            () -> vmapAll(v -> v, List.of(0), Arrays.asList((Integer) null)).apply(List.of(x))));
  }

  @Test
  void nothingLeavesAMapButWhatItReturns() {
    Tensor x = draw(1, 3, 2);
    Tensor[] kept = new Tensor[1];
    vmap(row -> kept[0] = row).apply(x);
    assertEquals("exp: a tensor of shape [2] is used after the vectorised map that it belongs to has ended; let the "
        + "mapped function return it", refusal(IllegalStateException.class, () -> kept[0].exp()));
    Parameter p = Parameter.of(Tensor.of(1.0, 2.0));
    assertEquals("parameter: a tensor of shape [2] that stands for every entry of a vectorised map cannot be kept in a "
        + "parameter", refusal(IllegalStateException.class, () -> vmap(row -> Parameter.of(row)).apply(x)));
    assertThrows(IllegalStateException.class, () -> vmap(row -> {
      p.assign(row);
      return row;
    }).apply(x));
    assertEquals("backward: this float64 tensor of shape [] stands for every entry of a vectorised map; differentiate "
        + "what the map returns, or use grad within it", refusal(IllegalStateException.class, () -> vmap(row -> {
          row.mul(p).sum().backward();
          return row;
        }).apply(x)));
  }
}
