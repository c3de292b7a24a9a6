package dev.nabla.samples;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.autodiff.Trees;
import dev.nabla.autodiff.ValueAndGradient;
import dev.nabla.op.Losses;
import dev.nabla.optim.Adam;
import dev.nabla.optim.TreeOptimizer;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/**
 * 13 · Typed parameters: what a model learns is a record, and so is the gradient. Here two layers learn which points lie
 * within a circle.
 */
public final class TypedParameters {
  private TypedParameters() {}

  private record Affine(Tensor weight, Tensor bias) {
    static Affine of(int in, int out, Rng rng) {
      return new Affine(rng.randn(in, out).mul(1 / Math.sqrt(in)), Tensor.zeros(out));
    }

    Tensor apply(Tensor x) {
      return x.matmul(weight).add(bias);
    }
  }

  private record Classifier(String name, List<Affine> layers) {
    Tensor apply(Tensor x) {
      return layers.get(1).apply(layers.get(0).apply(x).tanh());
    }
  }

  public static void main(String[] args) {
    Rng rng = Rng.of(5);
    Tensor points = rng.uniform(-1, 1, 512, 2);
    Tensor within = points.mul(points).sum(1).lt(0.5).to(DType.INT64);
    Classifier initial = new Classifier("circle", List.of(Affine.of(2, 16, rng), Affine.of(16, 2, rng)));
    System.out.print(Trees.toString(initial));

    Function<Classifier, Tensor> loss = net -> Losses.crossEntropy(net.apply(points), within);
    var descent = TreeOptimizer.of(initial, parameters -> Adam.of(parameters).learningRate(0.03));
    for (int step = 0; step <= 300; step++) {
      ValueAndGradient<Classifier> at = Autodiff.valueAndGrad(loss).apply(descent.parameters());
      descent.step(at.gradient());
      if (step % 100 == 0) {
        Tensor slope = at.gradient().layers().get(0).weight();
        System.out.printf("step %3d: loss %.4f, |∂loss/∂W₀| ≤ %.4f%n", step, at.value().item(),
            slope.abs().max().item());
      }
    }

    Classifier learnt = descent.parameters();
    double right = learnt.apply(points).argmax(1).eq(within).sum().item() / 512;
    System.out.printf("%s: %.1f %% of the points are told right%n", learnt.name(), 100 * right);
    Check.that(right > 0.95, "the circle is learnt");
    Classifier difference = Trees.zip(learnt, initial, Tensor::sub);
    Check.that(Trees.flatten(difference).stream().allMatch(leaf -> leaf.abs().max().item() > 0), "all tensors moved");
  }
}
