package dev.nabla.kernel;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread pool does every piece of work exactly once, whoever asks for it. */
@Timeout(60)
class ParallelTest {
  @Test
  void everyTaskRunsOnce() {
    for (int tasks : new int[] {0, 1, 2, 3, 17, 1000}) {
      for (int repeat = 0; repeat < 200; repeat++) {
        AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
        Parallel.run(tasks, runs::incrementAndGet);
        assertAllOnce(runs);
      }
    }
  }

  private static void assertAllOnce(AtomicIntegerArray runs) {
    for (int i = 0; i < runs.length(); i++) {
      assertEquals(1, runs.get(i), "runs of task " + i);
    }
  }

  @Test
  void piecesDependOnLengthAndGrainOnly() {
    for (int n : new int[] {0, 1, 7, 8, 9, 100, 4099}) {
      for (int grain : new int[] {1, 8, 1000}) {
        List<String> pieces = Collections.synchronizedList(new ArrayList<>());
        AtomicIntegerArray covered = new AtomicIntegerArray(n);
        Parallel.range(n, grain, (from, to) -> {
          pieces.add(from + "-" + to);
          assertTrue(from % grain == 0 && (to - from == grain || to == n));
          for (int i = from; i < to; i++) {
            covered.incrementAndGet(i);
          }
        });
        assertAllOnce(covered);
        assertEquals((n + grain - 1) / grain, pieces.size());
      }
    }
  }

  @Test
  void eachThreadBeginsWithItsShare() {
    int threads = Parallel.threads();
    int tasks = 3 * threads;
    Map<Thread, Integer> first = new ConcurrentHashMap<>();
    CyclicBarrier allHaveBegun = new CyclicBarrier(threads);
    Parallel.run(tasks, task -> {
      if (first.putIfAbsent(Thread.currentThread(), task) == null) {
        await(allHaveBegun);
      }
    });
    assertEquals(0, first.get(Thread.currentThread()), "the caller's first task");
    Set<Integer> starts = IntStream.range(0, threads).map(thread -> 3 * thread).boxed().collect(toSet());
    assertEquals(starts, Set.copyOf(first.values()));
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void tasksMayStartTasks() {
    AtomicIntegerArray runs = new AtomicIntegerArray(50 * 20);
    Parallel.run(50, outer -> Parallel.run(20, inner -> runs.incrementAndGet(outer * 20 + inner)));
    assertAllOnce(runs);
  }

  @Test
  void severalThreadsMayUseThePoolAtOnce() throws InterruptedException {
    int callers = 4;
    AtomicIntegerArray runs = new AtomicIntegerArray(callers * 100_000);
    List<Thread> threads = new ArrayList<>();
    for (int c = 0; c < callers; c++) {
      int caller = c;
      threads.add(new Thread(() -> {
        for (int repeat = 0; repeat < 1000; repeat++) {
          int from = caller * 100_000 + repeat * 100;
          Parallel.run(100, task -> runs.incrementAndGet(from + task));
        }
      }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertAllOnce(runs);
  }

  @Test
  void theFailureOfATaskReachesTheCallerAndThePoolWorksOn() {
    for (int failing : new int[] {0, 3, 99}) {
      IllegalStateException failure = new IllegalStateException("task " + failing);
      assertSame(failure, assertThrows(IllegalStateException.class, () -> Parallel.run(100, task -> {
        if (task == failing) {
          throw failure;
        }
      })));
      everyTaskRunsOnce();
    }
  }
}
