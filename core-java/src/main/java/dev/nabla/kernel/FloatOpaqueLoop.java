package dev.nabla.kernel;

import dev.nabla.kernel.FloatPlainArithmetic.UnaryLoop;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** A loop that the compiler does not draw into its caller; see {@link OpaqueLoops}. */
final class FloatOpaqueLoop implements UnaryLoop {
  private static final MethodType TYPE =
      MethodType.methodType(void.class, float[].class, int.class, float[].class, int.class, int.class);

  private final MethodHandle loop;

  FloatOpaqueLoop(UnaryLoop loop) {
    try {
      this.loop = MethodHandles.lookup().findVirtual(UnaryLoop.class, "run", TYPE).bindTo(loop);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Override
  public void run(float[] x, int xo, float[] y, int yo, int n) {
    try {
      loop.invokeExact(x, xo, y, yo, n);
    } catch (Throwable thrown) {
      throw OpaqueLoops.unchecked(thrown);
    }
  }
}
