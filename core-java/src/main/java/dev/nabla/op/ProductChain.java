package dev.nabla.op;

import dev.nabla.tensor.Tensor;
import java.util.List;

/** A product of many matrices: where to set the parentheses, from the cheapest products of ever longer parts. */
final class ProductChain {
  private final List<? extends Tensor> factors;

  /** The multiplications of the best product of factors i to j, and after which of them it is cut. */
  private final double[][] cost;
  private final int[][] cut;

  ProductChain(List<? extends Tensor> factors) {
    this.factors = factors;
    int n = factors.size();
    this.cost = new double[n][n];
    this.cut = new int[n][n];
    for (int length = 2; length <= n; length++) {
      for (int i = 0; i + length <= n; i++) {
        choose(i, i + length - 1);
      }
    }
  }

  private void choose(int i, int j) {
    cost[i][j] = Double.POSITIVE_INFINITY;
    for (int k = i; k < j; k++) {
      double all = cost[i][k] + cost[k + 1][j] + (double) rows(i) * columns(k) * columns(j);
      if (all < cost[i][j]) {
        cost[i][j] = all;
        cut[i][j] = k;
      }
    }
  }

  private int rows(int i) {
    return factors.get(i).rank() == 1 && i == 0 ? 1 : factors.get(i).extent(0);
  }

  private int columns(int i) {
    Tensor factor = factors.get(i);
    return factor.rank() == 1 ? i == 0 ? factor.extent(0) : 1 : factor.extent(1);
  }

  /** How many multiplications of numbers the product takes. */
  double multiplications() {
    return cost[0][factors.size() - 1];
  }

  Tensor product() {
    return product(0, factors.size() - 1);
  }

  private Tensor product(int i, int j) {
    return i == j ? factors.get(i) : product(i, cut[i][j]).matmul(product(cut[i][j] + 1, j));
  }
}
