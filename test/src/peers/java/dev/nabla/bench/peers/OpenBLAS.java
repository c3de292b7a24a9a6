package dev.nabla.bench.peers;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/** OpenBLAS, through JavaCPP. */
public class OpenBLAS extends BlasBenchmark {
  @Override
  void threads(int count) {
    openblas.blas_set_num_threads(count);
  }

  @Override
  void sgemm(boolean transposeA, boolean transposeB, int m, int n, int k, FloatPointer a, FloatPointer b,
      FloatPointer c) {
    openblas.cblas_sgemm(openblas.CblasRowMajor, transposeA ? openblas.CblasTrans : openblas.CblasNoTrans,
        transposeB ? openblas.CblasTrans : openblas.CblasNoTrans, m, n, k, 1, a, transposeA ? m : k, b,
        transposeB ? k : n, 0, c, n);
  }
}
