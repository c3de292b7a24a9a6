package dev.nabla.kernel;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * New arrays, the large ones of which a waiting worker has allocated before they are asked for. Java clears an array in the
 * thread that makes it, which for a large one takes as long as the kernel that fills it takes with two threads; meanwhile
 * another processor would have nothing to do. Programs make arrays of the same few lengths again and again: after one has
 * been made, the next of its kind is made in advance.
 *
 * <p>Every array is handed out once, full of zeros, as {@code new} would give it.
 */
public final class ClearedArrays {
  /** Fewest and most elements of an array that is made in advance. */
  public static final int LEAST = 1 << 15;
  private static final int MOST = 1 << 22;

  /** Kinds of arrays that are remembered. */
  private static final Kind[] KINDS = new Kind[32];

  /** Most bytes that arrays made in advance take together, a small part of any heap. */
  private static final long BUDGET = Math.min(1 << 26, Runtime.getRuntime().maxMemory() / 32);

  /** How long the clearing of a byte takes at most while nothing disturbs it. */
  private static final double NANOS_PER_BYTE = 0.2;

  /** Looks between two readings of the clock. */
  private static final int LOOKS = 64;

  /** Whether an array of some kind is missing: set after the kind says so, cleared before the kinds are asked. */
  private static volatile boolean wanted;

  private ClearedArrays() {}

  /** Arrays of one type and length. */
  private static final class Kind {
    private final Class<?> type;
    private final int length;
    private final AtomicReference<Object> ready = new AtomicReference<>();

    /** Whether one was taken since the last was made; not of kinds that a program has stopped to use. */
    private volatile boolean missing;

    /** Whether one was taken before: what a program needs once is not made twice. */
    private volatile boolean repeated;

    /** Whether the worker is making one. */
    private volatile boolean underWay;

    Kind(Class<?> type, int length) {
      this.type = type;
      this.length = length;
    }

    boolean is(Class<?> otherType, int otherLength) {
      return length == otherLength && type == otherType;
    }

    Object take() {
      if (underWay) {
        await();
      }
      Object array = ready.getAndSet(null);
      missing = repeated;
      if (repeated) {
        wanted = true;
      }
      repeated = true;
      return array == null ? Array.newInstance(type, length) : array;
    }

    /** Waits until the worker is done, but no longer than making another array would take. */
    private void await() {
      long deadline = System.nanoTime() + (long) (bytes() * NANOS_PER_BYTE);
      for (int looks = 1; underWay && (looks % LOOKS != 0 || System.nanoTime() < deadline); looks++) {
        Thread.onSpinWait();
      }
    }

    long bytes() {
      return (long) length * (type == double.class || type == long.class ? Long.BYTES : Float.BYTES);
    }

    void refill() {
      missing = false;
      underWay = true;
      try {
        ready.set(Array.newInstance(type, length));
      } catch (OutOfMemoryError noRoom) {
        ready.set(null); // whoever needs an array will see the same
      } finally {
        underWay = false;
      }
    }
  }

  /** A new array of a primitive type. */
  public static Object of(Class<?> type, int length) {
    if (length < LEAST || length > MOST || Parallel.threads() == 1) {
      return Array.newInstance(type, length);
    }
    return kind(type, length).take();
  }

  /** The kind that this is, which is put first; one that was not asked for for long makes room for a new one. */
  private static Kind kind(Class<?> type, int length) {
    synchronized (KINDS) {
      int at = 0;
      while (at < KINDS.length - 1 && KINDS[at] != null && !KINDS[at].is(type, length)) {
        at++;
      }
      Kind kind = KINDS[at] != null && KINDS[at].is(type, length) ? KINDS[at] : new Kind(type, length);
      System.arraycopy(KINDS, 0, KINDS, 1, at);
      KINDS[0] = kind;
      return kind;
    }
  }

  /** Whether {@link #refill} would do something. */
  static boolean wanted() {
    return wanted;
  }

  /** Makes an array of every kind of which one was taken: what a worker does while it waits for work. */
  static void refill() {
    wanted = false;
    long left = BUDGET;
    for (Kind kind : kinds()) {
      left -= kind.bytes();
      if (kind.missing && left >= 0) {
        kind.refill();
      }
    }
  }

  /** Lets go of what was made in advance. */
  static void release() {
    for (Kind kind : kinds()) {
      kind.ready.set(null);
    }
  }

  /** How many bytes wait to be asked for. */
  static long ready() {
    return kinds().stream().filter(kind -> kind.ready.get() != null).mapToLong(Kind::bytes).sum();
  }

  /** The latest first. */
  private static List<Kind> kinds() {
    synchronized (KINDS) {
      return Arrays.stream(KINDS).filter(Objects::nonNull).toList();
    }
  }
}
