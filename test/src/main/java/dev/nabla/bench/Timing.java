package dev.nabla.bench;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * How long single calls took, in nanoseconds and ascending order, and which share of the machine others used meanwhile.
 */
record Timing(long[] nanoseconds, double others) {
  private static final double WARM_UP_SECONDS = 5;
  private static final int WARM_UP_CALLS = 5;
  private static final int MOST_CALLS = 1_000_000;

  /** Above this share of others a timing is repeated. */
  private static final double QUIET = 0.03;
  private static final int ATTEMPTS = 6;

  private static volatile Object sink;

  /** Warms up, then times call by call; of several attempts on a busy machine the quietest counts. */
  static Timing of(Supplier<?> body) {
    long start = System.nanoTime();
    for (int calls = 0; calls < WARM_UP_CALLS || secondsSince(start) < WARM_UP_SECONDS; calls++) {
      sink = body.get();
    }
    Timing quietest = once(body);
    for (int attempt = 1; attempt < ATTEMPTS && quietest.others > QUIET; attempt++) {
      pause(attempt);
      Timing again = once(body);
      quietest = again.others < quietest.others ? again : quietest;
    }
    return quietest;
  }

  private static Timing once(Supplier<?> body) {
    long[] times = new long[1024];
    int calls = 0;
    ProcessorTimes before = ProcessorTimes.read();
    long start = System.nanoTime();
    do {
      if (calls == times.length) {
        times = Arrays.copyOf(times, 2 * calls);
      }
      long from = System.nanoTime();
      sink = body.get();
      times[calls++] = System.nanoTime() - from;
    } while (!enough(calls, secondsSince(start)));
    double others = ProcessorTimes.read().othersSince(before);
    times = Arrays.copyOf(times, calls);
    Arrays.sort(times);
    return new Timing(times, others);
  }

  private static boolean enough(int calls, double seconds) {
    return calls >= 30 && seconds >= 1.5 || calls >= 10 && seconds >= 4 || calls >= MOST_CALLS;
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }

  /** Gives what disturbs some time to end, more each time. */
  private static void pause(int seconds) {
    try {
      Thread.sleep(1000L * seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("bench: interrupted", e);
    }
  }

  /** The time in microseconds that {@code share} of the calls stayed below. */
  double quantile(double share) {
    return nanoseconds[(int) (nanoseconds.length * share)] * 1e-3;
  }

  int calls() {
    return nanoseconds.length;
  }
}
