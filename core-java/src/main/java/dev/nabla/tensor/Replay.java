package dev.nabla.tensor;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A function that has been evaluated once, without being recorded, and can be evaluated again: with the random numbers
 * that it drew, and with other tensors in place of its arguments and of whatever else it read that belongs to a
 * transformation. That makes what a function reads implicitly arguments like any other (closure conversion).
 *
 * <p>The function must do the same each time. What it computes without its arguments, from parameters alone, is recorded
 * at once and counts as something that it reads.
 */
public final class Replay {
  private final Function<List<Tensor>, Tensor> f;
  private final List<Tensor> inputs;
  private final int arguments;
  private final Tensor value;
  private final boolean dependent;
  private final Map<Rng, Long> draws = new IdentityHashMap<>();
  private final long pausedBelow = Recorder.current().pausedBelow();

  private Replay(Function<List<Tensor>, Tensor> f, List<Tensor> x) {
    this.f = f;
    this.arguments = x.size();
    Capture capture = new Capture(Recorder.open(), null);
    Tensor y = Trace.seenFrom(capture.level, Draws.noted(draws, () -> f.apply(entered(x, capture))));
    dependent = y.trace == capture;
    value = dependent ? y.below() : y;
    inputs = new ArrayList<>(x);
    inputs.addAll(capture.read());
  }

  /** Evaluates {@code f} at {@code x}. */
  public static Replay of(Function<List<Tensor>, Tensor> f, List<Tensor> x) {
    return new Replay(f, x);
  }

  /** The value of the first evaluation: a constant where it {@linkplain #dependent() depends} on the arguments. */
  public Tensor value() {
    return value;
  }

  /** Whether the value was computed from the arguments. */
  public boolean dependent() {
    return dependent;
  }

  /** The arguments, and then what else was read that belongs to a transformation. */
  public List<Tensor> inputs() {
    return inputs;
  }

  /** The value for others in place of {@link #inputs()}, recorded like any computation with them. */
  public Tensor again(List<Tensor> others) {
    Capture capture = new Capture(Recorder.open(), others.subList(arguments, others.size()));
    Tensor y = Recorder.current().pausedBelow(pausedBelow,
        () -> Draws.again(draws, () -> f.apply(entered(others.subList(0, arguments), capture))));
    Tensor seen = Trace.seenFrom(capture.level, y);
    return seen.trace == capture ? seen.below() : seen;
  }

  private static List<Tensor> entered(List<Tensor> x, Capture capture) {
    return x.stream().map(capture::enter).toList();
  }
}
