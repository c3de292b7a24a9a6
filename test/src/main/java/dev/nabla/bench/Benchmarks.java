package dev.nabla.bench;

import java.util.Collection;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Runs JMH with its own command line; where other libraries took part, a table sets them beside this one. */
public final class Benchmarks {
  private Benchmarks() {}

  /** JMH's command line: patterns for names of benchmarks, and options. */
  public static void main(String... arguments) throws Exception {
    CommandLineOptions options = new CommandLineOptions(arguments);
    if (options.shouldHelp() || options.shouldList() || options.shouldListWithParams()
        || options.shouldListProfilers() || options.shouldListResultFormats()) {
      Main.main(arguments);
      return;
    }
    Collection<RunResult> results = new Runner(options).run();
    PeerTable table = PeerTable.of(results);
    if (!table.isEmpty()) {
      System.out.println();
      System.out.print(table);
    }
  }
}
