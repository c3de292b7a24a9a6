package dev.nabla.check;

import java.util.List;

/** What came of checking one law on one operator. */
public sealed interface Verdict {
  /** The law holds on so many samples. */
  record Holds(int samples) implements Verdict {}

  /** The law does not concern the operator. */
  record Free(String because) implements Verdict {}

  /** The law does not hold: a sentence for each sample that shows it. */
  record Broken(List<String> faults) implements Verdict {
    /** Keeps a list of its own. */
    public Broken {
      faults = List.copyOf(faults);
    }
  }

  /** The law concerns the operator, but no sample of it shows whether it holds. */
  record Unshown(String needed) implements Verdict {}

  /** Whether nothing is left to be desired. */
  default boolean satisfied() {
    return this instanceof Holds || this instanceof Free;
  }
}
