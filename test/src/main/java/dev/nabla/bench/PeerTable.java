package dev.nabla.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/**
 * What other libraries took for the same work: a benchmark below {@code dev.nabla.bench.peers} belongs to ours with the
 * same method and parameters; what is directly below, a class or a package, is named as the library.
 *
 * @param times for each of our benchmarks that others were measured in too, the times by library, ours under ""
 */
record PeerTable(Map<String, Map<String, Double>> times) {
  private static final String PEERS = "dev.nabla.bench.peers.";

  static PeerTable of(Collection<RunResult> results) {
    Map<String, Map<String, Double>> times = new LinkedHashMap<>();
    for (RunResult result : results) {
      times.computeIfAbsent(work(result.getParams()), name -> new TreeMap<>())
          .put(library(result.getParams()), result.getPrimaryResult().getScore());
    }
    times.values().removeIf(row -> row.size() == 1 || !row.containsKey(""));
    return new PeerTable(times);
  }

  private static String library(BenchmarkParams params) {
    String name = params.getBenchmark();
    return name.startsWith(PEERS) ? name.substring(PEERS.length(), name.indexOf('.', PEERS.length())) : "";
  }

  private static String work(BenchmarkParams params) {
    String name = params.getBenchmark();
    return params.getParamsKeys().stream().map(params::getParam)
        .collect(Collectors.joining(" ", name.substring(name.lastIndexOf('.') + 1) + " ", ""));
  }

  boolean isEmpty() {
    return times.isEmpty();
  }

  /** A row for each benchmark: our time, then each library's time and how many times as fast as it we are. */
  @Override
  public String toString() {
    List<String> libraries = times.values().stream().flatMap(row -> row.keySet().stream()).distinct().sorted().toList();
    List<String> head = new ArrayList<>(List.of("µs"));
    libraries.forEach(library -> head.addAll(library.isEmpty() ? List.of("Nabla") : List.of(library, "ratio")));
    StringBuilder text = new StringBuilder(row(head));
    times.forEach((work, row) -> {
      List<String> cells = new ArrayList<>(List.of(work));
      for (String library : libraries) {
        Double time = row.get(library);
        cells.add(time == null ? "" : number(time));
        if (!library.isEmpty()) {
          cells.add(time == null ? "" : number(time / row.get("")));
        }
      }
      text.append(row(cells));
    });
    return text.append("ratio: how many times as fast Nabla is").append(System.lineSeparator()).toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String row(List<String> cells) {
    StringBuilder line = new StringBuilder(String.format("%-36s", cells.get(0)));
    cells.stream().skip(1).forEach(cell -> line.append(String.format("%14s", cell)));
    return line.append(System.lineSeparator()).toString();
  }
}
