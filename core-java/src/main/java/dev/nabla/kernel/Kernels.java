package dev.nabla.kernel;

import java.lang.System.Logger.Level;
import java.util.Set;
import jdk.incubator.vector.VectorShape;

/**
 * The one choice between scalar and vector loops, made once for the process.
 *
 * <p>The property {@value #PROPERTY} decides: {@code vector} insists, {@code scalar} declines, {@code auto} (the default)
 * takes vectors where they are fast and warns once where a flag is all that is missing. Nothing here loads a class of the
 * Vector API before somebody asks for {@link #description()}: a program that only ever touches small tensors starts
 * without it.
 */
public final class Kernels {
  private static final String PROPERTY = "nabla.kernels";
  private static final String MODULE = "jdk.incubator.vector";

  /** Processors on which the JVM compiles vectors to instructions; elsewhere each vector would be an object. */
  private static final Set<String> VECTOR_PROCESSORS = Set.of("amd64", "x86_64", "aarch64");

  private static final String REQUEST = System.getProperty(PROPERTY, "auto");
  private static final String OBSTACLE = obstacle();
  private static final boolean VECTOR = OBSTACLE == null && !REQUEST.equals("scalar");

  static {
    if (REQUEST.equals("auto") && OBSTACLE != null) {
      System.getLogger(Kernels.class.getName()).log(Level.WARNING,
          "Nabla runs without vector instructions: " + OBSTACLE);
    }
  }

  private Kernels() {}

  /**
   * Whether the vector loops are in use.
   *
   * @throws IllegalArgumentException if the property has a value other than auto, vector and scalar
   * @throws IllegalStateException if the property insists on vectors and this JVM cannot have them
   */
  public static boolean vector() {
    // Thrown from here and not while the class is initialised, so that the caller meets this sentence and no wrapper.
    switch (REQUEST) {
      case "auto", "scalar" -> {}
      case "vector" -> {
        if (OBSTACLE != null) {
          throw new IllegalStateException(PROPERTY + "=vector is impossible here: " + OBSTACLE);
        }
      }
      default -> throw new IllegalArgumentException(
          PROPERTY + ": got '" + REQUEST + "', needs one of auto, vector, scalar");
    }
    return VECTOR;
  }

  /** The choice for people: {@code "vector (512 bits)"} or {@code "scalar"}. */
  public static String description() {
    return vector() ? "vector (" + Width.BITS + " bits)" : "scalar";
  }

  /** Why vectors cannot be fast in this JVM, with the cure where there is one; null if they can. */
  private static String obstacle() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return "the module " + MODULE + " is missing; start java with --add-modules=" + MODULE;
    }
    String mode = System.getProperty("java.vm.info", "");
    if (mode.contains("interpreted")) {
      return "this JVM only interprets; start java without -Xint";
    }
    if (mode.contains("emulated-client")) {
      return "the optimising compiler C2 is switched off; start java without -XX:TieredStopAtLevel=1";
    }
    String processor = System.getProperty("os.arch", "");
    if (!VECTOR_PROCESSORS.contains(processor)) {
      return "this JVM has none for the processor " + processor + "; -D" + PROPERTY + "=scalar silences this warning";
    }
    return null;
  }

  /** Keeps the Vector API out of this class, which must load without it. */
  private static final class Width {
    static final int BITS = VectorShape.preferredShape().vectorBitSize();
  }
}
