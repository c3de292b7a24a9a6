package dev.nabla.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.check.Operators;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Forward and reverse mode take the same derivative at kinks, poles, infinities and NaN, where a product with 0 in one
 * order of factors need not be that in another: for all element-wise functions of one tensor or two, and of numbers,
 * which are found among the public methods beside the operators.
 */
class ModesAtEdgesTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double[] EDGES = {Double.NaN, -INF, INF, -1e300, 1e300, -1e-300, 1e-300, -0.0, 0, -1, 1, -0.5,
    0.5, -0.25, 0.25, 0.75, -2, 2, -3, 3, 6, 20};
  /** For the numbers among the arguments, in an order that suits bounds, too. */
  private static final double[] NUMBERS = {0.25, 0.75, 2};

  private record Subject(String name, int tensors, Function<List<Tensor>, Tensor> function) {
    /** The function of one argument at edges, where others stand at edges of their own. */
    UnaryOperator<Tensor> along(int i, List<Tensor> edges) {
      return t -> {
        List<Tensor> arguments = new ArrayList<>(edges);
        arguments.set(i, t);
        return function.apply(arguments);
      };
    }
  }

  @TestFactory
  Stream<DynamicTest> firstDerivativesAgree() {
    return subjects().map(s -> dynamicTest(s.name(), () -> requireOneDerivative(s, f -> f)));
  }

  @TestFactory
  Stream<DynamicTest> secondDerivativesAgree() {
    return subjects().map(s -> dynamicTest(s.name(),
        () -> requireOneDerivative(s, f -> Autodiff.grad((Tensor t) -> f.apply(t).sum()))));
  }

  @Test
  void functionsAreFound() {
    assertTrue(subjects().count() > 120, "only " + subjects().count() + " functions");
  }

  private static void requireOneDerivative(Subject subject, UnaryOperator<UnaryOperator<Tensor>> of) {
    for (DType type : List.of(DType.FLOAT64, DType.FLOAT32)) {
      List<Tensor> x = edges(subject.tensors(), type);
      for (int i = 0; i < x.size(); i++) {
        UnaryOperator<Tensor> f = of.apply(subject.along(i, x));
        double[] reverse = Autodiff.grad((Tensor t) -> f.apply(t).sum()).apply(x.get(i)).toDoubles();
        double[] forward = Autodiff.jvp(f, x.get(i), Tensor.onesLike(x.get(i))).tangent().toDoubles();
        assertEquals("", differences(x, reverse, forward), "by argument " + i + " in " + type);
      }
    }
  }

  /** All edges, or all pairs of them. */
  private static List<Tensor> edges(int tensors, DType type) {
    Tensor x = Tensor.of(EDGES).to(type);
    Tensor all = x.unsqueeze(1).expand(EDGES.length, EDGES.length);
    return tensors == 1 ? List.of(x) : List.of(all.flatten(), all.transpose().flatten());
  }

  private static String differences(List<Tensor> x, double[] reverse, double[] forward) {
    return IntStream.range(0, reverse.length).filter(i -> !isSame(reverse[i], forward[i]))
        .mapToObj(i -> "at " + x.stream().map(t -> t.toDoubles()[i]).toList() + " in reverse " + reverse[i]
            + ", forward " + forward[i] + "; ")
        .collect(Collectors.joining());
  }

  private static boolean isSame(double a, double b) {
    return a == b || Double.isNaN(a) && Double.isNaN(b)
        || Double.isFinite(a) && Math.abs(a - b) <= 1e-6 * (1 + Math.abs(a));
  }

  private static Stream<Subject> subjects() {
    Set<Class<?>> families = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
    families.add(Tensor.class);
    Operators.all().forEach(op -> families.add(op.getEnclosingClass() == null ? op : op.getEnclosingClass()));
    families.addAll(List.of(Activations.class, Exponentials.class, Choices.class, Powers.class));
    return families.stream().flatMap(family -> Arrays.stream(family.getMethods()))
        .filter(m -> Modifier.isPublic(m.getDeclaringClass().getModifiers()) && m.getReturnType() == Tensor.class)
        .flatMap(ModesAtEdgesTest::subject).filter(ModesAtEdgesTest::isElementwise);
  }

  /** A method as a function of its tensors, which come before its numbers. */
  private static Stream<Subject> subject(Method m) {
    List<Class<?>> types = new ArrayList<>(List.of(m.getParameterTypes()));
    boolean statically = Modifier.isStatic(m.getModifiers());
    if (!statically) {
      types.add(0, Tensor.class);
    }
    int tensors = (int) types.stream().takeWhile(type -> type == Tensor.class).count();
    int numbers = types.size() - tensors;
    if (tensors < 1 || tensors > 2 || numbers > NUMBERS.length
        || !types.subList(tensors, types.size()).stream().allMatch(type -> type == double.class)) {
      return Stream.empty();
    }
    Object[] values = DoubleStream.of(NUMBERS).limit(numbers).boxed().toArray();
    String name = m.getDeclaringClass().getSimpleName() + "." + m.getName() + Arrays.toString(values);
    return Stream.of(new Subject(name, tensors, x -> call(m, statically, x, values)));
  }

  private static Tensor call(Method m, boolean statically, List<Tensor> x, Object[] numbers) {
    try {
      List<Object> arguments = new ArrayList<>(statically ? x : x.subList(1, x.size()));
      arguments.addAll(List.of(numbers));
      return (Tensor) m.invoke(statically ? null : x.get(0), arguments.toArray());
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException refusal ? refusal : new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether each element of the result is floating and a function of the elements there alone. */
  private static boolean isElementwise(Subject subject) {
    try {
      List<Tensor> x =
          List.of(Tensor.of(0.125, 0.375, 0.625), Tensor.of(0.375, 0.5, 0.25)).subList(0, subject.tensors());
      Tensor y = subject.function().apply(x);
      return y.dtype().isFloating() && y.shape().equals(Shape.of(3)) && IntStream.range(0, 3).allMatch(
          i -> subject.function().apply(x.stream().map(t -> t.narrow(0, i, 1)).toList()).equals(y.narrow(0, i, 1)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException refused) {
      return false;
    }
  }
}
