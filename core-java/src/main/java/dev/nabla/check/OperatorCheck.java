package dev.nabla.check;

import dev.nabla.tensor.Law;
import dev.nabla.tensor.Op;
import dev.nabla.tensor.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Checks operators against the {@linkplain Law laws}, on the samples that they bring:
 * {@code OperatorCheck.check(Cube.class).orThrow()}.
 */
public final class OperatorCheck {
  private OperatorCheck() {}

  /**
   * Checks every law. The operator declares {@code static List<Sample> samples()}, in Kotlin a {@code @JvmStatic}
   * function of its companion object; it need not be public unless the operator's module is closed.
   */
  public static OperatorReport check(Class<? extends Op> type) {
    SampleList samples = SampleList.of(type);
    Map<Law, Verdict> verdicts = new EnumMap<>(Law.class);
    for (Law law : Law.values()) {
      verdicts.put(law, verdict(law, type, samples));
    }
    return new OperatorReport(type, samples.labels(), verdicts);
  }

  /** Checks one law. */
  public static Verdict check(Law law, Class<? extends Op> type) {
    return verdict(law, type, SampleList.of(type));
  }

  private static Verdict verdict(Law law, Class<? extends Op> type, SampleList samples) {
    if (samples.missing() != null) {
      return new Verdict.Unshown(samples.missing());
    }
    String because = Freedom.of(law, type, samples.all());
    return because == null ? verdict(law, samples.all()) : new Verdict.Free(because);
  }

  private static Verdict verdict(Law law, List<Sample> samples) {
    return switch (law) {
      case GRADIENT -> each(samples, DerivativeLaws::gradient, "a differentiable operator");
      case TANGENT -> each(samples, DerivativeLaws::tangent, "a differentiable operator");
      case ADJOINT -> each(samples, DerivativeLaws::adjoint, "a differentiable operator");
      case SECOND_ORDER -> each(samples, DerivativeLaws::secondOrder, "a differentiable operator");
      case FLOAT32 -> each(samples, ValueLaws::float32, "a floating input");
      case FLOAT64 -> each(samples, ValueLaws::float64, "a floating input");
      case BROADCASTING -> each(samples, ValueLaws::broadcasting, "inputs that broadcast");
      case EMPTY -> empty(samples);
      case STRIDED -> each(samples, ValueLaws::strided, "an input");
      case EDGES -> each(samples, EdgeLaw::holds, "a differentiable operator");
      case MEMORY -> memory(samples);
    };
  }

  private static Verdict each(List<Sample> samples, Predicate<Sample> law, String needed) {
    int held = 0;
    List<String> faults = new ArrayList<>();
    for (Sample sample : samples) {
      try {
        held += law.test(sample) ? 1 : 0;
      } catch (RuntimeException fault) {
        faults.add(SampleList.description(sample) + ": " + (fault instanceof BrokenLaw ? fault.getMessage() : fault));
      }
    }
    return !faults.isEmpty() ? new Verdict.Broken(faults)
        : held > 0 ? new Verdict.Holds(held) : new Verdict.Unshown("a sample with " + needed);
  }

  private static Verdict empty(List<Sample> samples) {
    Verdict verdict = each(samples, EmptyLaw::holds, "an empty input");
    int derived = verdict instanceof Verdict.Unshown ? EmptyLaw.derived(samples) : 0;
    return derived > 0 ? new Verdict.Holds(derived) : verdict;
  }

  private static Verdict memory(List<Sample> samples) {
    try {
      MemoryLaw.check(samples);
      return new Verdict.Holds(samples.size());
    } catch (BrokenLaw broken) {
      return new Verdict.Broken(List.of(broken.getMessage()));
    }
  }
}
