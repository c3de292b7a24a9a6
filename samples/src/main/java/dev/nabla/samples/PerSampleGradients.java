package dev.nabla.samples;

import dev.nabla.autodiff.Autodiff;
import dev.nabla.autodiff.Trees;
import dev.nabla.data.Dataset;
import dev.nabla.data.Iris;
import dev.nabla.op.Losses;
import dev.nabla.op.MatrixProducts;
import dev.nabla.op.Moments;
import dev.nabla.tensor.Tensor;

/**
 * 9 · Per-sample gradients: which flower pulls hardest at a model? One of 150 irises has got the wrong label, and its
 * gradient gives it away.
 */
public final class PerSampleGradients {
  /** An iris setosa (species 0) that goes by the name of a virginica (species 2). */
  private static final int MISLABELLED = 17;

  private PerSampleGradients() {}

  /** What is learnt: a score for each of three species from four lengths. */
  public record Model(Tensor weight, Tensor bias) {}

  public static void main(String[] args) {
    Dataset flowers = Iris.load();
    Tensor lengths = flowers.inputs();
    Tensor x = lengths.sub(lengths.mean(0)).div(Moments.std(lengths, 0));
    long[] species = flowers.labels().toLongs();
    species[MISLABELLED] = 2;
    Tensor labels = Tensor.of(species);

    Model model = new Model(Tensor.zeros(3, 4), Tensor.zeros(3));
    var gradient = Autodiff.grad((Model m) -> loss(m, x, labels));
    for (int step = 0; step < 200; step++) {
      model = Trees.zip(model, gradient.apply(model), (p, g) -> p.sub(g.mul(0.5)));
    }

    // The loss is written for one flower, x [4] and label []; it runs once, for all 150.
    Model each = Autodiff.perSampleGradients((m, flower) -> loss(m, flower.get(0), flower.get(1)), model, x, labels);
    System.out.println("one gradient for each flower:\n" + Trees.toString(each));

    Model ofMean = gradient.apply(model);
    Check.equal(ofMean.weight(), each.weight().mean(0), "the mean of the gradients is the gradient of the mean loss");
    Tensor alone = Autodiff.grad((Model m) -> loss(m, x.get(3), labels.get(3))).apply(model).weight();
    Check.equal(alone, each.weight().get(3), "the gradient of flower 3 is that of its own loss");

    Tensor sizes = each.weight().pow(2).sum(1, 2).add(each.bias().pow(2).sum(1)).sqrt();
    System.out.printf("size of a gradient: %.3f on average, %.3f at flower %d%n", sizes.mean().item(),
        sizes.max().item(), (int) sizes.argmax().item());
    Check.that((int) sizes.argmax().item() == MISLABELLED, "the flower with the wrong label pulls hardest");
  }

  private static Tensor loss(Model model, Tensor x, Tensor label) {
    return Losses.crossEntropy(MatrixProducts.linear(x, model.weight(), model.bias()), label);
  }
}
