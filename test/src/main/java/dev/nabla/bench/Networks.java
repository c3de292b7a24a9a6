package dev.nabla.bench;

import dev.nabla.nn.Layer;
import dev.nabla.nn.Linear;
import dev.nabla.nn.Sequential;
import dev.nabla.op.Activations;
import dev.nabla.op.Losses;
import dev.nabla.optim.Adam;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Networks of the suite, each as one step of its training. */
final class Networks {
  private Networks() {}

  /** A network that classifies points of a plane, so small that little but overhead is measured. */
  static Work points() {
    return classifier(32, 2, 64, 64, 2);
  }

  /** A network for handwritten digits of 28×28 pixels. */
  static Work digits() {
    return classifier(128, 784, 512, 256, 10);
  }

  /** Linear layers of these widths with ReLU between them, cross entropy and Adam. */
  private static Work classifier(int batch, int... widths) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 1; i < widths.length; i++) {
      if (i > 1) {
        layers.add(Activations::relu);
      }
      layers.add(new Linear(Parameter.of("weight", Inputs.weight(20 + i, widths[i], widths[i - 1])),
          Parameter.of("bias", Tensor.zeros(widths[i]))));
    }
    Sequential network = Sequential.of(layers);
    Tensor inputs = Inputs.batch(18, batch, widths[0]);
    Tensor labels = Inputs.indices(19, widths[widths.length - 1], batch);
    return Work.training(() -> Losses.crossEntropy(network.forward(inputs), labels),
        Adam.of(network.parameters()).learningRate(1e-3));
  }
}
