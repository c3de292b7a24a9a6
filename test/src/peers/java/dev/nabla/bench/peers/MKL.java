package dev.nabla.bench.peers;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.mkl.global.mkl_rt;

/** Intel's MKL, through JavaCPP. */
public class MKL extends BlasBenchmark {
  @Override
  void threads(int count) {
    mkl_rt.MKL_Set_Num_Threads(count);
  }

  @Override
  void sgemm(boolean transposeA, boolean transposeB, int m, int n, int k, FloatPointer a, FloatPointer b,
      FloatPointer c) {
    mkl_rt.cblas_sgemm(mkl_rt.CblasRowMajor, transposeA ? mkl_rt.CblasTrans : mkl_rt.CblasNoTrans,
        transposeB ? mkl_rt.CblasTrans : mkl_rt.CblasNoTrans, m, n, k, 1, a, transposeA ? m : k, b, transposeB ? k : n,
        0, c, n);
  }
}
