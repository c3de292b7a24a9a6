package dev.nabla.tensor;

import dev.nabla.tensor.OperationListener.Computation;
import dev.nabla.tensor.OperationListener.Differentiation;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * What stands between operations and those who want to know of them. Dispatch asks {@link #on()} before every
 * computation; while nobody listens and no flight recording runs, that is one read of a static field.
 */
final class Watch {
  /**
   * How many listeners there are, on all threads. Written under a lock and read without: a thread that has its own
   * listener has counted it before, and to others a stale number makes no difference.
   */
  private static int listeners;

  private final OperationListener listener;
  private Part current;

  private Watch(OperationListener listener) {
    this.listener = listener;
  }

  static boolean on() {
    return listeners != 0 || FlightRecording.on();
  }

  private static synchronized void count(int change) {
    listeners += change;
  }

  static <T> T during(OperationListener listener, boolean thorough, Supplier<T> body) {
    Recorder recorder = Recorder.current();
    Watch outer = recorder.watch;
    boolean outerThorough = recorder.thorough;
    count(1);
    recorder.watch = new Watch(listener);
    recorder.thorough = thorough;
    try {
      return body.get();
    } finally {
      recorder.watch = outer;
      recorder.thorough = outerThorough;
      count(-1);
    }
  }

  /** Computes an operation on plain inputs, and reports it. */
  static Tensor compute(Op op, List<Tensor> inputs, Supplier<Tensor> forward) {
    Recorder recorder = Recorder.current();
    Object event = FlightRecording.on() ? FlightRecording.begin() : null;
    Tensor y = recorder.watch == null ? forward.get() : recorder.watch.timed(op, inputs, forward);
    if (event != null) {
      FlightRecording.end(event, op, inputs, y, recorder.inReversePass);
    }
    return y;
  }

  /** An operation under way: what it is part of, and what its own parts have taken so far. */
  private static final class Part {
    private final Part outer;
    private final int depth;
    private long nanosOfParts;
    private Object madeLast;

    Part(Part outer) {
      this.outer = outer;
      this.depth = outer == null ? 0 : outer.depth + 1;
    }
  }

  private Tensor timed(Op op, List<Tensor> inputs, Supplier<Tensor> forward) {
    Part part = new Part(current);
    current = part;
    Tensor y;
    long start = System.nanoTime();
    try {
      y = forward.get();
    } finally {
      current = part.outer;
    }
    long nanos = System.nanoTime() - start;
    boolean made = y.array() != part.madeLast && inputs.stream().noneMatch(y::sharesElements);
    if (part.outer != null) {
      part.outer.nanosOfParts += nanos;
      part.outer.madeLast = y.array();
    }
    Recorder recorder = Recorder.current();
    Computation computation = new Computation(op, inputs, y, part.depth, recorder.inReversePass,
        nanos - part.nanosOfParts, made ? bytes(y) : 0);
    tell(recorder, () -> listener.computed(computation));
    return y;
  }

  /** The listener's own operations are nobody's. */
  private void tell(Recorder recorder, Runnable news) {
    recorder.watch = null;
    try {
      news.run();
    } finally {
      recorder.watch = this;
    }
  }

  static long bytes(Tensor x) {
    return x.size() * (long) x.dtype().bytes();
  }

  /** Reports the gradient of {@code node} with respect to input {@code i}. */
  static void differentiated(Node node, int i, Tensor g, Tensor gradient) {
    Recorder recorder = Recorder.current();
    Watch watch = recorder.watch;
    if (watch != null) {
      Tensor[] inputs = new Tensor[node.arity()];
      Arrays.setAll(inputs, k -> node.input(k).hasElements() ? node.input(k).detach() : null);
      Differentiation differentiation = new Differentiation(node.op(), i, Arrays.asList(inputs), g.detach(),
          gradient.detach(), node.line);
      watch.tell(recorder, () -> watch.listener.differentiated(differentiation));
    }
  }

  /** Runs a reverse pass, whose operations are reported as such. */
  static void reversePass(Runnable walk) {
    Recorder recorder = Recorder.current();
    boolean outer = recorder.inReversePass;
    recorder.inReversePass = true;
    try {
      walk.run();
    } finally {
      recorder.inReversePass = outer;
    }
  }
}
