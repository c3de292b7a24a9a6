package dev.nabla.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.data.Dataset;
import dev.nabla.script.MainKt;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every program and every script of the course runs and its check holds. A program has a JVM and a folder of its own; scripts
 * share two JVMs, because it is the compiler that takes its time to start. Two run at a time, on one thread each.
 */
@Execution(ExecutionMode.CONCURRENT)
class CourseTest {
  @TempDir
  static Path folder;

  private static List<String> withData;

  @BeforeAll
  static void writeImages() throws IOException {
    withData = List.of("--data", standIn(folder.resolve("data")).toString());
  }

  @TestFactory
  Stream<DynamicTest> programs() throws IOException {
    List<String> programs = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("../samples/src/main"))) {
      files.map(CourseTest::className).filter(CourseTest::hasMain).sorted().forEach(programs::add);
    }
    assertTrue(programs.size() >= 7, "only these programs were found: " + programs);
    return programs.stream()
        .map(program -> DynamicTest.dynamicTest(program, () -> succeeds(program, arguments(program))));
  }

  /** The class that a source file of the samples is compiled to. */
  private static String className(Path file) {
    String name = file.getFileName().toString();
    return Options.class.getPackageName() + "." + name.replaceAll("\\.java$", "").replaceAll("\\.kt$", "Kt");
  }

  @TestFactory
  Stream<DynamicTest> scripts() throws IOException {
    Path scripts = Path.of("../samples/scripts").toRealPath();
    try (Stream<Path> files = Files.list(scripts)) {
      List<Path> found = files.filter(f -> f.toString().endsWith(".nabla.kts")).sorted().toList();
      assertTrue(found.size() >= 6, "only " + found.size() + " scripts found in " + scripts);
      int half = found.size() / 2;
      return Stream.of(found.subList(0, half), found.subList(half, found.size())).map(some -> DynamicTest.dynamicTest(
          some.get(0).getFileName() + " … " + some.get(some.size() - 1).getFileName(),
          () -> succeeds(ScriptAfterScript.class.getName(), some.stream().map(CourseTest::commandLine).toList())));
    }
  }

  private static String commandLine(Path script) {
    List<String> words = new ArrayList<>(List.of(script.toString()));
    words.addAll(arguments(script.getFileName().toString()));
    return String.join(ScriptAfterScript.SEPARATOR, words);
  }

  /** Runs scripts in one JVM; the first that fails ends it with an exit code of its own. */
  static final class ScriptAfterScript {
    static final String SEPARATOR = "\n";

    private ScriptAfterScript() {}

    public static void main(String[] commandLines) {
      for (String line : commandLines) {
        String[] words = line.split(SEPARATOR);
        System.out.println("== " + words[0]);
        MainKt.main(words);
      }
    }
  }

  private static boolean hasMain(String name) {
    try {
      Method main = Class.forName(name).getMethod("main", String[].class);
      return main.getDeclaringClass().getName().equals(name);
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static List<String> arguments(String name) {
    return name.toLowerCase().contains("mnist") ? withData : List.of();
  }

  private static void succeeds(String main, List<String> arguments) throws Exception {
    Path own = Files.createTempDirectory(folder, "run");
    Path output = own.resolve("output.txt");
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-modules=jdk.incubator.vector", "-XX:+UseParallelGC", "-Dnabla.threads=1", "-cp",
        System.getProperty("java.class.path"), main));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(own.toFile()).redirectErrorStream(true)
        .redirectOutput(output.toFile());
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    Process process = builder.start();
    assertTrue(process.waitFor(4, TimeUnit.MINUTES), () -> main + " does not end");
    assertEquals(0, process.exitValue(), () -> main + " " + arguments + ":\n" + text(output));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** MNIST's files with the digits that come with the library, each pixel as a block of 3 × 3 within a margin of 2. */
  private static Path standIn(Path data) throws IOException {
    Files.createDirectories(data);
    Dataset digits = dev.nabla.data.Digits.load();
    float[] pixels = digits.inputs().toFloats();
    int n = digits.size();
    try (OutputStream images = Files.newOutputStream(data.resolve("t10k-images-idx3-ubyte"))) {
      images.write(ByteBuffer.allocate(16).putInt(0x803).putInt(n).putInt(28).putInt(28).array());
      for (int i = 0; i < n; i++) {
        byte[] image = new byte[28 * 28];
        for (int row = 0; row < 24; row++) {
          for (int column = 0; column < 24; column++) {
            image[(row + 2) * 28 + column + 2] = (byte) (255 * pixels[i * 64 + row / 3 * 8 + column / 3]);
          }
        }
        images.write(image);
      }
    }
    try (OutputStream labels = Files.newOutputStream(data.resolve("t10k-labels-idx1-ubyte"))) {
      labels.write(ByteBuffer.allocate(8).putInt(0x801).putInt(n).array());
      for (long label : digits.labels().toLongs()) {
        labels.write((int) label);
      }
    }
    return data;
  }
}
