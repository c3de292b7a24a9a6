package dev.nabla.bench;

import dev.nabla.optim.Optimizer;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Tensor;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * What is measured: something to do again and again, and a number that proves it was done.
 *
 * @param body does it once; what it returns is kept from the compiler, which could else leave the work out
 * @param check the number, asked for once after the last time
 * @param flops floating-point operations in one run; 0 where they are not what counts
 * @param operations tensor operations in one run; 0 where they are not what counts
 */
public record Work(Supplier<Tensor> body, DoubleSupplier check, double flops, int operations) {
  private static final int CHECKED_STEP = 20;

  /** A value alone, with all its elements; the check is their sum. */
  static Work forward(Supplier<Tensor> value) {
    return new Work(() -> value.get().evaluated(), () -> total(value.get()), 0, 0);
  }

  /** A loss and its gradients; the check is the sum of all their absolute elements. */
  static Work backward(Supplier<Tensor> loss, Parameter... parameters) {
    Supplier<Tensor> body = () -> {
      for (Parameter parameter : parameters) {
        parameter.clearGradient();
      }
      Tensor value = loss.get();
      value.backward();
      return value;
    };
    return new Work(body, () -> {
      double sum = 0;
      for (Parameter parameter : parameters) {
        sum += total(parameter.gradient().abs());
      }
      return sum;
    }, 0, 0);
  }

  /**
   * A step of training; the check is the loss of the 20th step from the initial parameters, which is done here already.
   */
  static Work training(Supplier<Tensor> loss, Optimizer optimizer) {
    Supplier<Tensor> step = () -> {
      Tensor value = loss.get();
      value.backward();
      optimizer.step();
      return value;
    };
    Tensor last = null;
    for (int steps = 0; steps < CHECKED_STEP; steps++) {
      last = step.get();
    }
    double checked = last.item();
    return new Work(step, () -> checked, 0, 0);
  }

  Work flops(double count) {
    return new Work(body, check, count, operations);
  }

  Work operations(int count) {
    return new Work(body, check, flops, count);
  }

  private static double total(Tensor x) {
    return x.to(DType.FLOAT64).sum().item();
  }
}
