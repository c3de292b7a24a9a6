package dev.nabla.kernel;

import dev.nabla.kernel.FloatPlainArithmetic.UnaryLoop;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * A loop that the compiler does not draw into its caller, because it does not look through a handle that is no constant.
 * Otherwise it would draw two or three long loops of vectors into one method, run out of room in the middle of one and do
 * its rest without vectors, ten times as slowly.
 */
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
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }
}
