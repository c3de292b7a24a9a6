package dev.nabla.kernel;

import dev.nabla.kernel.FloatPlainArithmetic.PairLoop;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** A loop over pairs that the compiler does not draw into its caller; see {@link OpaqueLoops}. */
final class FloatOpaquePairLoop implements PairLoop {
  private static final MethodType TYPE = MethodType.methodType(
      void.class, float[].class, int.class, float[].class, int.class, float[].class, int.class, int.class);

  private final MethodHandle loop;

  FloatOpaquePairLoop(PairLoop loop) {
    try {
      this.loop = MethodHandles.lookup().findVirtual(PairLoop.class, "run", TYPE).bindTo(loop);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Override
  public void run(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    try {
      loop.invokeExact(a, ao, b, bo, y, yo, n);
    } catch (Throwable thrown) {
      throw OpaqueLoops.unchecked(thrown);
    }
  }
}
