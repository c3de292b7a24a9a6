package dev.nabla.kernel;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/** What costs more to prepare for a length than to use: kept as long as memory suffices, equal whoever prepared it. */
final class PlanCache<P> {
  private final Map<Integer, SoftReference<P>> kept = new ConcurrentHashMap<>();
  private final IntFunction<P> preparation;

  PlanCache(IntFunction<P> preparation) {
    this.preparation = preparation;
  }

  P of(int n) {
    SoftReference<P> reference = kept.get(n);
    P plan = reference == null ? null : reference.get();
    if (plan == null) {
      plan = preparation.apply(n);
      kept.put(n, new SoftReference<>(plan));
    }
    return plan;
  }
}
