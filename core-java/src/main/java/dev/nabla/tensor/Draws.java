package dev.nabla.tensor;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where streams of random numbers stood when a function first drew from them, and a way to have it draw the same numbers
 * again, which leaves the streams themselves alone.
 */
final class Draws {
  private static final ThreadLocal<Draws> CURRENT = new ThreadLocal<>();

  private final Draws outer;
  private final Map<Rng, Long> starts;
  private final boolean again;

  private Draws(Map<Rng, Long> starts, boolean again) {
    this.outer = CURRENT.get();
    this.starts = starts;
    this.again = again;
  }

  /** Where {@code rng} draws its next {@code blocks} from, which it then has passed. */
  static long take(Rng rng, long blocks) {
    return take(CURRENT.get(), rng, blocks);
  }

  private static long take(Draws draws, Rng rng, long blocks) {
    if (draws == null) {
      return rng.advance(blocks);
    }
    if (draws.again && draws.starts.containsKey(rng)) {
      return draws.starts.merge(rng, blocks, Long::sum) - blocks;
    }
    long start = take(draws.outer, rng, blocks);
    if (!draws.again) {
      draws.starts.putIfAbsent(rng, start);
    }
    return start;
  }

  /** Runs {@code body} and notes in {@code starts} where the streams stand that it draws from. */
  static <T> T noted(Map<Rng, Long> starts, Supplier<T> body) {
    return within(new Draws(starts, false), body);
  }

  /** Runs {@code body}, which draws from {@code starts} on. */
  static <T> T again(Map<Rng, Long> starts, Supplier<T> body) {
    return within(new Draws(new IdentityHashMap<>(starts), true), body);
  }

  private static <T> T within(Draws draws, Supplier<T> body) {
    CURRENT.set(draws);
    try {
      return body.get();
    } finally {
      CURRENT.set(draws.outer);
    }
  }
}
