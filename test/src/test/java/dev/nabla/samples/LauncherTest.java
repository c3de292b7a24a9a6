package dev.nabla.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script {@code nabla} in a folder where everything seems to be built, with something else for Java. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  @TempDir
  Path root;

  private Path target;

  @BeforeEach
  void prepare() throws IOException {
    Files.copy(Path.of("../nabla"), root.resolve("nabla"));
    target = root.resolve("samples/target");
    for (String module : List.of("core-java", "dsl-kotlin", "samples")) {
      Files.createDirectories(root.resolve(module).resolve("target/classes"));
    }
    Files.writeString(target.resolve("nabla.classpath"), root.resolve("some.jar").toString());
    Files.writeString(root.resolve("script.nabla.kts"), "");
  }

  /** Starts the script with a Java that does this when it archives, and says so when it runs. */
  private Process run(String whenArchiving) throws IOException {
    Path java = Files.createDirectories(root.resolve("jdk/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\ncase \"$*\" in\n*ArchiveClassesAtExit*) " + whenArchiving
        + " ;;\n*) echo running ;;\nesac\n");
    assertTrue(java.toFile().setExecutable(true));
    ProcessBuilder builder = new ProcessBuilder("sh", "nabla", "run", "script.nabla.kts").directory(root.toFile())
        .redirectError(root.resolve("errors").toFile()).redirectInput(new File("/dev/null"));
    builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
    return builder.start();
  }

  private List<String> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("archive.")).toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void anInterruptedPreparationLeavesNothingBehind(String signal, int code) throws Exception {
    assumeTrue(isHeard(signal), () -> signal + " is ignored here, as in programs that were started in the background");
    Process script = run("touch '" + root + "/begun'; exec sleep 60");
    while (script.isAlive() && !Files.exists(root.resolve("begun"))) {
      Thread.sleep(10);
    }
    assertEquals(1, leftovers().size());
    new ProcessBuilder("kill", "-" + signal, Long.toString(script.pid())).start().waitFor();
    assertTrue(script.waitFor(20, TimeUnit.SECONDS), "the script goes on");
    assertEquals(code, script.exitValue());
    assertEquals(List.of(), leftovers());
  }

  /** Whether a script can trap a signal: not if those who started it ignore that. */
  private static boolean isHeard(String signal) throws Exception {
    String script = "trap 'exit 7' " + signal + "; kill -" + signal + " $$; exit 0";
    return new ProcessBuilder("sh", "-c", script).start().waitFor() == 7;
  }

  @Test
  void aPreparationThatFailsIsRemembered() throws Exception {
    Process script = run("exit 3");
    assertEquals("running", new String(script.getInputStream().readAllBytes()).strip());
    assertEquals(0, script.waitFor());
    assertEquals(List.of(), leftovers());
    try (Stream<Path> files = Files.list(target)) {
      assertEquals(1, files.filter(file -> file.toString().endsWith(".jsa")).count());
    }
  }
}
