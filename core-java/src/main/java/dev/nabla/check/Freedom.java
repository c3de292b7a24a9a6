package dev.nabla.check;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.ElementwiseBinaryOp;
import dev.nabla.tensor.FreeOf;
import dev.nabla.tensor.Law;
import dev.nabla.tensor.Op;
import dev.nabla.tensor.Sample;
import java.util.List;
import java.util.function.Predicate;

/** Which laws do not concern an operator: what {@link FreeOf} declares, and what follows from its samples. */
final class Freedom {
  private Freedom() {}

  /** The reason why {@code law} does not concern the operator, or null when it does. */
  static String of(Law law, Class<? extends Op> type, List<Sample> samples) {
    String derived = law == Law.BROADCASTING ? unbroadcast(type, samples) : derived(law, samples);
    return derived != null ? derived : declared(law, type);
  }

  /** The operator's own declaration goes before that of the class that it is nested in. */
  private static String declared(Law law, Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
      for (FreeOf declaration : at.getAnnotationsByType(FreeOf.class)) {
        if (List.of(declaration.value()).contains(law)) {
          return declaration.because();
        }
      }
    }
    return null;
  }

  private static String derived(Law law, List<Sample> samples) {
    return switch (law) {
      case GRADIENT, TANGENT, ADJOINT, SECOND_ORDER, EDGES, MEMORY -> every(samples, Freedom::takesNoNumbers)
          ? "no floating numbers go in"
          : every(samples, s -> !Calculus.value(s.op(), s.inputs()).dtype().isFloating())
              ? "no floating numbers come out"
              : null;
      case FLOAT32, FLOAT64 -> every(samples, Freedom::takesNoNumbers) ? "no floating numbers go in" : null;
      case BROADCASTING, EMPTY, STRIDED -> null;
    };
  }

  private static String unbroadcast(Class<? extends Op> type, List<Sample> samples) {
    if (every(samples, s -> s.inputs().size() == 1)) {
      return "it has one operand";
    }
    boolean pairs = ElementwiseBinaryOp.class.isAssignableFrom(type);
    return !pairs && every(samples, Freedom::takesPositions) ? "positions select elements and do not pair them" : null;
  }

  private static boolean takesPositions(Sample sample) {
    return sample.inputs().stream().anyMatch(x -> x.dtype() == DType.INT32 || x.dtype() == DType.INT64);
  }

  private static boolean takesNoNumbers(Sample sample) {
    return Calculus.floating(sample.inputs()).isEmpty();
  }

  private static boolean every(List<Sample> samples, Predicate<Sample> what) {
    return samples.stream().allMatch(what);
  }
}
