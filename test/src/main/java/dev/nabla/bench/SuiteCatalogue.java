package dev.nabla.bench;

import java.util.ArrayList;
import java.util.List;

/** The benchmarks of the suite in their order. */
final class SuiteCatalogue {
  private SuiteCatalogue() {}

  static List<SuiteBenchmark> all() {
    List<SuiteBenchmark> all = new ArrayList<>();
    for (int n : new int[] {64, 128, 256, 512, 1024, 2048}) {
      all.add(SuiteBenchmark.of("sgemm_" + n, () -> Workloads.product(n, n, n)));
    }
    all.add(SuiteBenchmark.of("sgemm_128x784x512", () -> Workloads.product(128, 784, 512)));
    all.addAll(elementwise());
    all.addAll(reductions());
    all.addAll(layouts());
    all.addAll(overhead());
    all.addAll(networks());
    return all;
  }

  private static List<SuiteBenchmark> elementwise() {
    int million = 1 << 20;
    return List.of(
        SuiteBenchmark.of("chain_fwd_1m", () -> Workloads.elementwise(million)),
        SuiteBenchmark.of("chain_fwdbwd_1m", () -> Workloads.elementwiseBackward(million)),
        SuiteBenchmark.of("chain_fwd_16m", () -> Workloads.elementwise(16 * million)),
        SuiteBenchmark.of("chain_fwdbwd_16m", () -> Workloads.elementwiseBackward(16 * million)),
        SuiteBenchmark.of("softmax_fwdbwd", Workloads::softmaxBackward),
        SuiteBenchmark.unsupported("layernorm_fwdbwd", "no layer normalization yet"));
  }

  private static List<SuiteBenchmark> reductions() {
    List<SuiteBenchmark> all = new ArrayList<>();
    for (int axis : new int[] {0, 1}) {
      all.add(SuiteBenchmark.of("sum_axis" + axis, () -> Workloads.reduction(x -> x.sum(axis))));
      all.add(SuiteBenchmark.of("mean_axis" + axis, () -> Workloads.reduction(x -> x.mean(axis))));
      all.add(SuiteBenchmark.of("max_axis" + axis, () -> Workloads.reduction(x -> x.amax(axis))));
    }
    return all;
  }

  private static List<SuiteBenchmark> layouts() {
    return List.of(
        SuiteBenchmark.of("bcast_add_fwdbwd", Workloads::broadcastBackward),
        SuiteBenchmark.of("transpose_copy", Workloads::transposeCopy),
        SuiteBenchmark.of("embedding_fwdbwd", Workloads::embeddingBackward));
  }

  private static List<SuiteBenchmark> overhead() {
    return List.of(
        SuiteBenchmark.of("op_overhead_fwd", Workloads::overhead),
        SuiteBenchmark.of("op_overhead_fwdbwd", Workloads::overheadBackward));
  }

  private static List<SuiteBenchmark> networks() {
    return List.of(
        SuiteBenchmark.of("tiny_mlp_train", Networks::points),
        SuiteBenchmark.of("mnist_mlp_train", Networks::digits),
        SuiteBenchmark.unsupported("cnn_train", "no convolution yet"),
        SuiteBenchmark.unsupported("conv2d_fwdbwd", "no convolution yet"),
        SuiteBenchmark.unsupported("gpt_train", "no attention yet"),
        SuiteBenchmark.unsupported("gpt_train_manual_attn", "no layer normalization yet"),
        SuiteBenchmark.unsupported("lstm_fwdbwd", "no recurrent layers yet"));
  }
}
