package dev.nabla.explain;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.RecordedGraph;
import dev.nabla.tensor.RecordedGraph.Vertex;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;

/**
 * The Jacobian of one operation with respect to one input, beside the rule that replaces it. Columns come from the
 * operation's tangent, so that the comparison sets its forward rule against its reverse rule.
 */
final class LocalJacobian {
  /** The largest Jacobian that is written out. */
  private static final int LARGEST = 600;

  private final RecordedGraph graph;
  private final Vertex operation;
  private final int input;
  private final Tensor x;
  private final Tensor y;

  LocalJacobian(RecordedGraph graph, Vertex operation, int input) {
    this.graph = graph;
    this.operation = operation;
    this.input = input;
    Vertex from = graph.vertices().get(operation.inputs().get(input));
    this.x = Tensor.zeros(from.shape(), from.dtype());
    this.y = Tensor.zeros(operation.shape(), operation.dtype());
  }

  boolean isSmall() {
    return (long) x.size() * y.size() <= LARGEST && x.size() > 0 && y.size() > 0;
  }

  /** ∂vec(y)/∂vec(x) as [size of y × size of x], float64. */
  Tensor dense() {
    int rows = y.size();
    int columns = x.size();
    double[] j = new double[rows * columns];
    if (graph.knowsValues(operation)) {
      for (int column = 0; column < columns; column++) {
        double[] along = Vec.of(tangent(Vec.unit(x, column)));
        for (int row = 0; row < rows; row++) {
          j[row * columns + column] = along[row];
        }
      }
    } else {
      for (int row = 0; row < rows; row++) {
        System.arraycopy(Vec.of(backward(Vec.unit(y, row))), 0, j, row * columns, columns);
      }
    }
    return Tensor.of(j, rows, columns);
  }

  /** max |Jᵀ·vec(g) − vec(gradient)|. */
  static double deviation(Tensor dense, Tensor g, Tensor gradient) {
    double[] product = dense.transpose().matmul(Tensor.of(Vec.of(g))).toDoubles();
    double[] fast = Vec.of(gradient);
    double largest = 0;
    for (int i = 0; i < fast.length; i++) {
      largest = Math.max(largest, Math.abs(product[i] - fast[i]));
    }
    return largest;
  }

  /** |⟨g, J·v⟩ − ⟨gradient, v⟩| for a random v; NaN when values that J needs were not kept. */
  double deviationAlongRandom(Tensor g, Tensor gradient) {
    if (!graph.knowsValues(operation)) {
      return Double.NaN;
    }
    Tensor v = Rng.of(operation.index()).randn(x.dtype(), x.shape().extents());
    return Math.abs(inner(g, tangent(v)) - inner(gradient, v));
  }

  private static double inner(Tensor a, Tensor b) {
    double sum = 0;
    double[] u = a.toDoubles();
    double[] v = b.toDoubles();
    for (int i = 0; i < u.length; i++) {
      sum += u[i] * v[i];
    }
    return sum;
  }

  /** The structure of J in words, found by what it does to a few vectors; null when it shows none. */
  String structure() {
    if (!graph.knowsValues(operation) || x.size() == 0 || y.size() == 0) {
      return null;
    }
    double[] ones = new double[x.size()];
    Arrays.fill(ones, 1);
    double[] rowSums = times(ones);
    double[] random = Rng.of(1).rand(DType.FLOAT64, x.size()).toDoubles();
    String found = diagonal(rowSums, times(random), random);
    found = found == null ? selection(rowSums) : found;
    found = found == null ? summation() : found;
    return found == null && y.size() == 1 ? "one row: the output is a single number" : found;
  }

  private double[] times(double[] v) {
    return tangent(inOrder(v, x)).toDoubles();
  }

  private double[] transposedTimes(double[] u) {
    return backward(inOrder(u, y)).toDoubles();
  }

  private static Tensor inOrder(double[] elements, Tensor like) {
    return Tensor.of(elements, like.shape().extents()).to(like.dtype());
  }

  private String diagonal(double[] rowSums, double[] image, double[] v) {
    if (Arrays.stream(rowSums).allMatch(s -> s == 0) && Arrays.stream(image).allMatch(s -> s == 0)) {
      return "zero: the output does not change with this input";
    }
    if (x.size() != y.size()) {
      return null;
    }
    for (int i = 0; i < v.length; i++) {
      if (!near(image[i], rowSums[i] * v[i])) {
        return null;
      }
    }
    if (!isConstant(rowSums)) {
      return "diagonal: every element depends on its own alone, so Jᵀ·g is an element-wise product";
    }
    return rowSums[0] == 1
        ? x.shape().equals(y.shape()) ? "the identity"
            : "the identity on the elements in row-major order: only the shape changes"
        : Formula.number(rowSums[0]) + " times the identity";
  }

  /** Rows with one entry each: where 1, 2, 3, … and their squares arrive says where every element comes from. */
  private String selection(double[] rowSums) {
    int[] from = isConstant(rowSums) ? positions(this::times, rowSums[0], x.size(), y.size()) : null;
    if (from == null) {
      return null;
    }
    int[] uses = new int[x.size()];
    for (int position : from) {
      uses[position]++;
    }
    String scaled = rowSums[0] == 1 ? "" : Formula.number(rowSums[0]) + " times a ";
    int most = Arrays.stream(uses).max().orElse(0);
    int least = Arrays.stream(uses).min().orElse(0);
    if (most == 1) {
      return scaled + (least == 1
          ? "permutation: elements move, and their gradients move back"
          : "selection: the gradient goes to the elements that were taken, and 0 to all others");
    }
    return scaled + (most == least
        ? "broadcast: every element appears " + most + " times, and the gradients of its copies add up"
        : "selection with repetition: where an element was taken more than once, its gradients add up");
  }

  /** Columns with one entry each. */
  private String summation() {
    double[] ones = new double[y.size()];
    Arrays.fill(ones, 1);
    double[] columnSums = transposedTimes(ones);
    if (!isConstant(columnSums) || positions(this::transposedTimes, columnSums[0], y.size(), x.size()) == null) {
      return null;
    }
    return (columnSums[0] == 1 ? "" : Formula.number(columnSums[0]) + " times a ")
        + "sum: every element of the output adds up " + x.size() / y.size()
        + (x.size() == y.size() ? " element" : " elements") + ", and each of them gets its gradient";
  }

  private interface LinearMap {
    double[] apply(double[] v);
  }

  /** For each element of a map's image the one that it is {@code scale} times of, or null when there is no such. */
  private static int[] positions(LinearMap map, double scale, int n, int m) {
    double[] v = new double[n];
    double[] squares = new double[n];
    for (int i = 0; i < n; i++) {
      v[i] = (i + 1.0) / n;
      squares[i] = v[i] * v[i];
    }
    double[] image = map.apply(v);
    double[] imageOfSquares = map.apply(squares);
    int[] positions = new int[m];
    for (int k = 0; k < m; k++) {
      double value = image[k] / scale;
      long position = Math.round(value * n) - 1;
      if (position < 0 || position >= n || !near(value, v[(int) position])
          || !near(imageOfSquares[k] / scale, squares[(int) position])) {
        return null;
      }
      positions[k] = (int) position;
    }
    return positions;
  }

  private static boolean isConstant(double[] v) {
    return v[0] != 0 && Arrays.stream(v).allMatch(e -> near(e, v[0]));
  }

  private static boolean near(double a, double b) {
    return Math.abs(a - b) <= 1e-5 * Math.max(Math.abs(a), Math.abs(b));
  }

  private Tensor tangent(Tensor direction) {
    return graph.tangent(operation, input, direction).expand(y.shape());
  }

  private Tensor backward(Tensor g) {
    return graph.backward(operation, input, g).value();
  }
}
