package dev.nabla.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One level of {@link Subgradient#STRICT}, on which functions of functions build it: what is computed from its variables
 * is refused at a kink where a derivative of it would be taken. Values, and derivatives elsewhere, are what they are
 * without it.
 */
public final class Strictness {
  private final Strict strict = new Strict(Recorder.open());

  private Strictness() {}

  /** Opens a level within all that are open. */
  public static Strictness open() {
    return new Strictness();
  }

  /** A tensor equal to {@code x} whose uses are watched. */
  public Tensor variable(Tensor x) {
    return x.current().traced(strict);
  }

  /** {@code y} without this level. */
  public Tensor value(Tensor y) {
    Tensor seen = Trace.seenFrom(strict.level, y);
    return seen.trace == strict ? seen.below() : seen;
  }

  /**
   * Refuses what was selected by positions where {@code kinks} holds and the policy is strict: such a gradient does not
   * show ties. Costs nothing otherwise.
   *
   * @param selected the elements selected
   * @param kinks bool, of their shape
   * @throws ArithmeticException at a tie, when a derivative with respect to them is taken strictly
   */
  public static void requireNoKink(String operation, Tensor selected, Supplier<Tensor> kinks) {
    if (isStrict(selected.current())) {
      requireNone(operation, List.of(selected.detach()), kinks.get());
    }
  }

  /** Whether a derivative is taken with respect to {@code x}, below a strict level or, for backward(), strictly. */
  private static boolean isStrict(Tensor x) {
    boolean watched = false;
    for (Tensor at = x; at.trace != null; at = at.below()) {
      watched |= at.trace instanceof Strict;
      if (isDerivative(at.trace) && (watched || at.trace.level == 0 && Recorder.current().strict())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDerivative(Trace trace) {
    return (trace instanceof Node || trace instanceof Dual) && Recorder.current().records(trace.level);
  }

  private static boolean isDifferentiated(Tensor x) {
    for (Tensor at = x; at.trace != null; at = at.below()) {
      if (isDerivative(at.trace)) {
        return true;
      }
    }
    return false;
  }

  /** Refuses an operation at a kink when a derivative is taken with respect to one of its inputs. */
  static void requireNoKink(Op op, List<Tensor> x) {
    if (op instanceof Kinked kinked && x.stream().anyMatch(Strictness::isDifferentiated)) {
      List<Tensor> constants = x.stream().map(Tensor::detach).toList();
      requireNone(op.label(), constants, kinked.kinks(constants));
    }
  }

  private static void requireNone(String operation, List<Tensor> x, Tensor kinks) {
    Tensor all = kinks.underlying();
    boolean[] elements = all.toBooleans();
    for (int at = 0; at < elements.length; at++) {
      if (elements[at]) {
        throw new ArithmeticException(operation + ": there is no derivative at " + position(at, all.shape())
            + ", where a kink or a tie lies at " + values(x, all.shape(), at)
            + ", and Subgradient.STRICT takes no convention in its place");
      }
    }
  }

  private static String position(int at, Shape shape) {
    List<String> position = new ArrayList<>();
    int rest = at;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      position.add(0, String.valueOf(rest % shape.extent(axis)));
      rest /= shape.extent(axis);
    }
    return "[" + String.join(", ", position) + "]";
  }

  /** The elements there of those inputs that broadcast to the shape. */
  private static String values(List<Tensor> x, Shape shape, int at) {
    return String.join(" and ", x.stream().map(Tensor::underlying)
        .filter(each -> each.dtype().isFloating() && each.shape().broadcastsTo(shape))
        .map(each -> String.valueOf(each.expand(shape).flatten().get(at).item())).toList());
  }

  /** The trace of what is watched: it passes operations on unless they are at a kink. */
  private static final class Strict extends Trace {
    Strict(long level) {
      super(level);
    }

    @Override
    Tensor unary(UnaryOp op, Tensor x) {
      Tensor value = x.below();
      requireNoKink(op, List.of(value));
      return Dispatch.apply(op, value).traced(this);
    }

    @Override
    Tensor binary(BinaryOp op, Tensor a, Tensor b) {
      Tensor left = lower(a);
      Tensor right = lower(b);
      requireNoKink(op, List.of(left, right));
      return Dispatch.apply(op, left, right).traced(this);
    }

    @Override
    Tensor nary(NaryOp op, List<Tensor> x) {
      List<Tensor> values = x.stream().map(this::lower).toList();
      requireNoKink(op, values);
      return Dispatch.apply(op, values).traced(this);
    }
  }
}
