package dev.nabla.tensor;

import dev.nabla.kernel.Binary;
import dev.nabla.kernel.Comparison;
import dev.nabla.kernel.Logic;
import dev.nabla.kernel.Unary;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The elements of a large result, computed when they are first read. By then it is known what they go into:
 * element-wise operations one after the other become {@linkplain Fusion one pass over memory}, and what nobody reads is
 * never computed. Tensors are values, so that it makes no difference when that happens, except to the clock.
 *
 * <p>Any number of threads may read: they see an immutable plan, or the elements. Two that come at the same time may both
 * compute them.
 */
final class Deferred {
  /** Elements from which a pass over memory costs more than the plan that saves it. */
  private static final int LEAST = 1 << 16;

  /** Most operations, counted along every path, that wait for one another. */
  private static final int MOST = 24;

  private final int size;
  private final int depth;

  /** Who will read the elements, as far as is known: operations that wait, and what was recorded for a reverse pass. */
  private int readers;

  /** Whether the elements were computed before, in passing, and were not kept. */
  private boolean passed;

  /** A {@link Plan}, or the array with the elements. */
  private volatile Object state;

  private Deferred(int size, int depth, Plan plan) {
    this.size = size;
    this.depth = depth;
    this.state = plan;
  }

  /** How elements come about. */
  sealed interface Plan permits Product, Blockwise {}

  /** A product of matrices. */
  private record Product(Products.Matmul op, Tensor a, Tensor b) implements Plan {}

  /** Whether such a result waits until it is read; it does not while somebody watches operations one by one. */
  static boolean suits(DType dtype, int size) {
    return size >= LEAST && dtype.isFloating() && !Watch.on();
  }

  /** f of each element of {@code x}. */
  static Tensor of(Unary f, Tensor x) {
    return tensor(x.shape(), x.dtype(), reading(x), new Blockwise.One(f, x));
  }

  /** f of each pair of elements of two tensors of one type that broadcast to {@code shape}. */
  static Tensor of(Binary f, Shape shape, Tensor a, Tensor b) {
    return tensor(shape, a.dtype(), reading(a, b), new Blockwise.Two(f, shape, a, b));
  }

  /** Whether f holds for each pair of elements of two tensors of one type that broadcast to {@code shape}. */
  static Tensor of(Comparison f, Shape shape, Tensor a, Tensor b) {
    return tensor(shape, DType.BOOL, reading(a, b), new Blockwise.Compared(f, shape, a, b));
  }

  /** Whether f of truth values waits: if they do. */
  static boolean suits(Tensor a, Tensor b) {
    return (comparedIn(a) != null || comparedIn(b) != null) && !Watch.on();
  }

  /** f of each pair of truth values of two tensors, one of which waits, that broadcast to {@code shape}. */
  static Tensor of(Logic f, Shape shape, Tensor a, Tensor b) {
    DType numbers = comparedIn(a) == null ? comparedIn(b) : comparedIn(a);
    return tensor(shape, DType.BOOL, reading(a, b), new Blockwise.Connected(f, shape, numbers, a, b));
  }

  /** The type of the numbers that truth values which wait are computed of; null for others. */
  private static DType comparedIn(Tensor x) {
    return x.deferred() != null && x.deferred().plan() instanceof Blockwise plan ? plan.dtype() : null;
  }

  /** The elements of {@code a} where the condition holds, else those of {@code b}; all broadcast to {@code shape}. */
  static Tensor of(Shape shape, Tensor condition, Tensor a, Tensor b) {
    return tensor(shape, a.dtype(), reading(condition, a, b), new Blockwise.Choice(shape, condition, a, b));
  }

  /** The slices of a plain tensor at these positions, which have this shape together. */
  static Tensor of(Indexing.IndexSelect op, Shape shape, Tensor x, Tensor index) {
    return tensor(shape, x.dtype(), reading(x, index), new Blockwise.Slices(op, shape, x, index));
  }

  /** The product of two plain tensors, which has this shape. */
  static Tensor of(Products.Matmul op, Shape shape, Tensor a, Tensor b) {
    return tensor(shape, a.dtype(), reading(a, b), new Product(op, a, b));
  }

  private static Tensor tensor(Shape shape, DType dtype, int depth, Plan plan) {
    return Tensor.wrap(shape, dtype, new Deferred(shape.size(), depth, plan));
  }

  /** How many operations will wait for one another, now that some tensors, which have elements, have one reader more. */
  private static int reading(Tensor... operands) {
    Set<Tensor> read = Collections.newSetFromMap(new IdentityHashMap<>());
    int depth = 1;
    for (Tensor x : operands) {
      if (!x.hasElements()) {
        throw new NullPointerException("elements that were not kept cannot be read");
      }
      if (read.add(x)) {
        depth += depth(x);
      }
    }
    if (depth > MOST) {
      read.forEach(Tensor::array);
      return 1;
    }
    read.forEach(Tensor::await);
    return depth;
  }

  private static int depth(Tensor x) {
    Deferred elements = x.deferred();
    return elements == null || elements.plan() == null ? 0 : elements.depth;
  }

  /** Announces one reader more. */
  void await() {
    readers++;
  }

  /** How the elements come about; null when they are there. */
  Plan plan() {
    return state instanceof Plan plan ? plan : null;
  }

  int size() {
    return size;
  }

  /** The array with the elements, in row-major order from its beginning. */
  Object array() {
    Object present = state;
    if (!(present instanceof Plan plan)) {
      return present;
    }
    Object array = plan instanceof Product product ? product.op.forward(product.a, product.b).array()
        : Fusion.elements((Blockwise) plan);
    state = array;
    return array;
  }

  /** Hands over the elements, which were computed along with others. */
  void put(Object array) {
    state = array;
  }

  /** Whether the elements have to be kept when they are computed for {@code served} of their readers. */
  boolean outlive(int served) {
    boolean kept = passed || readers > served;
    passed = true;
    return kept;
  }
}
