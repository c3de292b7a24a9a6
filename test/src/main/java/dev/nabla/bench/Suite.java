package dev.nabla.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Measures this library as others are measured beside it, and prints one line of JSON for each benchmark. The only
 * argument is a regular expression; the benchmarks whose whole name it matches run, all without it.
 *
 * <p>Every group of benchmarks gets a process of its own, with the options of this one: neither compiled code nor
 * memory is left over from another group, and its peak of resident memory, a line too, is the group's alone.
 */
public final class Suite {
  /** The heap that the libraries of the JVM are measured with. */
  private static final String HEAP = "-Xmx4g";

  private static final String INCUBATOR_WARNING = "WARNING: Using incubator modules: jdk.incubator.vector";

  /** What shares a process: regular expressions for names of benchmarks. The first matches none: the bare library. */
  private static final List<String> GROUPS = List.of("baseline", "sgemm_.*", "chain_.*_1m", "chain_.*_16m",
      "softmax_fwdbwd", "layernorm_fwdbwd", "(sum|mean|max)_axis.", "bcast_add_fwdbwd", "transpose_copy",
      "embedding_fwdbwd", "op_overhead_.*", "tiny_mlp_train", "mnist_mlp_train", "cnn_train", "conv2d_fwdbwd",
      "gpt_train", "gpt_train_manual_attn", "lstm_fwdbwd");

  private Suite() {}

  /** Runs the suite; exit code 1 when a group's process failed, 64 for an argument that is no regular expression. */
  public static void main(String... arguments) throws IOException, InterruptedException {
    if (arguments.length > 1) {
      refuse("takes one regular expression, got " + arguments.length + " arguments");
    }
    Pattern wanted = null;
    try {
      wanted = Pattern.compile(arguments.length == 0 ? ".*" : arguments[0]);
    } catch (PatternSyntaxException e) {
      refuse(arguments[0] + " is no regular expression: " + e.getDescription());
    }
    boolean found = false;
    int failed = 0;
    for (String group : GROUPS) {
      List<String> names = names(group, wanted);
      if (!names.isEmpty() || group.equals("baseline") && arguments.length == 0) {
        found = true;
        failed |= run(group, names);
      }
    }
    if (!found) {
      refuse(
          "no benchmark is called " + wanted + "; there are " + String.join(", ", names(".*", Pattern.compile(".*"))));
    }
    System.exit(failed == 0 ? 0 : 1);
  }

  private static void refuse(String reason) {
    System.err.println("nabla: bench --suite: " + reason);
    System.exit(64);
  }

  private static List<String> names(String group, Pattern wanted) {
    return SuiteCatalogue.all().stream().map(SuiteBenchmark::name)
        .filter(name -> name.matches(group) && wanted.matcher(name).matches()).toList();
  }

  private static int run(String group, List<String> names) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command(group, names)).redirectOutput(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader errors = new BufferedReader(
        new InputStreamReader(process.getErrorStream(), Charset.defaultCharset()))) {
      errors.lines().filter(line -> !line.equals(INCUBATOR_WARNING)).forEach(System.err::println);
    }
    return process.waitFor();
  }

  private static List<String> command(String group, List<String> names) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(HEAP);
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), SuiteGroup.class.getName(), group));
    command.addAll(names);
    return command;
  }
}
