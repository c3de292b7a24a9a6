package dev.nabla.explain;

import dev.nabla.explain.Expression.Derivative;
import dev.nabla.explain.Expression.Name;
import dev.nabla.explain.Expression.Operation;
import dev.nabla.explain.Expression.Prefix;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.RecordedGraph;
import dev.nabla.tensor.RecordedGraph.Gradient;
import dev.nabla.tensor.RecordedGraph.Vertex;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The backward pass over a graph, step by step: the same products and sums as the engine's, each one kept and described. */
final class Walk {
  private static final int LONGEST_CHAIN = 12;

  final RecordedGraph graph;
  final List<String> names;
  final Map<String, Shape> shapes = new HashMap<>();
  private final Tensor[] gradients;
  private final List<List<Arrival>> arrivals = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Expression scalar;

  /** A gradient on its way to a vertex: from which step, made of the gradient of which vertex, by which formula. */
  private record Arrival(int step, int from, Expression product) {}

  Walk(RecordedGraph graph, Tensor upstream, List<String> names) {
    this.graph = graph;
    this.names = names;
    this.gradients = new Tensor[names.size()];
    Vertex output = graph.output();
    this.scalar = new Name(output.shape().size() == 1 ? names.get(output.index()) : "l");
    for (Vertex v : graph.vertices()) {
      shapes.put(names.get(v.index()), v.shape());
      arrivals.add(new ArrayList<>());
    }
    gradients[output.index()] = upstream;
    for (int at = output.index(); at >= 0; at--) {
      Vertex v = graph.vertices().get(at);
      if (v.op() != null && gradients[at] != null) {
        steps.add(step(v));
      }
    }
  }

  List<Step> steps() {
    return steps;
  }

  List<ParameterGradient> gradients() {
    List<ParameterGradient> all = new ArrayList<>();
    for (Vertex v : graph.vertices()) {
      if (v.parameter() != null && gradients[v.index()] != null) {
        all.add(parameter(v));
      }
    }
    return all;
  }

  private Step step(Vertex v) {
    Formula formula = v.op().formula(v.inputs().size());
    Map<String, Expression> local = new HashMap<>();
    for (int i = 0; i < v.inputs().size(); i++) {
      local.put(formula.inputs().get(i), name(v.inputs().get(i)));
    }
    local.put("y", name(v.index()));
    String where = formula.where() == null || Shown.isWords(formula.where())
        ? formula.where()
        : write(FormulaReader.read(formula.where()).with(local));
    Expression value = new Operation(name(v.index()), "=", FormulaReader.read(formula.value()).with(local));
    int number = steps.size() + 1;
    List<Step.Part> parts = new ArrayList<>();
    for (int i = 0; i < v.inputs().size(); i++) {
      if (!graph.vertices().get(v.inputs().get(i)).isConstant() && formula.gradients().get(i) != null) {
        parts.add(part(v, i, number, FormulaReader.read(formula.gradients().get(i)).with(local)));
      }
    }
    return new Step(number, v.index(), v.op(), names.get(v.index()), write(value), where, v.shape(), v.value(),
        v.inputs(), gradients[v.index()], arrivals.get(v.index()).stream().map(Arrival::step).toList(), parts,
        v.line());
  }

  private Step.Part part(Vertex v, int i, int number, Expression product) {
    Vertex input = graph.vertices().get(v.inputs().get(i));
    Tensor g = gradients[v.index()];
    Gradient gradient = graph.backward(v, i, g);
    Expression summed = gradient.shapeBefore().equals(input.shape())
        ? product
        : new Prefix(sum(gradient.shapeBefore(), input.shape()), product);
    Expression complete = summed.with(Map.of("g", upstream(v.index())));
    arrivals.get(input.index()).add(new Arrival(number, v.index(), summed));
    Tensor total = gradients[input.index()];
    gradients[input.index()] = total == null ? gradient.value() : total.add(gradient.value());
    LocalJacobian jacobian = new LocalJacobian(graph, v, i);
    Tensor dense = jacobian.isSmall() ? jacobian.dense() : null;
    String structure = jacobian.structure();
    return new Step.Part(input.index(), names.get(input.index()),
        write(new Operation(derivative(input.index()), "=", complete)), input.shape(), dense,
        structure == null ? ConstantFactor.describe(product, v.shape(), shapes) : structure,
        dimensions(complete, gradient.shapeBefore(), input.shape(), v.shape()), gradient.value(),
        dense == null
            ? jacobian.deviationAlongRandom(g, gradient.value())
            : LocalJacobian.deviation(dense, g, gradient.value()));
  }

  /** The sum over the axes along which the input was broadcast. */
  private static String sum(Shape from, Shape to) {
    boolean[] summed = new boolean[from.rank()];
    int missing = from.rank() - to.rank();
    for (int axis = 0; axis < summed.length; axis++) {
      summed[axis] = axis < missing || to.extent(axis - missing) != from.extent(axis);
    }
    return Formula.sum(summed);
  }

  /** By the factors of the formula where they tell it, else as the Jacobian's product with a column. */
  private String dimensions(Expression product, Shape before, Shape input, Shape output) {
    boolean summed = !before.equals(input);
    Dimensions whole = Dimensions.of(summed ? ((Prefix) product).operand() : product, shapes);
    if (whole.known() && (whole.shape().equals(before) || whole.shape().rank() == 0) && !whole.factors().isEmpty()) {
      return (summed ? sum(before, input) + " " : "") + whole.factors() + " → " + Dimensions.extents(input);
    }
    return "(" + input.size() + "×" + output.size() + ")·(" + output.size() + "×1) → " + input.size() + "×1";
  }

  private ParameterGradient parameter(Vertex v) {
    List<Arrival> ways = arrivals.get(v.index());
    Expression product = ways.isEmpty() ? upstream(v.index()) : ways.size() == 1 ? composed(ways.get(0)) : sum(ways);
    Dimensions whole = Dimensions.of(product, shapes);
    boolean isProduct = whole.known() && whole.shape().equals(v.shape()) && whole.factors().contains("·");
    return new ParameterGradient(v.index(), names.get(v.index()),
        write(new Operation(derivative(v.index()), "=", product)),
        isProduct ? whole.factors() + " → " + Dimensions.extents(v.shape()) : null, v.shape(), v.value(),
        gradients[v.index()], ways.stream().map(Arrival::step).toList());
  }

  private Expression sum(List<Arrival> ways) {
    Expression sum = null;
    for (Arrival way : ways) {
      Expression term = way.product.with(Map.of("g", upstream(way.from)));
      sum = sum == null ? term : new Operation(sum, "+", term);
    }
    return sum;
  }

  /** The product with the gradient of the next layer's output in it, or with its own upstream gradient when none comes. */
  private Expression composed(Arrival last) {
    List<Expression> products = new ArrayList<>(List.of(last.product));
    int at = last.from;
    while (products.size() <= LONGEST_CHAIN && arrivals.get(at).size() == 1) {
      Arrival way = arrivals.get(at).get(0);
      products.add(way.product);
      at = way.from;
      if (readsParameter(at)) {
        Expression chain = derivative(at);
        for (int i = products.size() - 1; i >= 0; i--) {
          chain = products.get(i).with(Map.of("g", chain));
        }
        return chain;
      }
    }
    return last.product.with(Map.of("g", upstream(last.from)));
  }

  private boolean readsParameter(int vertex) {
    return graph.vertices().get(vertex).inputs().stream().anyMatch(i -> graph.vertices().get(i).parameter() != null);
  }

  private Expression name(int vertex) {
    return new Name(names.get(vertex));
  }

  private Expression derivative(int vertex) {
    return new Derivative(scalar, name(vertex));
  }

  /** The gradient that arrives at a vertex: 1 at the output, when that is the function itself. */
  private Expression upstream(int vertex) {
    Expression derivative = derivative(vertex);
    return derivative.equals(new Derivative(scalar, scalar)) ? Expression.Number.ONE : derivative;
  }

  /** The gradient with respect to a vertex, as formulas call it: {@code ∂f/∂x}. */
  String gradientOf(int vertex) {
    return write(derivative(vertex));
  }

  /** Where several gradients came from: {@code steps 3 and 5}, {@code 2 inputs of step 3}. */
  String origins(List<Integer> from) {
    List<String> different = from.stream().distinct().map(String::valueOf).toList();
    if (different.size() == 1) {
      return from.size() + " inputs of step " + different.get(0);
    }
    int last = different.size() - 1;
    return "steps " + String.join(", ", different.subList(0, last)) + " and " + different.get(last);
  }

  private static String write(Expression e) {
    return e.write(new LineNotation());
  }
}
