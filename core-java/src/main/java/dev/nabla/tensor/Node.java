package dev.nabla.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * One recorded operation, or a {@link Leaf}: the trace of the tensor that it produced. A node keeps what its gradients
 * read (values of the next lower level, or only shapes) and the nodes of those inputs that the same level watches.
 */
abstract class Node extends Trace {
  /** Spreads nodes over the tables of a reverse pass. */
  final int serial;

  /** The line of the program that asked for the operation, when it was recorded {@linkplain Recorder#thorough so}. */
  StackTraceElement line;

  Node(long level, int serial) {
    super(level);
    this.serial = serial;
  }

  abstract int arity();

  /** The node of input {@code i}, or null when this level does not watch it. */
  abstract Node parent(int i);

  abstract Op op();

  /** Input {@code i} as {@link #backward} sees it; where its values are not needed it has a shape and a type only. */
  abstract Tensor input(int i);

  /** The output as {@link #backward} sees it; where its values are not needed it has a shape and a type only. */
  abstract Tensor output();

  /** The gradient with respect to input {@code i}; with {@code traced} one that is itself recorded at this level. */
  abstract Tensor backward(int i, Tensor g, boolean traced);

  /** Whether the gradients of all inputs are computed together. */
  boolean joint() {
    return false;
  }

  /** The gradients with respect to the inputs that are wanted, together. */
  List<Tensor> backward(boolean[] wanted, Tensor g, boolean traced) {
    throw new IllegalStateException("the gradients of " + op().label() + " are computed one by one");
  }

  /** Forgets everything, so that memory comes free while the reverse pass still runs. */
  abstract void release();

  abstract boolean released();

  @Override
  Tensor unary(UnaryOp op, Tensor x) {
    Tensor value = x.below();
    Tensor y = Dispatch.apply(op, value);
    Recorder recorder = Recorder.current();
    if (!recorder.records(level) || !y.dtype().isFloating()) {
      return y;
    }
    requireGradient(op);
    if (recorder.strict() && level == 0) {
      Strictness.requireNoKink(op, List.of(x));
    }
    boolean all = recorder.thorough;
    return recorded(y,
        new Unary(level, recorder.nextSerial(), op, saved(value, all || op.needsInputs()), (Node) x.trace,
            saved(y, all || op.needsOutput())),
        all);
  }

  @Override
  Tensor binary(BinaryOp op, Tensor a, Tensor b) {
    Tensor left = lower(a);
    Tensor right = lower(b);
    Tensor y = Dispatch.apply(op, left, right);
    Recorder recorder = Recorder.current();
    if (!recorder.records(level) || !y.dtype().isFloating()) {
      return y;
    }
    requireGradient(op);
    if (recorder.strict() && level == 0) {
      Strictness.requireNoKink(op, List.of(a, b));
    }
    boolean all = recorder.thorough;
    boolean inputs = all || op.needsInputs();
    Node parentA = watched(a);
    Node parentB = watched(b);
    boolean any = all || !op.readsOther();
    return recorded(y, new Binary(level, recorder.nextSerial(), op, saved(left, inputs && (any || parentB != null)),
        saved(right, inputs && (any || parentA != null)), parentA, parentB, saved(y, all || op.needsOutput())), all);
  }

  @Override
  Tensor nary(NaryOp op, List<Tensor> x) {
    List<Tensor> values = new ArrayList<>(x.size());
    Node[] parents = new Node[x.size()];
    for (int i = 0; i < parents.length; i++) {
      values.add(lower(x.get(i)));
      parents[i] = watched(x.get(i));
    }
    Tensor y = Dispatch.apply(op, values);
    Recorder recorder = Recorder.current();
    if (!recorder.records(level) || !y.dtype().isFloating()) {
      return y;
    }
    requireGradient(op);
    if (recorder.strict() && level == 0) {
      Strictness.requireNoKink(op, x);
    }
    boolean all = recorder.thorough;
    values.replaceAll(v -> saved(v, all || op.needsInputs()));
    return recorded(y, new Nary(level, recorder.nextSerial(), op, values, parents, saved(y, all || op.needsOutput())),
        all);
  }

  private static Tensor recorded(Tensor y, Node node, boolean thorough) {
    if (thorough) {
      node.line = ProgramLine.here().orElse(null);
    }
    return y.traced(node);
  }

  private Node watched(Tensor x) {
    return x.trace != null && x.trace.level == level ? (Node) x.trace : null;
  }

  private static Tensor saved(Tensor value, boolean needed) {
    if (!needed) {
      return value.withoutValues();
    }
    value.await();
    return value;
  }

  static void requireGradient(Op op) {
    if (!op.differentiable()) {
      throw new IllegalStateException(op.label() + ": this operator has no gradient, but an input of it leads to a "
          + "parameter; detach() the input, or compute within noGrad");
    }
  }

  /** {@code value} with {@code parent}'s trace, as the operation saw it when it was recorded. */
  private static Tensor retraced(Tensor value, Node parent, boolean traced) {
    return traced && parent != null ? value.traced(parent) : value;
  }

  /** The record of an operation on one tensor. */
  private static final class Unary extends Node {
    private UnaryOp op;
    private Tensor x;
    private Node parent;
    private Tensor y;

    Unary(long level, int serial, UnaryOp op, Tensor x, Node parent, Tensor y) {
      super(level, serial);
      this.op = op;
      this.x = x;
      this.parent = parent;
      this.y = y;
    }

    @Override
    int arity() {
      return 1;
    }

    @Override
    Node parent(int i) {
      return parent;
    }

    @Override
    Op op() {
      return op;
    }

    @Override
    Tensor input(int i) {
      return x;
    }

    @Override
    Tensor output() {
      return y;
    }

    @Override
    Tensor backward(int i, Tensor g, boolean traced) {
      return op.backward(g, retraced(y, this, traced), retraced(x, parent, traced));
    }

    @Override
    void release() {
      x = null;
      parent = null;
      y = null;
    }

    @Override
    boolean released() {
      return y == null;
    }
  }

  /** The record of an operation on two tensors. */
  private static final class Binary extends Node {
    private BinaryOp op;
    private Tensor a;
    private Tensor b;
    private Node parentA;
    private Node parentB;
    private Tensor y;

    Binary(long level, int serial, BinaryOp op, Tensor a, Tensor b, Node parentA, Node parentB, Tensor y) {
      super(level, serial);
      this.op = op;
      this.a = a;
      this.b = b;
      this.parentA = parentA;
      this.parentB = parentB;
      this.y = y;
    }

    @Override
    int arity() {
      return 2;
    }

    @Override
    Node parent(int i) {
      return i == 0 ? parentA : parentB;
    }

    @Override
    Op op() {
      return op;
    }

    @Override
    Tensor input(int i) {
      return i == 0 ? a : b;
    }

    @Override
    Tensor output() {
      return y;
    }

    @Override
    Tensor backward(int i, Tensor g, boolean traced) {
      Tensor u = retraced(a, parentA, traced);
      Tensor v = retraced(b, parentB, traced);
      Tensor out = retraced(y, this, traced);
      return i == 0 ? op.backwardA(g, out, u, v) : op.backwardB(g, out, u, v);
    }

    @Override
    void release() {
      a = null;
      b = null;
      parentA = null;
      parentB = null;
      y = null;
    }

    @Override
    boolean released() {
      return y == null;
    }
  }

  /** The record of an operation on several tensors. */
  private static final class Nary extends Node {
    private NaryOp op;
    private List<Tensor> x;
    private Node[] parents;
    private Tensor y;

    Nary(long level, int serial, NaryOp op, List<Tensor> x, Node[] parents, Tensor y) {
      super(level, serial);
      this.op = op;
      this.x = x;
      this.parents = parents;
      this.y = y;
    }

    @Override
    int arity() {
      return parents.length;
    }

    @Override
    Node parent(int i) {
      return parents[i];
    }

    @Override
    Op op() {
      return op;
    }

    @Override
    Tensor input(int i) {
      return x.get(i);
    }

    @Override
    Tensor output() {
      return y;
    }

    @Override
    Tensor backward(int i, Tensor g, boolean traced) {
      return op.backward(i, g, retraced(y, this, traced), inputs(traced));
    }

    @Override
    boolean joint() {
      return op instanceof JointGradientOp;
    }

    @Override
    List<Tensor> backward(boolean[] wanted, Tensor g, boolean traced) {
      return ((JointGradientOp) op).backward(wanted, g, retraced(y, this, traced), inputs(traced));
    }

    private List<Tensor> inputs(boolean traced) {
      if (!traced) {
        return x;
      }
      List<Tensor> inputs = new ArrayList<>(x.size());
      for (int i = 0; i < parents.length; i++) {
        inputs.add(retraced(x.get(i), parents[i], true));
      }
      return inputs;
    }

    @Override
    void release() {
      x = null;
      parents = new Node[0];
      y = null;
    }

    @Override
    boolean released() {
      return y == null;
    }
  }

  /** Where differentiation ends: the value of a parameter, or a variable of a {@link Tape}. */
  static final class Leaf extends Node {
    private final Parameter parameter;

    Leaf(long level, int serial, Parameter parameter) {
      super(level, serial);
      this.parameter = parameter;
    }

    /** The parameter whose value this was, or null for a variable. */
    Parameter parameter() {
      return parameter;
    }

    @Override
    int arity() {
      return 0;
    }

    @Override
    Node parent(int i) {
      throw new IndexOutOfBoundsException(i);
    }

    @Override
    Op op() {
      throw new IllegalStateException("a leaf is not an operation");
    }

    @Override
    Tensor input(int i) {
      throw new IndexOutOfBoundsException(i);
    }

    @Override
    Tensor output() {
      throw new IllegalStateException("a leaf is not an operation");
    }

    @Override
    Tensor backward(int i, Tensor g, boolean traced) {
      throw new IndexOutOfBoundsException(i);
    }

    @Override
    void release() {}

    @Override
    boolean released() {
      return false;
    }
  }
}
