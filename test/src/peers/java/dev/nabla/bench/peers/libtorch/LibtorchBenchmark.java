package dev.nabla.bench.peers.libtorch;

import dev.nabla.bench.Microbenchmark;
import dev.nabla.bench.Work;
import dev.nabla.tensor.DType;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.mkl.global.mkl_rt;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Setup;

/**
 * libtorch on the processor, through JavaCPP: operations as its users call them, results freed at once. It runs in its
 * fastest setting known: products by MKL, one pool of threads, no garbage-collected pointers, and a {@code malloc} that
 * keeps what was freed, for which {@code nabla bench --peers} sets glibc's variables.
 *
 * <p>Operands are copies of ours, and what the first call gives must equal what our benchmark gives, before anything is
 * timed.
 */
@Fork(value = 1, jvmArgsAppend = {"-Dorg.bytedeco.openblas.load=mkl", "-Dorg.bytedeco.javacpp.nopointergc=true"})
public abstract class LibtorchBenchmark extends Microbenchmark {
  private boolean compared;

  /** In the thread that measures, for which alone OpenMP keeps the number; MKL shall use the same OpenMP. */
  @Setup
  public void start() {
    mkl_rt.MKL_Set_Threading_Layer(mkl_rt.MKL_THREADING_GNU);
    torch.set_num_threads(Integer.getInteger("nabla.threads", Runtime.getRuntime().availableProcessors()));
  }

  /** A tensor with the elements of ours. */
  static Tensor copy(dev.nabla.tensor.Tensor x) {
    long[] shape = new long[x.rank()];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = x.extent(axis);
    }
    Tensor elements = x.dtype() == DType.INT64 ? torch.tensor(x.toLongs()) : torch.tensor(x.toFloats());
    return elements.view(shape).contiguous();
  }

  /** The same, with a gradient. */
  static Tensor parameter(dev.nabla.tensor.Tensor x) {
    return copy(x).set_requires_grad(true);
  }

  /** Computes a value, which the first time must be that of {@code ours}, element by element. */
  final void run(Supplier<Tensor> theirs, Supplier<dev.nabla.tensor.Tensor> ours) {
    run(theirs, UnaryOperator.identity(), ours);
  }

  /** The same where what {@code view} makes of the value is compared. */
  @SuppressWarnings("try") // what is made within belongs to the scope
  final void run(Supplier<Tensor> theirs, UnaryOperator<Tensor> view, Supplier<dev.nabla.tensor.Tensor> ours) {
    try (PointerScope scope = new PointerScope()) {
      Tensor y = theirs.get();
      if (!compared) {
        Agreement.require(ours.get(), view.apply(y));
        compared = true;
      }
    }
  }

  /**
   * Computes a loss and its gradients; the first time the sum of all their absolute elements must be the check of
   * {@code ours}.
   */
  @SuppressWarnings("try") // what is made within belongs to the scope
  final void runBackward(Supplier<Tensor> loss, Work ours, Tensor... parameters) {
    for (Tensor parameter : parameters) {
      parameter.mutable_grad().reset();
    }
    try (PointerScope scope = new PointerScope()) {
      loss.get().backward();
      if (!compared) {
        ours.body().get();
        Agreement.require(ours.check().getAsDouble(), total(parameters));
        compared = true;
      }
    }
  }

  private static double total(Tensor... parameters) {
    double sum = 0;
    for (Tensor parameter : parameters) {
      sum += parameter.grad().abs().sum(new ScalarTypeOptional(torch.ScalarType.Double)).item_double();
    }
    return sum;
  }
}
