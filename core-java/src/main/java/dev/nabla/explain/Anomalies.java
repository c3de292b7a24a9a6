package dev.nabla.explain;

import dev.nabla.tensor.Op;
import dev.nabla.tensor.OperationListener;
import dev.nabla.tensor.ProgramLine;
import dev.nabla.tensor.Tensor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Finds where NaN and infinity come from: the first operation that makes one of inputs that have none, forward or
 * backward. Numbers that are given, an infinity in a mask, are no anomaly; nor is what an operation makes on its way to a
 * result without them. Every result is looked at, and everything recorded is kept, so it is for looking, not for training.
 */
public final class Anomalies {
  private Anomalies() {}

  /**
   * Runs {@code body}, operations of this thread being looked at.
   *
   * @throws AnomalyException at the first anomaly
   */
  public static <T> T detect(Supplier<T> body) {
    return OperationListener.during(new Search(), true, body);
  }

  /** {@link #detect(Supplier)} for what gives nothing. */
  public static void detect(Runnable body) {
    detect(() -> {
      body.run();
      return null;
    });
  }

  private static final class Search implements OperationListener {
    /** The first anomaly since the last result that the program, or the reverse pass, has taken. */
    private Computation first;

    @Override
    public void computed(Computation c) {
      if (first == null && NonFinite.in(c.output()).isMadeOf(c.inputs()) && !hasInfinity(c.op())) {
        first = c;
      }
      if (c.depth() > 0 || c.backward()) {
        return;
      }
      Computation source = first;
      first = null;
      if (source != null && NonFinite.in(c.output()).isAny()) {
        String within = source.op() == c.op() ? "" : " within " + c.op().label();
        StackTraceElement line = ProgramLine.here().orElse(null);
        throw new AnomalyException(source.op().label() + within + ": gave " + NonFinite.in(source.output()).describe()
            + ", of " + ranges(source.inputs()) + place(line), source.op(), false, line);
      }
    }

    @Override
    public void differentiated(Differentiation d) {
      Computation source = first;
      first = null;
      List<Tensor> inputs = new ArrayList<>(d.inputs());
      inputs.add(d.upstream());
      inputs.removeIf(Objects::isNull);
      NonFinite found = NonFinite.in(d.gradient());
      if (found.isMadeOf(inputs)) {
        String step = source == null || source.op() == d.op() ? "" : " (in its step " + source.op().label() + ")";
        throw new AnomalyException("the gradient of " + d.op().label() + step + ": gave " + found.describe()
            + ", of the upstream gradient, " + Shown.range(d.upstream()) + ", and " + ranges(d.inputs())
            + place(d.line()), d.op(), true, d.line());
      }
    }

    private static String place(StackTraceElement line) {
      return line == null ? "" : " (" + ProgramLine.describe(line) + ")";
    }

    private static String ranges(List<Tensor> inputs) {
      List<String> ranges = inputs.stream().filter(Objects::nonNull).map(Shown::range).toList();
      return ranges.isEmpty() ? "inputs that were not kept" : String.join(" and ", ranges);
    }

    /** An attribute may be infinite: what a margin is filled with. */
    private static boolean hasInfinity(Op op) {
      if (!(op instanceof Record)) {
        return false;
      }
      for (RecordComponent component : op.getClass().getRecordComponents()) {
        if (component.getType() == double.class && Double.isInfinite(attribute(op, component))) {
          return true;
        }
      }
      return false;
    }

    private static double attribute(Op op, RecordComponent component) {
      try {
        component.getAccessor().setAccessible(true);
        return (double) component.getAccessor().invoke(op);
      } catch (ReflectiveOperationException | RuntimeException unreadable) {
        return 0;
      }
    }
  }
}
