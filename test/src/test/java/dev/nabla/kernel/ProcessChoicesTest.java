package dev.nabla.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is chosen once per process, by properties of child JVMs: the kernels and the number of threads. */
class ProcessChoicesTest {
  private static final Pattern INITIALIZED_VECTOR =
      Pattern.compile("Initializing 'jdk/incubator/vector/(Float|Double|Int|Long)(\\d+|Max)Vector'");

  @TempDir
  Path folder;

  private Process start(String file, String... options) {
    return ChildJvm.start(List.of(options), Workload.class, folder.resolve(file).toString());
  }

  private static String completes(Process process) {
    ChildJvm.Outcome outcome = ChildJvm.await(process);
    assertEquals(0, outcome.code(), outcome.text());
    return outcome.text();
  }

  @Test
  void resultsAreTheSameForAnyNumberOfThreadsAndCloseForEitherKernels() throws IOException {
    Process one = start("1", ChildJvm.VECTORS, "-Dnabla.threads=1");
    Process two = start("2", ChildJvm.VECTORS, "-Dnabla.threads=2");
    assertTrue(completes(one).contains(", 1 threads"));
    assertTrue(completes(two).contains(", 2 threads"));
    Process three = start("3", ChildJvm.VECTORS, "-Dnabla.threads=3");
    Process scalar = start("scalar", ChildJvm.VECTORS, "-Dnabla.kernels=scalar", "-Dnabla.threads=2");
    assertTrue(completes(three).contains(", 3 threads"));
    assertTrue(completes(scalar).contains("scalar, 2 threads"));

    assertEquals(-1, Files.mismatch(folder.resolve("1"), folder.resolve("2")), "first difference of 1 and 2 threads");
    assertEquals(-1, Files.mismatch(folder.resolve("1"), folder.resolve("3")), "first difference of 1 and 3 threads");
    DoubleBuffer vector = read("1");
    DoubleBuffer plain = read("scalar");
    assertEquals(vector.remaining(), plain.remaining());
    assertTrue(vector.remaining() > 500_000);
    for (int i = 0; i < vector.remaining(); i++) {
      if (!(Math.abs(plain.get(i) - vector.get(i)) <= 2e-4 * Math.max(1, Math.abs(plain.get(i))))) {
        fail("number " + i + ": scalar " + plain.get(i) + ", vector " + vector.get(i));
      }
    }
  }

  private DoubleBuffer read(String file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(folder.resolve(file))).asDoubleBuffer();
  }

  /**
   * On Java 17 a second class of vectors of float, once it is initialized, slows every loop of the program down that keeps
   * its sums in such vectors, products of matrices by a factor of twenty.
   */
  @Test
  void vectorsOfATypeHaveOneLength() {
    String text = completes(start("lengths", ChildJvm.VECTORS, "-Xlog:class+init=info"));
    Map<String, Set<String>> classes = INITIALIZED_VECTOR.matcher(text).results().collect(
        Collectors.groupingBy(found -> found.group(1), TreeMap::new,
            Collectors.mapping(found -> found.group(2), Collectors.toSet())));
    assertTrue(classes.keySet().containsAll(Set.of("Float", "Double")), () -> "no vectors in " + text);
    classes.forEach((type, lengths) -> assertEquals(1, lengths.size(), () -> type + " vectors of " + lengths));
  }

  @Test
  void withoutTheModuleOneWarningNamesTheCure() {
    String text = completes(ChildJvm.start(List.of(), Workload.class));
    String warning = "Nabla runs without vector instructions: the module jdk.incubator.vector is missing; "
        + "start java with --add-modules=jdk.incubator.vector";
    assertTrue(text.contains(warning), text);
    assertEquals(text.indexOf(warning), text.lastIndexOf(warning), "one warning is enough");
    assertTrue(text.contains("scalar, "), text);
  }

  @Test
  void whoChoosesScalarKernelsIsNotWarned() {
    String text = completes(ChildJvm.start(List.of("-Dnabla.kernels=scalar"), Workload.class));
    assertFalse(text.toLowerCase().contains("warning"), text);
  }

  @Test
  void vectorsThatAreInsistedOnMustBeThere() {
    assertRefused("nabla.kernels=vector is impossible here: the module jdk.incubator.vector is missing; "
        + "start java with --add-modules=jdk.incubator.vector", "-Dnabla.kernels=vector");
  }

  @Test
  void misspeltKernelsAreRefused() {
    assertRefused("nabla.kernels: got 'vectro', needs one of auto, vector, scalar", ChildJvm.VECTORS,
        "-Dnabla.kernels=vectro");
  }

  @ParameterizedTest
  @ValueSource(strings = {"two", "0", "-1", "1.5"})
  void threadsAreAPositiveNumber(String threads) {
    assertRefused("nabla.threads: got '" + threads + "', needs a whole number of at least 1", ChildJvm.VECTORS,
        "-Dnabla.threads=" + threads);
  }

  private static void assertRefused(String sentence, String... options) {
    ChildJvm.Outcome outcome = ChildJvm.await(ChildJvm.start(List.of(options), Workload.class));
    assertEquals(1, outcome.code(), outcome.text());
    assertTrue(outcome.text().contains("Exception: " + sentence + "\n"), outcome.text());
    assertFalse(outcome.text().contains("ExceptionInInitializerError"), outcome.text());
  }
}
