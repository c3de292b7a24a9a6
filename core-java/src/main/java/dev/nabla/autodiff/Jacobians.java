package dev.nabla.autodiff;

import dev.nabla.op.Lookups;
import dev.nabla.op.Rearranging;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Dense Jacobians, row by row or column by column, all of them together in a vectorised map. */
final class Jacobians {
  /** How many elements are computed at once: many directions for small functions, few for large ones. */
  private static final int CHUNK = 1 << 20;

  private Jacobians() {}

  /** Forward where inputs are fewer than outputs. */
  static <P> UnaryOperator<P> jacobian(Function<P, Tensor> f) {
    return x -> {
      long inputs = Trees.point("jacobian", x).values().stream().mapToLong(Tensor::size).sum();
      ValueAndPullback<P, Tensor> at = JacobianProducts.vjp("jacobian", f, x);
      return at.value().size() > inputs ? forward("jacobian", f, x, at.value().shape()) : reverse(at, x);
    };
  }

  static <P> UnaryOperator<P> jacobian(Sweep sweep, Function<P, Tensor> f) {
    return switch (sweep) {
      case FORWARD -> x -> forward("jacobian", f, x, output("jacobian", f, x));
      case REVERSE -> x -> reverse(JacobianProducts.vjp("jacobian", f, x), x);
    };
  }

  /** The shape of f(x). Without it nobody knows how large J is before some of its columns have been computed. */
  private static <P> Shape output(String operation, Function<P, Tensor> f, P x) {
    Map<String, Tensor> leaves = Trees.point(operation, x);
    List<Tensor> nowhere = Collections.nCopies(leaves.size(), null);
    return JacobianProducts.moved(operation, f, x, leaves, nowhere).value().shape();
  }

  /** The shapes of the Jacobians, or a refusal of those that no array holds. */
  private static List<Shape> shapes(Shape output, List<Tensor> inputs) {
    return inputs.stream().map(leaf -> output.concat(leaf.shape())).toList();
  }

  /** J a few rows at a time: the pullbacks of unit tensors. */
  private static <P> P reverse(ValueAndPullback<P, Tensor> at, P x) {
    Tensor y = at.value();
    List<Tensor> inputs = Trees.flatten(x);
    List<Shape> shapes = shapes(y.shape(), inputs);
    int largest = inputs.stream().mapToInt(Tensor::size).max().orElse(0);
    List<Tensor> rows = mapped(u -> Trees.flatten(at.pullback().apply(u)), y, largest);
    List<Tensor> jacobians = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      jacobians.add(rows.get(i).reshape(shapes.get(i)));
    }
    return Trees.unflatten(x, jacobians);
  }

  /** J a few columns at a time: the derivatives along unit tensors of a function that gives this shape. */
  static <P> P forward(String operation, Function<P, Tensor> f, P x, Shape output) {
    Map<String, Tensor> leaves = Trees.point(operation, x);
    List<Tensor> inputs = List.copyOf(leaves.values());
    List<Shape> shapes = shapes(output, inputs);
    List<Tensor> jacobians = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      List<Tensor> directions = new ArrayList<>(Collections.nCopies(inputs.size(), null));
      int moved = i;
      Tensor columns = mapped(v -> {
        directions.set(moved, v);
        return List.of(JacobianProducts.moved(operation, f, x, leaves, directions).tangent());
      }, inputs.get(i), output.size()).get(0);
      jacobians.add(Rearranging.movedim(columns, 0, -1).reshape(shapes.get(i)));
    }
    return Trees.unflatten(x, jacobians);
  }

  /** The results of a linear map for all unit tensors like {@code x}, along the first axis. */
  private static List<Tensor> mapped(Function<Tensor, List<Tensor>> map, Tensor x, int resultSize) {
    UnaryOperator<List<Tensor>> all = Autodiff.vmapAll(units -> map.apply(units.get(0)));
    int n = x.size();
    int atOnce = Math.max(1, CHUNK / Math.max(1, Math.max(n, resultSize)));
    List<List<Tensor>> chunks = new ArrayList<>();
    for (int from = 0; from == 0 || from < n; from += atOnce) {
      Tensor which = Tensor.arange(from, Math.min(n, from + atOnce));
      Tensor units = Lookups.oneHot(which, n, x.dtype());
      chunks.add(all.apply(List.of(units.reshape(Shape.of(which.size()).concat(x.shape())))));
    }
    List<Tensor> results = new ArrayList<>();
    for (int i = 0; i < chunks.get(0).size(); i++) {
      int result = i;
      results.add(Tensor.cat(0, chunks.stream().map(chunk -> chunk.get(result)).toList()));
    }
    return results;
  }
}
