package dev.nabla.tensor;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What a thread records: which levels of transformations are paused. Threads never share one. */
final class Recorder {
  private static final ThreadLocal<Recorder> CURRENT = ThreadLocal.withInitial(Recorder::new);

  /**
   * How many levels have been opened, on all threads: no number is used twice, so that a tensor which outlives its level,
   * or reaches a function on another thread, is never taken for one of theirs.
   */
  private static final AtomicLong LEVELS = new AtomicLong();

  private long pausedBelow;
  private int serial;

  /** Who is told of this thread's operations, or null. */
  Watch watch;

  /** Whether what is recorded keeps all values, and the line of the program that asked for it. */
  boolean thorough;

  private boolean strict;

  /** Whether a watched reverse pass is under way. */
  boolean inReversePass;

  private Recorder() {}

  static Recorder current() {
    return CURRENT.get();
  }

  boolean records(long level) {
    return level >= pausedBelow;
  }

  /** A number that spreads this thread's nodes over the tables of a reverse pass. */
  int nextSerial() {
    return serial++;
  }

  /** A level within all that have been opened before. */
  static long open() {
    return LEVELS.incrementAndGet();
  }

  /** Runs {@code body} with every level paused that is open now; levels opened within record as always. */
  <T> T paused(Supplier<T> body) {
    return pausedBelow(LEVELS.get() + 1, body);
  }

  /** Runs {@code body} with the levels before this one paused, and only those. */
  <T> T pausedBelow(long level, Supplier<T> body) {
    long before = pausedBelow;
    pausedBelow = level;
    try {
      return body.get();
    } finally {
      pausedBelow = before;
    }
  }

  /** Whether what is recorded for backward() is refused at kinks. */
  boolean strict() {
    return strict;
  }

  /** Runs {@code body} with a policy for what is recorded for backward(). */
  <T> T with(Subgradient policy, Supplier<T> body) {
    boolean before = strict;
    strict = policy == Subgradient.STRICT;
    try {
      return body.get();
    } finally {
      strict = before;
    }
  }

  /** The first level that is not paused. */
  long pausedBelow() {
    return pausedBelow;
  }
}
