package dev.nabla.tensor;

import java.util.function.Supplier;

/** What a thread records: how deeply transformations nest, and which levels are paused. Threads never share one. */
final class Recorder {
  private static final ThreadLocal<Recorder> CURRENT = ThreadLocal.withInitial(Recorder::new);

  private int depth;
  private int pausedBelow;
  private int serial;

  private Recorder() {}

  static Recorder current() {
    return CURRENT.get();
  }

  boolean records(int level) {
    return level >= pausedBelow;
  }

  /** A number that spreads this thread's nodes over the tables of a reverse pass. */
  int nextSerial() {
    return serial++;
  }

  int enter() {
    return ++depth;
  }

  void leave() {
    depth--;
  }

  /** Runs {@code body} with every level paused that is open now; levels opened within record as always. */
  <T> T paused(Supplier<T> body) {
    int before = pausedBelow;
    pausedBelow = depth + 1;
    try {
      return body.get();
    } finally {
      pausedBelow = before;
    }
  }
}
