package dev.nabla.kernel;

/**
 * Element-wise functions of element-wise functions, computed in one pass: block by block, each of which goes through all
 * functions while it is in the first cache, so that only what is kept is written to memory.
 *
 * <p>Values are numbered as they are added, operands before what is computed of them; all have the same number of
 * elements. The last one added is what the expression gives.
 */
public interface Expression {
  /** Adds elements that are there already; their strides may repeat them. */
  int elements(Strided x);

  /** Adds truth values that are there already; their strides may repeat them. */
  int truths(Strided x);

  /**
   * Adds slices of an array, seen as {@code [outer, n, inner]} from {@code offset} on: those at the given positions along
   * the second axis.
   */
  int slices(Object x, int offset, int n, int inner, long[] index);

  /** Adds f of each element of value {@code x}. */
  int unary(Unary f, int x);

  /** Adds f of each pair of elements of two values. */
  int binary(Binary f, int a, int b);

  /** Adds the truth values whether f holds for each pair of elements of two values. */
  int compare(Comparison f, int a, int b);

  /** Adds f of each pair of truth values of two values. */
  int logic(Logic f, int a, int b);

  /** Adds the elements of {@code a} where the truth values {@code condition} hold, else those of {@code b}. */
  int select(int condition, int a, int b);

  /** An array that will hold all elements, or truth values, of a value, which is not one of those that are there already. */
  Object keep(int value);

  /** Computes everything that is kept. */
  void evaluate();

  /**
   * Computes everything that is kept, and reduces the last value, seen as {@code [outer, n]}, over its second axis on the
   * way: what the reduction of its elements gives, bit for bit.
   *
   * @param y receives {@code outer} elements
   */
  void reduce(Reduction f, int outer, int n, Object y);
}
