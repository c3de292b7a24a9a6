package dev.nabla.samples;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options of a sample's command line, each a name and a value: {@code --data FOLDER}. */
public final class Options {
  private final Map<String, String> values = new HashMap<>();

  private Options() {}

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException when an option is none of {@code known}, or has no value
   */
  public static Options of(String[] args, String... known) {
    Options options = new Options();
    for (int i = 0; i < args.length; i += 2) {
      if (!List.of(known).contains(args[i])) {
        throw new IllegalArgumentException("unknown option " + args[i] + ", known are " + String.join(", ", known));
      }
      if (i + 1 == args.length) {
        throw new IllegalArgumentException("option " + args[i] + " needs a value");
      }
      options.values.put(args[i], args[i + 1]);
    }
    return options;
  }

  /** The value of an option, or {@code absent} when the command line does not have it. */
  public String value(String name, String absent) {
    return values.getOrDefault(name, absent);
  }

  /** The value of an option that must be there. */
  public String required(String name) {
    if (!values.containsKey(name)) {
      throw new IllegalArgumentException("option " + name + " is missing");
    }
    return values.get(name);
  }

  /** The whole number of an option, or {@code absent} when the command line does not have it. */
  public int number(String name, int absent) {
    String value = values.get(name);
    try {
      return value == null ? absent : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("option " + name + " needs a whole number, got " + value, e);
    }
  }
}
