package dev.nabla.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/**
 * Loops of vectors that the compiler shall not draw into their callers. It does not look through a handle that is no
 * constant, such as one in a field that is not static of a class that is no record.
 *
 * <p>Drawn in beside a call, a loop fetches its constants from the stack at every turn, for no vector register survives a
 * call: softmax took twice as long. Drawn in behind other long loops it is where the compiler runs out of room, and does
 * the rest with objects in place of vectors: ten times as long.
 */
final class OpaqueLoops {
  private OpaqueLoops() {}

  /** A static method of the class that looks it up. */
  static MethodHandle handle(Lookup lookup, String name, Class<?> result, Class<?>... parameters) {
    try {
      return lookup.findStatic(lookup.lookupClass(), name, MethodType.methodType(result, parameters));
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** What a loop, which declares no checked exceptions, has thrown. */
  static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return (RuntimeException) thrown;
  }
}
