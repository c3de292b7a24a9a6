package dev.nabla.tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every operator of the core, found among its compiled classes, and one way to handle those of any arity. */
final class Operators {
  private Operators() {}

  /** All classes of the core that can be instantiated as an {@link Op}, in the order of their names. */
  static List<Class<? extends Op>> all() {
    return classNames().map(Operators::load)
        .filter(type -> Op.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers()))
        .<Class<? extends Op>>map(type -> type.asSubclass(Op.class)).toList();
  }

  private static Stream<String> classNames() {
    Path core = location(Tensor.class);
    if (Files.isDirectory(core)) {
      return classNames(core);
    }
    try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + core.toUri()), Map.of())) {
      return classNames(jar.getPath("/")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> classNames(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.map(file -> root.relativize(file).toString()).filter(name -> name.endsWith(".class"))
          .filter(name -> name.startsWith("dev") && !name.contains("kernel"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.').replace('\\', '.'))
          .sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The directory or the archive that a class was loaded from. */
  static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Operators.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the class says, by overriding {@link Op#differentiable()}, that it has no gradient. */
  static boolean declinesGradient(Class<? extends Op> type) {
    try {
      return type.getMethod("differentiable").getDeclaringClass() != Op.class && !instance(type).differentiable();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A record of this type whose components are null, 0 or false. */
  private static Op instance(Class<? extends Op> type) {
    try {
      var constructor = type.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      Object[] nothing = Arrays.stream(constructor.getParameterTypes())
          .map(t -> t.isPrimitive() ? java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(t, 1), 0) : null)
          .toArray();
      return (Op) constructor.newInstance(nothing);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + ": cannot be asked whether it is differentiable", e);
    }
  }

  /** What {@code static List<Sample> samples()} of the operator gives; null when it declares no such method. */
  static List<Sample> samples(Class<? extends Op> type) {
    try {
      Method samples = type.getDeclaredMethod("samples");
      samples.setAccessible(true);
      return ((List<?>) samples.invoke(null)).stream().map(Sample.class::cast).toList();
    } catch (NoSuchMethodException e) {
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + ": samples() failed", e);
    }
  }

  static Tensor apply(Op op, List<? extends Tensor> x) {
    if (op instanceof UnaryOp unary) {
      return unary.apply(x.get(0));
    }
    return op instanceof BinaryOp binary ? binary.apply(x.get(0), x.get(1)) : ((NaryOp) op).apply(List.copyOf(x));
  }

  /** The gradient with respect to input {@code i} as the operator gives it, before the engine fits it to the input. */
  static Tensor backward(Op op, int i, Tensor g, Tensor y, List<Tensor> x) {
    if (op instanceof UnaryOp unary) {
      return unary.backward(g, y, x.get(0));
    }
    if (op instanceof BinaryOp binary) {
      return i == 0 ? binary.backwardA(g, y, x.get(0), x.get(1)) : binary.backwardB(g, y, x.get(0), x.get(1));
    }
    return ((NaryOp) op).backward(i, g, y, x);
  }

  /** The tangent along {@code dx}; null stands for a constant input. */
  static Tensor tangent(Op op, List<Tensor> dx, Tensor y, List<Tensor> x) {
    if (op instanceof UnaryOp unary) {
      return unary.tangent(dx.get(0), y, x.get(0));
    }
    return op instanceof BinaryOp binary ? binary.tangent(dx.get(0), dx.get(1), y, x.get(0), x.get(1))
        : ((NaryOp) op).tangent(dx, y, x);
  }

  /** The numbers of the inputs that have gradients. */
  static List<Integer> floating(List<Tensor> x) {
    List<Integer> floating = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      if (x.get(i).dtype().isFloating()) {
        floating.add(i);
      }
    }
    return floating;
  }
}
