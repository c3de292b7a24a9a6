package dev.nabla.bench;

import dev.nabla.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** One process of the {@link Suite}: measures the benchmarks it is told, and last its peak of resident memory. */
final class SuiteGroup {
  private static final Path STATUS = Path.of("/proc/self/status");

  private SuiteGroup() {}

  /** The arguments are the group's name, and then the names of its benchmarks. */
  public static void main(String... arguments) throws IOException {
    Set<String> names = Set.copyOf(Stream.of(arguments).skip(1).toList());
    if (names.isEmpty()) {
      Tensor.ones(2, 2).sum();
    }
    for (SuiteBenchmark benchmark : SuiteCatalogue.all()) {
      if (names.contains(benchmark.name())) {
        System.out.println(benchmark.measured());
      }
    }
    if (Files.exists(STATUS)) {
      System.out.printf("{\"peer\":\"nabla\",\"bench\":\"rss:%s\",\"peak_rss_kb\":%d,\"exit\":0}%n", arguments[0],
          peakKilobytes());
    }
  }

  private static long peakKilobytes() throws IOException {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines.filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst().orElse(0);
    }
  }
}
