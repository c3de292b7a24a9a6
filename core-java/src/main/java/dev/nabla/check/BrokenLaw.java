package dev.nabla.check;

/** An operator does not keep what it promises; the sentence says which law, on which inputs, and by how much. */
public final class BrokenLaw extends RuntimeException {
  private static final long serialVersionUID = 1;

  BrokenLaw(String sentence) {
    super(sentence);
  }
}
