package dev.nabla.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the README shows is what runs: every block of code occurs in a sample, every file that it names is there. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("```(kotlin|java)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

  @TestFactory
  Stream<DynamicTest> codeOccursInASample() throws IOException {
    List<MatchResult> blocks = BLOCK.matcher(readme()).results().toList();
    assertTrue(blocks.size() >= 2, "the README shows a model in Kotlin and one in Java");
    String samples = samples();
    return blocks.stream().map(block -> DynamicTest.dynamicTest(block.group(2).lines().findFirst().orElse(""),
        () -> assertTrue(samples.contains(bare(block.group(2))), () -> "in no sample:\n" + block.group(2))));
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    LINK.matcher(readme()).results().map(link -> link.group(1)).forEach(
        file -> assertTrue(Files.exists(ROOT.resolve(file)), file + " is not there"));
  }

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }

  private static String samples() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("samples"))) {
      List<Path> sources = files.filter(f -> f.toString().matches(".*\\.(java|kt|kts)")).toList();
      StringBuilder all = new StringBuilder();
      for (Path source : sources) {
        all.append(bare(Files.readString(source))).append('\n');
      }
      return all.toString();
    }
  }

  /** Lines without indentation, so that a block may stand further left than in its sample; without empty ones. */
  private static String bare(String code) {
    return code.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
  }
}
