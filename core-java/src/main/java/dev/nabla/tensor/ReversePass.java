package dev.nabla.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * One walk from an output back to the leaves. Nothing is recursive, so that chains of any length can be differentiated,
 * and nothing is written into nodes, so that any number of threads can walk over shared ones.
 */
final class ReversePass {
  private final List<Node> roots;
  private final Predicate<Node.Leaf> wanted;
  private final List<Node> order = new ArrayList<>();
  private final NodeTable positions = new NodeTable();
  private boolean[] needed;
  private Tensor[] gradients;
  private Pieces[] pieces;

  /** Orders what {@code roots} were computed from; refuses freed nodes and values that were assigned since. */
  ReversePass(List<Node> roots, Predicate<Node.Leaf> wanted) {
    this.roots = roots;
    this.wanted = wanted;
    for (Node root : roots) {
      if (positions.get(root) == NodeTable.UNSEEN) {
        sort(root);
      }
    }
    markNeeded();
  }

  /** Inputs before outputs: a depth-first walk with a stack of its own. */
  private void sort(Node root) {
    Deque<Visit> stack = new ArrayDeque<>();
    positions.put(root, NodeTable.SEEN);
    stack.push(new Visit(root));
    while (!stack.isEmpty()) {
      Visit visit = stack.peek();
      Node next = visit.next();
      if (next == null) {
        stack.pop();
        positions.put(visit.node, order.size());
        order.add(visit.node);
      } else if (positions.get(next) == NodeTable.UNSEEN) {
        positions.put(next, NodeTable.SEEN);
        stack.push(new Visit(next));
      }
    }
  }

  /** A node on the way down, and how many of its inputs have been looked at. */
  private static final class Visit {
    private final Node node;
    private int looked;

    Visit(Node node) {
      this.node = node;
      if (node.released()) {
        throw new IllegalStateException("backward: these operations were already freed by an earlier backward pass; "
            + "compute the output again, or pass Graph.KEEP to the earlier pass");
      }
    }

    Node next() {
      while (looked < node.arity()) {
        Node parent = node.parent(looked++);
        if (parent != null) {
          requireCurrent(node, parent);
          return parent;
        }
      }
      return null;
    }

    private static void requireCurrent(Node node, Node parent) {
      if (parent instanceof Node.Leaf leaf && leaf.parameter() != null && leaf.parameter().leaf() != leaf) {
        throw new IllegalStateException("backward: " + leaf.parameter().describe() + " was assigned a new value after "
            + node.op().label() + " had read the old one; compute the output again before backward");
      }
    }
  }

  private void markNeeded() {
    needed = new boolean[order.size()];
    for (int at = 0; at < needed.length; at++) {
      Node node = order.get(at);
      if (node instanceof Node.Leaf leaf) {
        needed[at] = wanted.test(leaf);
      }
      for (int i = 0; i < node.arity() && !needed[at]; i++) {
        Node parent = node.parent(i);
        needed[at] = parent != null && needed[positions.get(parent)];
      }
    }
  }

  /**
   * Computes the gradients of the wanted leaves.
   *
   * @param seeds the upstream gradients of the roots
   * @param traced whether the computation is itself recorded at the level it differentiates
   */
  void run(List<Tensor> seeds, Graph graph, boolean traced) {
    if (Watch.on()) {
      Watch.reversePass(() -> walk(seeds, graph, traced));
    } else {
      walk(seeds, graph, traced);
    }
  }

  private void walk(List<Tensor> seeds, Graph graph, boolean traced) {
    gradients = new Tensor[order.size()];
    pieces = new Pieces[order.size()];
    for (int k = 0; k < seeds.size(); k++) {
      add(positions.get(roots.get(k)), seeds.get(k));
    }
    for (int at = order.size() - 1; at >= 0; at--) {
      Node node = order.get(at);
      if (pieces[at] != null) {
        add(at, pieces[at].together());
        pieces[at] = null;
      }
      Tensor g = gradients[at];
      if (g == null || node instanceof Node.Leaf) {
        continue;
      }
      gradients[at] = null;
      if (node.joint()) {
        addTogether(node, g, traced);
      } else {
        addOneByOne(node, g, traced);
      }
      if (graph == Graph.FREE) {
        node.release();
        order.set(at, null);
      }
    }
  }

  private void addOneByOne(Node node, Tensor g, boolean traced) {
    for (int i = 0; i < node.arity(); i++) {
      Node parent = node.parent(i);
      if (parent != null && needed[positions.get(parent)]) {
        if (node.op() instanceof Viewing.Slice slice && !Watch.on()) {
          addPiece(positions.get(parent), slice, node.input(i).shape(), g);
        } else {
          add(node, i, g, node.backward(i, g, traced));
        }
      }
    }
  }

  private void addPiece(int at, Viewing.Slice slice, Shape whole, Tensor g) {
    if (pieces[at] == null) {
      pieces[at] = new Pieces(whole);
    }
    pieces[at].slices.add(slice);
    pieces[at].gradients.add(g);
  }

  /** The upstream gradients of all slices of a tensor, which wait for one another: to embed each would copy all of it. */
  private static final class Pieces {
    private final Shape whole;
    private final List<Viewing.Slice> slices = new ArrayList<>();
    private final List<Tensor> gradients = new ArrayList<>();

    Pieces(Shape whole) {
      this.whole = whole;
    }

    Tensor together() {
      return slices.size() == 1 ? slices.get(0).backward(gradients.get(0), whole)
          : new Viewing.EmbedSum(slices, whole).apply(gradients);
    }
  }

  private void addTogether(Node node, Tensor g, boolean traced) {
    boolean[] asked = new boolean[node.arity()];
    for (int i = 0; i < asked.length; i++) {
      asked[i] = node.parent(i) != null && needed[positions.get(node.parent(i))];
    }
    List<Tensor> all = node.backward(asked, g, traced);
    for (int i = 0; i < asked.length; i++) {
      if (asked[i]) {
        add(node, i, g, all.get(i));
      }
    }
  }

  /** What the upstream gradient {@code g} of a node has become goes on to its input {@code i}. */
  private void add(Node node, int i, Tensor g, Tensor gradient) {
    if (Watch.on()) {
      Watch.differentiated(node, i, g, gradient);
    }
    add(positions.get(node.parent(i)), fitted(gradient, node, node.input(i)));
  }

  private void add(int at, Tensor gradient) {
    gradients[at] = gradients[at] == null ? gradient : gradients[at].add(gradient);
  }

  private static Tensor fitted(Tensor gradient, Node node, Tensor input) {
    if (!gradient.shape().equals(input.shape()) && !input.shape().broadcastsTo(gradient.shape())) {
      throw new IllegalStateException(node.op().label() + ": its gradient has shape " + gradient.shape()
          + ", which does not fit its input of shape " + input.shape());
    }
    return Dispatch.fit(gradient, input.shape(), input.dtype());
  }

  /** The wanted leaves that were reached, in an order that depends on nothing but the recorded operations. */
  List<Node.Leaf> leaves() {
    List<Node.Leaf> leaves = new ArrayList<>();
    for (Node node : order) {
      if (node instanceof Node.Leaf leaf && wanted.test(leaf)) {
        leaves.add(leaf);
      }
    }
    return leaves;
  }

  /** The gradient of {@code leaf}, or null when the root does not depend on it. */
  Tensor gradient(Node.Leaf leaf) {
    int at = positions.get(leaf);
    return at < 0 ? null : gradients[at];
  }

  /** From nodes, by identity, to their positions: open addressing, because a pass looks up every edge of the graph. */
  private static final class NodeTable {
    static final int UNSEEN = -1;
    static final int SEEN = -2;

    private Node[] keys = new Node[64];
    private int[] values = new int[64];
    private int size;

    int get(Node node) {
      int slot = slot(node);
      return keys[slot] == null ? UNSEEN : values[slot];
    }

    void put(Node node, int value) {
      int slot = slot(node);
      if (keys[slot] == null) {
        keys[slot] = node;
        if (2 * ++size > keys.length) {
          grow();
          slot = slot(node);
        }
      }
      values[slot] = value;
    }

    private int slot(Node node) {
      int mask = keys.length - 1;
      int slot = node.serial & mask;
      while (keys[slot] != null && keys[slot] != node) {
        slot = slot + 1 & mask;
      }
      return slot;
    }

    private void grow() {
      Node[] oldKeys = keys;
      int[] oldValues = values;
      keys = new Node[2 * oldKeys.length];
      values = Arrays.copyOf(oldValues, keys.length);
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldKeys[i] != null) {
          int slot = slot(oldKeys[i]);
          keys[slot] = oldKeys[i];
          values[slot] = oldValues[i];
        }
      }
    }
  }
}
