package dev.nabla.tensor;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The line of a program that asked for something: the first frame of a stack that belongs neither to this library nor to
 * the languages' own ones. Whatever lies in {@code dev.nabla} is the library, except for its samples.
 */
public final class ProgramLine {
  private static final String LIBRARY = "dev.nabla.";
  private static final String SAMPLES = "dev.nabla.samples.";
  private static final String[] LANGUAGES = {"java.", "javax.", "jdk.", "sun.", "kotlin.", "kotlinx."};

  private ProgramLine() {}

  /** The line that led to {@code failure}, or empty when no frame of a program is left in its stack trace. */
  public static Optional<StackTraceElement> of(Throwable failure) {
    return Arrays.stream(failure.getStackTrace()).filter(frame -> isProgram(frame.getClassName())).findFirst();
  }

  /** The line that this thread has come from, or empty when it never passed through a program. */
  public static Optional<StackTraceElement> here() {
    Predicate<StackWalker.StackFrame> program = frame -> isProgram(frame.getClassName());
    return StackWalker.getInstance()
        .walk(frames -> frames.filter(program).findFirst().map(StackWalker.StackFrame::toStackTraceElement));
  }

  /** A line as messages name it: {@code Digits.java:41, in train}. */
  public static String describe(StackTraceElement line) {
    return line.getFileName() + ":" + line.getLineNumber() + ", in " + line.getMethodName();
  }

  private static boolean isProgram(String name) {
    if (name.startsWith(LIBRARY)) {
      return name.startsWith(SAMPLES);
    }
    for (String language : LANGUAGES) {
      if (name.startsWith(language)) {
        return false;
      }
    }
    return true;
  }
}
