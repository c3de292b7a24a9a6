package example;

import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Tensor;
import java.util.stream.Stream;

/** A program outside of the library, some of whose lines go wrong. */
public final class Program {
  private static final int FIRST = 14;

  private Program() {}

  public static Tensor logarithms(Tensor x) {
    return x.log().sum();
  }

  public static Tensor roots(Parameter x) {
    return x.sqrt().sum();
  }

  public static Tensor misfit(Tensor a, Tensor b) {
    return Stream.of(a).map(each -> each.add(b)).findFirst().orElseThrow();
  }

  /** The number of the line that calls an operation. */
  public static int line(String operation) {
    return switch (operation) {
      case "log" -> FIRST;
      case "sqrt" -> FIRST + 4;
      case "add" -> FIRST + 8;
      default -> throw new IllegalArgumentException(operation);
    };
  }
}
