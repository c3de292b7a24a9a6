package dev.nabla.op;

import dev.nabla.kernel.ClearedArrays;
import dev.nabla.kernel.DoublePointwise;
import dev.nabla.kernel.FloatPointwise;
import dev.nabla.kernel.PointFunction;
import dev.nabla.kernel.Strided;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.Arrays;

/** Values of special functions, element by element; operands are of one floating type and broadcast. */
final class Pointwise {
  private Pointwise() {}

  /** The floating type that operands have in common; those of rank 0 do not widen others. */
  static DType type(Tensor... x) {
    DType type = DType.FLOAT32;
    boolean onlyNumbers = Arrays.stream(x).allMatch(t -> t.rank() == 0);
    for (Tensor t : x) {
      if (t.dtype().isFloating() && (t.rank() > 0 || onlyNumbers)) {
        type = type.promote(t.dtype());
      }
    }
    return type;
  }

  /** f of corresponding elements. */
  static Tensor map(String operation, PointFunction f, Tensor... x) {
    Shape shape = x[0].shape();
    for (int i = 1; i < x.length; i++) {
      shape = shape.broadcast(x[i].shape(), operation);
    }
    return x[0].dtype() == DType.FLOAT32 ? floats(f, x, shape) : doubles(f, x, shape);
  }

  private static Tensor floats(PointFunction f, Tensor[] x, Shape shape) {
    float[][] arrays = new float[x.length][];
    int[] offsets = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      Strided s = x[i].expand(shape).contiguous().strided();
      arrays[i] = (float[]) s.array();
      offsets[i] = s.offset();
    }
    float[] y = (float[]) ClearedArrays.of(float.class, shape.size());
    FloatPointwise.map(f, arrays, offsets, y);
    return Rows.wrap(y, DType.FLOAT32, shape);
  }

  private static Tensor doubles(PointFunction f, Tensor[] x, Shape shape) {
    double[][] arrays = new double[x.length][];
    int[] offsets = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      Strided s = x[i].expand(shape).contiguous().strided();
      arrays[i] = (double[]) s.array();
      offsets[i] = s.offset();
    }
    double[] y = (double[]) ClearedArrays.of(double.class, shape.size());
    DoublePointwise.map(f, arrays, offsets, y);
    return Rows.wrap(y, DType.FLOAT64, shape);
  }
}
