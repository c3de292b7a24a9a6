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
   * @throws UsageException when an option is none of {@code known}, or has no value
   */
  public static Options of(String[] args, String... known) {
    Options options = new Options();
    for (int i = 0; i < args.length; i += 2) {
      if (!List.of(known).contains(args[i])) {
        throw new UsageException("unknown option " + args[i] + ", known are " + String.join(", ", known));
      }
      if (i + 1 == args.length) {
        throw new UsageException("option " + args[i] + " needs a value");
      }
      options.values.put(args[i], args[i + 1]);
    }
    return options;
  }

  /** The value of an option, or {@code absent} when the command line does not have it. */
  public String value(String name, String absent) {
    return values.getOrDefault(name, absent);
  }

  /** The value of an option that must be there; {@code meaning} says in the error what it is. */
  public String required(String name, String meaning) {
    if (!values.containsKey(name)) {
      throw new UsageException("option " + name + " is missing, needs " + meaning);
    }
    return values.get(name);
  }

  /** The whole number of an option, or {@code absent} when the command line does not have it. */
  public int number(String name, int absent) {
    String value = values.get(name);
    try {
      return value == null ? absent : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new UsageException("option " + name + " needs a whole number, got " + value);
    }
  }

  /** A command line that cannot be: its sentence is all there is to say, so it comes without a stack trace. */
  public static final class UsageException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private UsageException(String sentence) {
      super(sentence);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
