package dev.nabla.bench.peers;

import dev.nabla.bench.Microbenchmark;
import dev.nabla.bench.ProductExtents;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The products of {@code ProductBenchmark} by a BLAS, in native memory and into a buffer that is used again. */
public abstract class BlasBenchmark extends Microbenchmark {
  /** C = op(A) · op(B), row-major: A becomes [m, k] and B [k, n]. */
  abstract void sgemm(boolean transposeA, boolean transposeB, int m, int n, int k, FloatPointer a, FloatPointer b,
      FloatPointer c);

  abstract void threads(int count);

  @Setup
  public void start() {
    threads(Integer.getInteger("nabla.threads", Runtime.getRuntime().availableProcessors()));
  }

  @Benchmark
  public FloatPointer matmul(Factors factors) {
    return product(false, false, factors.buffers);
  }

  @Benchmark
  public FloatPointer matmulTransposed(TransposedFactors factors) {
    return product(!factors.transposed.equals("right"), !factors.transposed.equals("left"), factors.buffers);
  }

  private FloatPointer product(boolean transposeA, boolean transposeB, Buffers buffers) {
    ProductExtents e = buffers.extents;
    sgemm(transposeA, transposeB, e.m(), e.n(), e.k(), buffers.a, buffers.b, buffers.c);
    return buffers.c;
  }

  /** Both factors in rows. */
  @State(Scope.Benchmark)
  public static class Factors {
    @Param({"64", "128", "256", "512", "1024", "2048", "128x784x512"})
    public String extents;

    private Buffers buffers;

    @Setup
    public void prepare() {
      buffers = Buffers.of(ProductExtents.of(extents));
    }
  }

  /** The same, where one or both lie in columns. */
  @State(Scope.Benchmark)
  public static class TransposedFactors {
    @Param({"512", "128x784x512"})
    public String extents;

    @Param({"left", "right", "both"})
    public String transposed;

    private Buffers buffers;

    @Setup
    public void prepare() {
      buffers = Buffers.of(ProductExtents.of(extents));
    }
  }

  /** Operands and result in native memory. */
  private record Buffers(ProductExtents extents, FloatPointer a, FloatPointer b, FloatPointer c) {
    static Buffers of(ProductExtents e) {
      return new Buffers(e, uniform(e.m() * e.k()), uniform(e.k() * e.n()), new FloatPointer((long) e.m() * e.n()));
    }

    private static FloatPointer uniform(int size) {
      float[] values = new float[size];
      Random random = new Random(size);
      for (int i = 0; i < size; i++) {
        values[i] = 2 * random.nextFloat() - 1;
      }
      return new FloatPointer(values);
    }
  }
}
