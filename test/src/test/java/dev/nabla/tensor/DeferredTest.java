package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.kernel.Binary;
import dev.nabla.kernel.Comparison;
import dev.nabla.kernel.Logic;
import dev.nabla.kernel.Unary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Large results that wait until they are read: always the elements that are computed at once, and as few as can be. */
class DeferredTest {
  /** Rows of whole vectors, for remainders of vectors go to other loops, which may give another last bit. */
  private static final Shape SHAPE = Shape.of(33, 40, 64);
  private static final Shape FLAT = Shape.of(SHAPE.size());

  /** What {@code f} gives when no operation waits, because somebody watches. */
  private static <T> T atOnce(Supplier<T> f) {
    return Watch.during(computation -> {}, false, f);
  }

  private static boolean waits(Tensor x) {
    return x.deferred() != null && x.deferred().plan() != null;
  }

  /** Elements of several kinds: in order, turned, repeated along axes, every second one, one for all. */
  private static Tensor operand(Random random, DType dtype) {
    int seed = random.nextInt();
    Tensor x = switch (random.nextInt(6)) {
      case 0 -> Domain.REALS.draw(seed, 64, 40, 33).transpose(0, 2);
      case 1 -> Domain.REALS.draw(seed, 40, 1);
      case 2 -> Domain.REALS.draw(seed, 33, 1, 64);
      case 3 -> Domain.REALS.draw(seed, 33, 80, 64).get(Index.ALL, Index.range(null, null, 2));
      case 4 -> Domain.REALS.draw(seed);
      default -> Domain.REALS.draw(seed, 33, 40, 64);
    };
    return x.to(dtype);
  }

  private static final List<Unary> UNARY = List.of(Unary.values());

  /** Without those that want whole numbers, or read the sign of a NaN, which Java leaves open. */
  private static final List<Binary> BINARY =
      Arrays.stream(Binary.values()).filter(f -> f != Binary.POLYGAMMA && f != Binary.COPYSIGN).toList();

  private static <E> E any(Random random, E[] values) {
    return values[random.nextInt(values.length)];
  }

  /** Truth values: given ones, comparisons, and what connects them. */
  private static Tensor condition(Random random, Tensor a, Tensor b) {
    return switch (random.nextInt(5)) {
      case 0 -> Elementwise.logic(any(random, Logic.values()), condition(random, b, a), condition(random, a, b));
      case 1 -> condition(random, a, b).logicalNot();
      case 2 -> operand(random, DType.FLOAT32).gt(0).evaluated();
      default -> Elementwise.compare(any(random, Comparison.values()), a, b);
    };
  }

  /** Functions of the results before, of which some have several readers. */
  private static List<Tensor> composed(Random random, DType dtype, int operations) {
    List<Tensor> values = new ArrayList<>(List.of(operand(random, dtype).expand(SHAPE)));
    for (int i = 0; i < operations; i++) {
      Tensor last = values.get(values.size() - 1);
      Tensor other = random.nextBoolean() ? operand(random, dtype) : values.get(random.nextInt(values.size()));
      values.add(switch (random.nextInt(6)) {
        case 0 -> Elementwise.unary(UNARY.get(random.nextInt(UNARY.size())), last);
        case 1 -> Elementwise.binary(BINARY.get(random.nextInt(BINARY.size())), other, last);
        case 2 -> Elementwise.binary(BINARY.get(random.nextInt(BINARY.size())), last, random.nextGaussian());
        case 3 -> Elementwise.select(condition(random, last, other), last, other);
        case 4 -> Elementwise.select(condition(random, other, last), values.get(0), last);
        default -> Elementwise.binary(BINARY.get(random.nextInt(BINARY.size())), last, other);
      });
    }
    return values;
  }

  @Test
  void functionsOfFunctionsAreWhatTheyAreOneByOne() {
    RandomCases.check(60, random -> {
      long seed = random.nextLong();
      DType dtype = random.nextBoolean() ? DType.FLOAT32 : DType.FLOAT64;
      int operations = 1 + random.nextInt(40);
      List<Tensor> oneByOne = atOnce(() -> composed(new Random(seed), dtype, operations));
      List<Tensor> waiting = composed(new Random(seed), dtype, operations);
      assertTrue(waits(waiting.get(operations)));
      for (int i = random.nextInt(operations) + 1; i <= operations; i += 1 + random.nextInt(3)) {
        assertEquals(oneByOne.get(i), waiting.get(i), "result " + i + " of " + operations);
      }
      assertEquals(oneByOne.get(operations), waiting.get(operations));
    });
  }

  @Test
  void everyFunctionIsDoneInPassing() {
    Tensor x = Domain.REALS.draw(1, SHAPE.extents()).to(DType.FLOAT32);
    Tensor y = Domain.REALS.draw(2, SHAPE.extents()).to(DType.FLOAT32);
    for (Unary f : UNARY) {
      assertEquals(atOnce(() -> Elementwise.unary(f, x.neg())), Elementwise.unary(f, x.neg()), f.name());
    }
    for (Binary f : BINARY) {
      assertEquals(atOnce(() -> Elementwise.binary(f, x.neg(), y)), Elementwise.binary(f, x.neg(), y), f.name());
    }
    for (Comparison f : Comparison.values()) {
      assertEquals(atOnce(() -> Elementwise.compare(f, x.neg(), y)), Elementwise.compare(f, x.neg(), y), f.name());
    }
    for (Logic f : Logic.values()) {
      Supplier<Tensor> connected = () -> Elementwise.logic(f, x.gt(0), y.gt(0));
      assertEquals(atOnce(connected), connected.get(), f.name());
    }
    Supplier<Tensor> chosen = () -> Tensor.where(x.lt(y), x.neg(), y);
    assertEquals(atOnce(chosen), chosen.get());
  }

  @Test
  void truthValuesWaitForWhoReadsThem() {
    Tensor x = Domain.REALS.draw(1, SHAPE.extents());
    Tensor positive = x.gt(0);
    Tensor relu = Tensor.where(positive, x, Tensor.scalar(0.0)).evaluated();
    assertEquals(x.relu(), relu);
    assertTrue(waits(positive), "nobody else has announced to read it");
    assertEquals(atOnce(() -> x.mul(x.gt(0))), x.mul(positive));
    assertFalse(waits(positive), "computed for the second time it is kept");
    assertEquals(positive.to(DType.INT64).sum(), positive.to(DType.FLOAT64).sum().to(DType.INT64));
    assertEquals(DType.FLOAT32, positive.to(DType.FLOAT32).evaluated().dtype());
  }

  @Test
  void numbersOfAnotherTypeAreComparedApart() {
    Tensor x = Domain.REALS.draw(1, SHAPE.extents());
    Tensor narrow = x.to(DType.FLOAT32);
    Supplier<Tensor> both = () -> Tensor.where(x.neg().lt(0.5).logicalAnd(narrow.neg().gt(-0.5)), narrow.exp(), narrow);
    assertEquals(atOnce(both), both.get());
  }

  @Test
  void reductionsInPassingAreThoseOfTheElements() {
    Tensor x = Domain.REALS.draw(1, 300, 700).to(DType.FLOAT32);
    for (Shape shape : List.of(Shape.of(300, 700), Shape.of(2, 105_000), Shape.of(70_000, 3), Shape.of(1, 210_000))) {
      Tensor rows = x.reshape(shape);
      for (int axis = 0; axis < 2; axis++) {
        int along = axis;
        assertEquals(atOnce(() -> rows.tanh().sum(along)), rows.tanh().sum(along));
        assertEquals(atOnce(() -> rows.tanh().amax(along)), rows.tanh().amax(along));
        assertEquals(atOnce(() -> rows.to(DType.FLOAT64).exp().amin(along)), rows.to(DType.FLOAT64).exp().amin(along));
      }
      assertEquals(atOnce(() -> rows.mul(rows).sum()), rows.mul(rows).sum());
    }
  }

  @Test
  void whatIsReadInPassingIsNotKept() {
    Tensor x = Domain.REALS.draw(1, SHAPE.extents());
    Tensor tanh = x.tanh();
    Tensor both = tanh.add(1).evaluated();
    assertFalse(waits(both));
    assertTrue(waits(tanh), "nobody else has announced to read it");
    assertEquals(atOnce(() -> x.tanh().mul(2)), tanh.mul(2));
    assertFalse(waits(tanh), "computed for the second time it is kept");
  }

  @Test
  void whatOthersReadIsKeptAtOnce() {
    Tensor x = Domain.REALS.draw(1, SHAPE.extents());
    Tensor tanh = x.tanh();
    Tensor one = tanh.add(1);
    Tensor two = tanh.mul(2);
    one.evaluated();
    assertFalse(waits(tanh));
    assertTrue(waits(two));
    assertEquals(atOnce(() -> x.tanh().mul(2)), two);
  }

  @Test
  void whatTheReversePassReadsIsComputedOnce() {
    Parameter p = Parameter.of(Domain.REALS.draw(1, SHAPE.extents()));
    Tensor root = p.tanh();
    root.sum().backward();
    assertFalse(waits(root), "the gradient of tanh reads it");
    Tensor expected = atOnce(() -> {
      Tensor y = p.value().tanh();
      return y.mul(y).neg().add(1);
    });
    assertArrayEquals(expected.toDoubles(), p.gradient().toDoubles(), 1e-15);
  }

  @Test
  void gradientsOfProductsReadTheOtherFactorOnly() {
    Tensor x = Domain.REALS.draw(1, SHAPE.extents());
    Parameter p = Parameter.of(Domain.REALS.draw(2, SHAPE.extents()));
    Tensor scaled = p.neg();
    Tensor loss = scaled.mul(x).sum();
    assertTrue(waits(scaled), "x is a constant: no gradient reads −p");
    loss.backward();
    assertEquals(atOnce(() -> x.neg()), p.gradient());
  }

  @Test
  void aProductWithOnesIsTheOtherFactor() {
    Tensor x = Domain.REALS.draw(1, SHAPE.extents());
    assertTrue(x.mul(Tensor.scalar(1.0)).sharesElements(x));
    assertTrue(Tensor.scalar(1.0).expand(SHAPE).mul(x).sharesElements(x));
    assertFalse(x.mul(Tensor.scalar(2.0)).sharesElements(x));
    Tensor row = Domain.REALS.draw(2, 64);
    assertEquals(row.expand(SHAPE).contiguous(), row.mul(Tensor.scalar(1.0).expand(SHAPE)));
    Tensor turned = Domain.REALS.draw(3, 64, 40, 33).transpose(0, 2);
    assertEquals(turned.contiguous(), turned.mul(Tensor.scalar(1.0)));
  }

  @Test
  void viewsReadWhatTheyShow() {
    Tensor x = Domain.REALS.draw(1, SHAPE.extents());
    List<UnaryOperator<Tensor>> views = List.of(y -> y.reshape(FLAT), y -> y.transpose(0, 2),
        y -> y.get(Index.range(1, 33)), y -> y.get(3), y -> y.flatten().get(Index.range(0, 70_000)),
        y -> y.get(Index.ALL, Index.range(null, null, -1)), y -> y.get(0).expand(SHAPE));
    for (UnaryOperator<Tensor> view : views) {
      assertEquals(atOnce(() -> view.apply(x.exp()).neg()), view.apply(x.exp()).neg());
    }
  }

  @Test
  void slicesAreCopiedInPassing() {
    Tensor table = Domain.REALS.draw(1, 50, 7, 40);
    Tensor at = Tensor.of(IntStream.range(0, 300).mapToLong(i -> i * 13L % 7).toArray());
    Supplier<Tensor> first = () -> table.indexSelect(1, at).mul(3).sum(2);
    assertEquals(atOnce(first), first.get());
    assertEquals(atOnce(() -> table.indexSelect(1, at)), table.indexSelect(1, at));
    assertEquals(atOnce(() -> table.transpose(0, 2).indexSelect(1, at).neg()),
        table.transpose(0, 2).indexSelect(1, at).neg());
  }

  @Test
  void aLongChainDoesNotWaitAsAWhole() {
    Tensor x = Domain.REALS.draw(1, SHAPE.extents());
    Tensor y = x;
    for (int i = 0; i < 5000; i++) {
      y = y.add(1);
    }
    assertEquals(x.get(1, 2, 3).item() + 5000, y.get(1, 2, 3).item(), 1e-6);
  }

  @Test
  void doublingDoesNotDoubleTheWork() {
    Tensor y = Tensor.ones(FLAT, DType.FLOAT64);
    for (int i = 0; i < 1000; i++) {
      y = y.add(y.mul(0)); // twice as many paths each time
    }
    assertEquals(FLAT.size(), y.sum().item());
  }

  @Test
  void productsThatOnlyTheTangentsReadAreNotComputed() {
    ForwardMode level = ForwardMode.open();
    Tensor a = Domain.REALS.draw(1, 300, 4);
    Tensor b = Domain.REALS.draw(2, 4, 300);
    Tensor da = Domain.REALS.draw(3, 300, 4);
    Tensor y = level.variable(a, da).matmul(level.variable(b, null));
    assertEquals(da.matmul(b), level.tangent(y));
    assertTrue(waits(level.value(y)));
    assertEquals(a.matmul(b), level.value(y));
  }

  @Test
  void threadsReadTheSame() {
    Tensor x = Domain.REALS.draw(1, SHAPE.extents());
    Tensor expected = atOnce(() -> x.exp().tanh().mul(2));
    RandomCases.check(20, random -> {
      Tensor shared = x.exp();
      Tensor last = shared.tanh().mul(2);
      List<Tensor> read = IntStream.range(0, 8).parallel()
          .mapToObj(i -> i % 2 == 0 ? last.evaluated() : shared.tanh().mul(2).evaluated()).toList();
      read.forEach(each -> assertEquals(expected, each));
    });
  }

  @Test
  void nothingWaitsWhileOperationsAreWatched() {
    Tensor x = Domain.REALS.draw(1, SHAPE.extents());
    assertNull(atOnce(() -> x.exp().deferred()));
    assertNotNull(x.exp().deferred());
  }

  @Test
  void smallResultsDoNotWait() {
    assertNull(Tensor.ones(100, 100).exp().deferred());
    assertNull(Tensor.ones(FLAT, DType.INT64).add(1).deferred());
  }
}
