package dev.nabla.samples;

import dev.nabla.nn.Linear;
import dev.nabla.op.Losses;
import dev.nabla.optim.Sgd;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;

/** 3 · Linear regression: the smallest model that learns, in a loop that leaves nothing out. */
public final class LinearRegression {
  private LinearRegression() {}

  public static void main(String[] args) {
    Rng rng = Rng.of(42);
    Tensor x = rng.randn(200, 2);
    Tensor weight = Tensor.of(new float[] {3, -2}, 1, 2);
    Tensor y = x.matmul(weight.transpose()).add(0.5).add(rng.randn(200, 1).mul(0.1));

    Linear model = Linear.of(2, 1, rng);
    Sgd optimizer = Sgd.of(model.parameters()).learningRate(0.1);
    for (int step = 0; step < 100; step++) {
      Tensor loss = Losses.mse(model.forward(x), y);
      loss.backward();
      optimizer.step();
      if (step % 20 == 0) {
        System.out.printf("step %2d  loss %.4f%n", step, loss.item());
      }
    }

    System.out.println("weight " + model.weight().value() + ", bias " + model.bias().value());
    Check.that(model.weight().value().allClose(weight, 0, 0.05), "the weights are found to within 0.05");
    Check.that(model.bias().value().allClose(Tensor.of(0.5f), 0, 0.05), "the bias is found to within 0.05");
  }
}
