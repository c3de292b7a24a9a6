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

  /** The first level that is not paused. */
  long pausedBelow() {
    return pausedBelow;
  }
}
