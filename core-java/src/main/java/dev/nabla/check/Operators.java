package dev.nabla.check;

import dev.nabla.tensor.Op;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Operators, found among compiled classes: those of the library, or those beside any class of a user's. */
public final class Operators {
  private Operators() {}

  /** All operators of the library, in the order of their names. */
  public static List<Class<? extends Op>> all() {
    return beside(Tensor.class).stream().filter(type -> type.getName().startsWith("dev.nabla.")
        && type.getPackage() != Operators.class.getPackage()).toList();
  }

  /**
   * All operators in the folder or the archive that a class was loaded from, in the order of their names: classes that
   * are not abstract and implement {@link Op}.
   */
  public static List<Class<? extends Op>> beside(Class<?> anchor) {
    return classNames(location(anchor)).stream().map(name -> load(name, anchor.getClassLoader()))
        .filter(type -> Op.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers()))
        .<Class<? extends Op>>map(type -> type.asSubclass(Op.class)).toList();
  }

  /** The samples that an operator brings; none when it brings none. */
  public static List<Sample> samples(Class<? extends Op> type) {
    return SampleList.of(type).all();
  }

  /** Which laws each operator of the library obeys. */
  public static Coverage coverage() {
    return new Coverage(all().parallelStream().map(OperatorCheck::check).toList());
  }

  /** Prints the coverage, and ends with 1 when it has gaps. */
  public static void main(String[] arguments) {
    Coverage coverage = coverage();
    System.out.print(coverage);
    coverage.gaps().forEach(System.err::println);
    System.exit(coverage.gaps().isEmpty() ? 0 : 1);
  }

  private static List<String> classNames(Path location) {
    if (Files.isDirectory(location)) {
      return classNamesBelow(location);
    }
    try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + location.toUri()), Map.of())) {
      return classNamesBelow(jar.getPath("/"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kernels have no operators, and may not load where a JVM lacks vectors. */
  private static List<String> classNamesBelow(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class") && !name.startsWith("META-INF"))
          .filter(name -> !name.startsWith("dev/nabla/kernel/"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.')).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A class; {@code Object} in place of one that needs what is not there. */
  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError absent) {
      return Object.class;
    }
  }
}
