package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that record and differentiate at once do not disturb one another. */
@Timeout(60)
class BackpropThreadsTest {
  private static final int ROUNDS = 15;

  /** Runs a task per thread, all at once, and returns their results. */
  private static <T> List<T> together(int threads, Callable<T> task) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CyclicBarrier start = new CyclicBarrier(threads);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(pool.submit(() -> {
          start.await();
          return task.call();
        }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      pool.shutdownNow();
      pool.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  private static Tensor network(Tensor x, Parameter w1, Parameter w2) {
    return x.matmul(w1).tanh().matmul(w2).logSoftmax(1).mean();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void threadsThatShareParametersComputeTheSameGradients(int threads) throws Exception {
    Rng rng = Rng.of(17);
    Tensor x = rng.randn(64, 96);
    Parameter w1 = Parameter.of(rng.randn(96, 128));
    Parameter w2 = Parameter.of(rng.randn(128, 10));
    List<Tensor> alone = Backprop.gradients(network(x, w1, w2), null, List.of(w1, w2));
    List<Boolean> same = together(threads, () -> {
      boolean equal = true;
      for (int i = 0; i < ROUNDS; i++) {
        equal &= Backprop.gradients(network(x, w1, w2), null, List.of(w1, w2)).equals(alone);
      }
      return equal;
    });
    assertFalse(same.contains(false), "gradients differ from those of one thread alone");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void backwardOfSeveralThreadsAddsUpWithoutLoss(int threads) throws Exception {
    Parameter p = Parameter.of(Tensor.ones(100));
    together(threads, () -> {
      for (int i = 0; i < 10 * ROUNDS; i++) {
        p.mul(2).sum().backward();
      }
      return null;
    });
    assertEquals(Tensor.full(2.0 * threads * 10 * ROUNDS, 100), p.gradient());
  }

  @Test
  void aGraphMayBeRecordedByOneThreadAndDifferentiatedByAnother() throws Exception {
    Parameter p = Parameter.of(Tensor.of(1.0, 2.0));
    Tensor part = p.mul(p);
    List<Tensor> rest = together(2, () -> part.mul(3).sum());
    rest.get(0).add(rest.get(1)).backward();
    assertEquals(Tensor.of(12.0, 24.0), p.gradient());
  }

  @Test
  void aSharedGraphIsWalkedByManyThreadsAtOnce() throws Exception {
    Parameter p = Parameter.of(Tensor.of(1.0, 2.0));
    Tensor x = p;
    for (int i = 0; i < 500; i++) {
      x = x.add(p).mul(0.5);
    }
    Tensor y = x.sum();
    Tensor alone = Backprop.gradients(y, null, List.of(p)).get(0);
    for (Tensor gradient : together(8, () -> Backprop.gradients(y, null, List.of(p)).get(0))) {
      assertEquals(alone, gradient);
    }
  }

  @Test
  void noGradAndTapesBelongToTheirThread() throws Exception {
    Parameter p = Parameter.of(Tensor.scalar(3.0));
    boolean recordedElsewhere = Backprop.noGrad(() -> {
      try {
        return together(1, () -> p.mul(2).requiresGradient()).get(0);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    });
    assertEquals(true, recordedElsewhere);
    List<Double> second = together(8, () -> {
      try (Tape outer = Tape.open()) {
        Tensor v = outer.variable(p);
        Tensor slope;
        try (Tape inner = Tape.open()) {
          Tensor w = inner.variable(v);
          slope = inner.gradients(w.mul(w).mul(w), null, List.of(w), Graph.FREE).get(0);
        }
        return outer.gradients(slope, null, List.of(v), Graph.FREE).get(0).item();
      }
    });
    assertEquals(List.of(18.0), second.stream().distinct().toList());
  }
}
