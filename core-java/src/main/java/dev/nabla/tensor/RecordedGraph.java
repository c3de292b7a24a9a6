package dev.nabla.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a tensor was computed from, for those who look into it: parameters, constants and operations, each before those
 * that read it. It is a view: nothing that was recorded changes, and a backward pass is still possible afterwards.
 */
public final class RecordedGraph {
  private final List<Vertex> vertices = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Node, Integer> positions = new IdentityHashMap<>();

  /**
   * One tensor of the graph.
   *
   * @param op the operation that made it; null for a parameter or a constant
   * @param parameter the parameter whose value it is; null for others
   * @param inputs which vertices the operation read, in order
   * @param value the tensor, as a constant; null when nothing kept its elements
   * @param line the line of the program that asked for it, where that was recorded, else null
   */
  public record Vertex(int index, Op op, Parameter parameter, List<Integer> inputs, Shape shape, DType dtype,
      Tensor value, StackTraceElement line) {
    /** Whether a derivative with respect to it is zero by definition: it is neither a parameter nor made of one. */
    public boolean isConstant() {
      return op == null && parameter == null;
    }
  }

  /**
   * A gradient with respect to an input.
   *
   * @param shapeBefore its shape before broadcasting was undone, which sums it down to that of the input
   */
  public record Gradient(Tensor value, Shape shapeBefore) {}

  private RecordedGraph() {}

  /**
   * The graph of {@code output}.
   *
   * @throws IllegalStateException when it was not computed from a parameter, or its operations were freed
   */
  public static RecordedGraph of(Tensor output) {
    RecordedGraph graph = new RecordedGraph();
    graph.read(Backprop.root(output));
    graph.complete(output.detach());
    return graph;
  }

  /** All tensors, inputs before outputs; the last is the output. */
  public List<Vertex> vertices() {
    return Collections.unmodifiableList(vertices);
  }

  /** The tensor whose graph this is. */
  public Vertex output() {
    return vertices.get(vertices.size() - 1);
  }

  /** The vertex that stands for {@code x}: a parameter, a result, or a constant whose elements were kept. */
  public Optional<Vertex> find(Tensor x) {
    Tensor current = x.current();
    if (current.trace instanceof Node node && positions.containsKey(node)) {
      return Optional.of(vertices.get(positions.get(node)));
    }
    return vertices.stream().filter(v -> v.isConstant() && v.value != null && sameElements(v.value, current))
        .findFirst();
  }

  private static boolean sameElements(Tensor a, Tensor b) {
    return a.sharesElements(b) && a.offset == b.offset && a.shape().equals(b.shape());
  }

  /**
   * The vector-Jacobian product of one operation: the gradient with respect to its input {@code i}, in that input's shape
   * and type, given the gradient {@code g} with respect to its output.
   */
  public Gradient backward(Vertex operation, int i, Tensor g) {
    Node node = nodes.get(operation.index);
    Tensor product = node.backward(i, g, false);
    return new Gradient(Dispatch.fit(product, node.input(i).shape(), node.input(i).dtype()), product.shape());
  }

  /** The upstream gradient of {@code output}: {@code given}, or 1 when that is null and output a single element. */
  public static Tensor seed(Tensor output, Tensor given) {
    return Backprop.seed(output, given);
  }

  /**
   * The Jacobian-vector product of one operation along {@code direction} of its input {@code i}; needs {@linkplain
   * #knowsValues its values}.
   */
  public Tensor tangent(Vertex operation, int i, Tensor direction) {
    List<Tensor> x = new ArrayList<>();
    operation.inputs.forEach(k -> x.add(valueOrShape(vertices.get(k))));
    Tensor y = valueOrShape(operation);
    if (operation.op instanceof UnaryOp op) {
      return op.tangent(direction, y, x.get(0));
    }
    if (operation.op instanceof BinaryOp op) {
      return op.tangent(i == 0 ? direction : null, i == 1 ? direction : null, y, x.get(0), x.get(1));
    }
    List<Tensor> directions = new ArrayList<>(Collections.nCopies(x.size(), null));
    directions.set(i, direction);
    return ((NaryOp) operation.op).tangent(directions, y, x);
  }

  private static Tensor valueOrShape(Vertex v) {
    return v.value == null ? Tensor.withoutValues(v.shape, v.dtype) : v.value;
  }

  /** Whether the elements that an operation's derivatives read, of inputs and output, are known. */
  public boolean knowsValues(Vertex operation) {
    return (operation.value != null || !operation.op.needsOutput())
        && (!operation.op.needsInputs() || operation.inputs.stream().allMatch(i -> vertices.get(i).value != null));
  }

  /** Collects nodes, inputs first, with a stack of its own. */
  private void read(Node root) {
    Deque<Node> stack = new ArrayDeque<>(List.of(root));
    while (!stack.isEmpty()) {
      Node node = stack.peek();
      if (node.released()) {
        throw new IllegalStateException("explain: these operations were freed by a backward pass; explain before "
            + "backward(), or pass Graph.KEEP to it");
      }
      Node open = positions.containsKey(node) ? null : nextOpen(node);
      if (open != null) {
        stack.push(open);
        continue;
      }
      stack.pop();
      if (!positions.containsKey(node)) {
        add(node);
      }
    }
  }

  private Node nextOpen(Node node) {
    for (int i = 0; i < node.arity(); i++) {
      if (node.parent(i) != null && !positions.containsKey(node.parent(i))) {
        return node.parent(i);
      }
    }
    return null;
  }

  private void add(Node node) {
    if (node instanceof Node.Leaf leaf) {
      Parameter p = leaf.parameter();
      if (p.leaf() != leaf) {
        throw new IllegalStateException("explain: " + p.describe() + " was assigned a new value after it was read; "
            + "compute the output again");
      }
      put(node, new Vertex(vertices.size(), null, p, List.of(), p.shape(), p.dtype(), p.value(), null));
      return;
    }
    List<Integer> inputs = new ArrayList<>();
    for (int i = 0; i < node.arity(); i++) {
      Node parent = node.parent(i);
      inputs.add(parent == null ? constant(node.input(i)) : note(positions.get(parent), node.input(i)));
    }
    Tensor y = node.output();
    put(node, new Vertex(vertices.size(), node.op(), null, List.copyOf(inputs), y.shape(), y.dtype(), kept(y),
        node.line));
  }

  private void put(Node node, Vertex vertex) {
    if (node != null) {
      positions.put(node, vertex.index);
    }
    nodes.add(node);
    vertices.add(vertex);
  }

  private static Tensor kept(Tensor x) {
    return x.hasElements() ? x : null;
  }

  private int constant(Tensor x) {
    for (Vertex v : vertices) {
      if (v.isConstant() && v.value != null && x.hasElements() && sameElements(v.value, x)) {
        return v.index;
      }
    }
    put(null, new Vertex(vertices.size(), null, null, List.of(), x.shape(), x.dtype(), kept(x), null));
    return vertices.size() - 1;
  }

  /** An operation that reads elements has kept them, even if the one that made them has not. */
  private int note(int vertex, Tensor x) {
    if (vertices.get(vertex).value == null && x.hasElements()) {
      give(vertex, x);
    }
    return vertex;
  }

  private void give(int at, Tensor value) {
    Vertex v = vertices.get(at);
    vertices.set(at, new Vertex(v.index, v.op, v.parameter, v.inputs, v.shape, v.dtype, value, v.line));
  }

  /** Computes again what no gradient will read, and nothing has kept therefore. */
  private void complete(Tensor output) {
    give(vertices.size() - 1, output);
    for (int at = 0; at < vertices.size(); at++) {
      Vertex v = vertices.get(at);
      List<Tensor> x = new ArrayList<>();
      v.inputs.forEach(i -> x.add(vertices.get(i).value));
      if (v.value == null && v.op != null && !x.contains(null)) {
        give(at, forward(v.op, x));
      }
    }
  }

  private static Tensor forward(Op op, List<Tensor> x) {
    if (op instanceof UnaryOp unary) {
      return unary.forward(x.get(0));
    }
    return op instanceof BinaryOp binary ? binary.forward(x.get(0), x.get(1)) : ((NaryOp) op).forward(x);
  }
}
