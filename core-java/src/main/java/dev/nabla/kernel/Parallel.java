package dev.nabla.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Runs independent pieces of work on the caller and on a few daemon threads.
 *
 * <p>Waking a parked thread costs 30 to 80 µs, as much as a whole kernel; a thread that still spins takes work over within
 * a quarter of a microsecond. So workers spin for a while after each job before they park, and the caller never waits for
 * a worker that has not begun: it takes pieces itself until none is left.
 *
 * <p>How work is cut never depends on the number of threads, and who runs a piece must not matter to its result. That is
 * why a call from within a piece, or while another thread has the workers, may simply run everything on its caller.
 */
public final class Parallel {
  private static final String PROPERTY = "nabla.threads";

  /** How long a worker looks for the next job before it parks: longer than a program usually takes between two kernels. */
  private static final long SPIN_NANOS = 300_000;

  /** Looks between two readings of the clock, and before a thread that waits offers its processor to others. */
  private static final int LOOKS = 256;

  private static final int THREADS = threadsFrom(System.getProperty(PROPERTY));
  private static final AtomicBoolean BUSY = new AtomicBoolean();

  private Parallel() {}

  /** A piece {@code [from, to)} of a range. */
  @FunctionalInterface
  public interface RangeBody {
    void run(int from, int to);
  }

  /**
   * How many threads share the work, the caller included.
   *
   * @throws IllegalArgumentException if the property {@value #PROPERTY} is not a positive integer
   */
  public static int threads() {
    if (THREADS < 1) {
      throw new IllegalArgumentException(
          PROPERTY + ": got '" + System.getProperty(PROPERTY) + "', needs a whole number of at least 1");
    }
    return THREADS;
  }

  /**
   * Runs every task of {@code 0 … tasks-1} exactly once, in any order, and returns when all are done. If one throws, tasks
   * that have not begun are left out and what it threw is thrown here.
   */
  public static void run(int tasks, IntConsumer body) {
    if (tasks <= 1 || threads() == 1 || !BUSY.compareAndSet(false, true)) {
      for (int task = 0; task < tasks; task++) {
        body.accept(task);
      }
      return;
    }
    try {
      Job job = new Job(tasks, body);
      Worker.offer(job);
      job.work(0);
      job.finish();
    } finally {
      BUSY.set(false);
    }
  }

  /** Runs {@code body} over {@code [0, n)} in pieces of {@code grain}; only the last piece may be smaller. */
  public static void range(int n, int grain, RangeBody body) {
    if (n <= grain) {
      if (n > 0) {
        body.run(0, n);
      }
      return;
    }
    int pieces = (n - 1) / grain + 1;
    run(pieces, piece -> {
      int from = piece * grain;
      body.run(from, piece == pieces - 1 ? n : from + grain);
    });
  }

  private static int threadsFrom(String value) {
    if (value == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }

  /**
   * One call of {@link #run}. Each thread has a share of neighbouring tasks, of which a counter hands out one after the
   * other, and helps with the others' shares when its own is done: one kernel after the other, the same part of an array
   * goes to the same processor, in whose cache it may still be.
   */
  private static final class Job {
    /** Between the counters of two shares, so that they are on different cache lines. */
    private static final int APART = 32;

    private final int tasks;
    private final int shares;
    private IntConsumer body;
    private final AtomicIntegerArray next;
    private final AtomicInteger over = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Job(int tasks, IntConsumer body) {
      this.tasks = tasks;
      this.shares = Math.min(tasks, THREADS);
      this.body = body;
      this.next = new AtomicIntegerArray(shares * APART);
    }

    /** Takes tasks until none is left, those of the thread's share first; tells whether there was one. */
    boolean work(int thread) {
      boolean found = false;
      for (int i = 0; i < shares; i++) {
        found |= share((thread + i) % shares);
      }
      return found;
    }

    private boolean share(int share) {
      int from = start(share);
      int end = start(share + 1);
      int first = from + next.getAndIncrement(share * APART);
      for (int task = first; task < end; task = from + next.getAndIncrement(share * APART)) {
        try {
          if (failure.get() == null) {
            body.accept(task);
          }
        } catch (Throwable thrown) {
          failure.compareAndSet(null, thrown);
        } finally {
          over.incrementAndGet();
        }
      }
      return first < end;
    }

    private int start(int share) {
      return (int) ((long) tasks * share / shares);
    }

    /** Returns when the tasks that others have begun are over too. */
    void finish() {
      for (int looks = 1; over.get() < tasks; looks++) {
        if (looks % LOOKS == 0) {
          Thread.yield();
        } else {
          Thread.onSpinWait();
        }
      }
      body = null; // workers remember the job until the next one: its arrays shall not live as long
      Throwable thrown = failure.get();
      if (thrown != null) {
        throw Parallel.<RuntimeException>unchecked(thrown);
      }
    }
  }

  /** Lets a task's failure through as it is: the compiler takes {@code T} for unchecked. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }

  /**
   * A daemon that takes part in each job it sees; started with the first job of the process. The first of them makes
   * {@link ClearedArrays} in advance, before it looks for a job: whoever took one fills it next, and does what the worker
   * would have done meanwhile.
   */
  private static final class Worker extends Thread {
    private static final Worker[] WORKERS = new Worker[THREADS - 1];

    /** The latest job; a worker that comes late finds its tasks gone and looks on. */
    private static volatile Job offered;

    private final int number;
    private volatile boolean parked;

    static {
      for (int i = 0; i < WORKERS.length; i++) {
        WORKERS[i] = new Worker(i + 1);
        WORKERS[i].start();
      }
    }

    private Worker(int number) {
      super(null, null, "nabla-" + number, 0, false);
      this.number = number;
      setDaemon(true);
    }

    /** Shows the job to all workers and wakes as many as it can employ beside the caller. */
    static void offer(Job job) {
      offered = job;
      int employed = Math.min(WORKERS.length, job.tasks - 1);
      for (int i = 0; i < employed; i++) {
        if (WORKERS[i].parked) {
          LockSupport.unpark(WORKERS[i]);
        }
      }
    }

    @Override
    public void run() {
      Job last = null;
      long deadline = System.nanoTime() + SPIN_NANOS;
      while (true) {
        for (int look = 0; look < LOOKS; look++) {
          if (ClearedArrays.wanted() && this == WORKERS[0]) {
            ClearedArrays.refill();
            deadline = System.nanoTime() + SPIN_NANOS;
          }
          Job job = offered;
          if (job == last) {
            Thread.onSpinWait();
          } else if (job.work(number)) {
            deadline = System.nanoTime() + SPIN_NANOS;
          }
          last = job;
        }
        Thread.yield(); // the just-in-time compiler may have waited for this processor
        if (System.nanoTime() > deadline) {
          if (this == WORKERS[0]) {
            ClearedArrays.release();
          }
          park(last);
          deadline = System.nanoTime() + SPIN_NANOS;
        }
      }
    }

    /** Parks until there is a new job: announces it first and looks again, so that no offer falls in between. */
    private void park(Job last) {
      parked = true;
      while (offered == last) {
        LockSupport.park(this);
      }
      parked = false;
    }
  }
}
