package dev.nabla.tensor;

import dev.nabla.kernel.DoubleGemm;
import dev.nabla.kernel.FloatGemm;
import dev.nabla.kernel.IntPlainProducts;
import dev.nabla.kernel.LongPlainProducts;
import java.util.Arrays;
import java.util.List;

/** Products of matrices. */
final class Products {
  private Products() {}

  /** {@link Tensor#matmul}: operands of rank 1 become matrices, and all rows of a batch meet a matrix in one product. */
  static Tensor matmul(Tensor left, Tensor right) {
    requireProduct("matmul", left, right);
    DType type = DType.promote(left, right);
    Tensor a = left.rank() == 1 ? left.to(type).unsqueeze(0) : left.to(type);
    Tensor b = right.rank() == 1 ? right.to(type).unsqueeze(1) : right.to(type);
    Tensor y = a.rank() > 2 && b.rank() == 2 ? rowsTimesMatrix(a, b) : new Matmul().apply(a, b);
    y = left.rank() == 1 ? y.squeeze(-2) : y;
    return right.rank() == 1 ? y.squeeze(-1) : y;
  }

  /** {@link Tensor#addmm}. */
  static Tensor addmm(Tensor c, Tensor left, Tensor right) {
    if (left.rank() != 2 || right.rank() != 2) {
      throw new ShapeException(
          "addmm: needs matrices to multiply, got shapes " + left.shape() + " and " + right.shape());
    }
    requireProduct("addmm", left, right);
    Shape product = Shape.of(left.extent(0), right.extent(1));
    if (!c.shape().broadcastsTo(product)) {
      throw new ShapeException("addmm: " + c.shape() + " does not broadcast to " + product + ", the shape of "
          + left.shape() + " · " + right.shape());
    }
    DType type = DType.promote(left, right).promote(c.dtype());
    return type.isFloating() ? new Addmm().apply(List.of(c.to(type), left.to(type), right.to(type)))
        : c.add(matmul(left, right));
  }

  private static void requireProduct(String operation, Tensor a, Tensor b) {
    String product = operation + ": " + a.shape() + " · " + b.shape() + ": ";
    if (a.rank() == 0 || b.rank() == 0) {
      throw new IllegalArgumentException(product + "a scalar has no rows; multiply by it with mul");
    }
    int inner = a.extent(-1);
    int otherInner = b.extent(b.rank() == 1 ? 0 : -2);
    if (inner != otherInner) {
      throw new ShapeException(product + "inner extents " + inner + " and " + otherInner + " differ");
    }
    if (a.dtype() == DType.BOOL || b.dtype() == DType.BOOL) {
      throw new IllegalArgumentException(product + "needs numbers, got " + a.dtype() + " and " + b.dtype());
    }
  }

  /** One product for the whole batch, whose gradient needs no sum over it. */
  private static Tensor rowsTimesMatrix(Tensor a, Tensor b) {
    Shape rows = a.shape().slice(0, a.rank() - 1);
    Tensor product = new Matmul().apply(a.reshape(rows.size(), a.extent(-1)), b);
    return product.reshape(rows.concat(Shape.of(b.extent(1))));
  }

  /** [… , m, k] · [… , k, n]; the axes before the last two broadcast. Operands have rank 2 at least and one type. */
  record Matmul() implements BinaryOp {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      int m = a.shape().extent(-2);
      int k = a.shape().extent(-1);
      int n = b.shape().extent(-1);
      Shape batch = batch(a).broadcast(batch(b), "matmul");
      Shape shape = shape(a, b);
      Object y = a.dtype().newArray(shape.size());
      if (batch.size() == 1) {
        multiply(m, n, k, a, a.offset, b, b.offset, y, 0);
      } else {
        multiply(m, n, k, a, offsets(a, batch), b, offsets(b, batch), y);
      }
      return Tensor.wrap(shape, a.dtype(), y);
    }

    /** The product, computed when it is read. */
    Tensor whenRead(Tensor a, Tensor b) {
      Shape shape = shape(a, b);
      boolean waits = a.trace == null && b.trace == null && Deferred.suits(a.dtype(), shape.size());
      return waits ? Deferred.of(this, shape, a, b) : apply(a, b);
    }

    private static Shape shape(Tensor a, Tensor b) {
      return batch(a).broadcast(batch(b), "matmul").concat(Shape.of(a.shape().extent(-2), b.shape().extent(-1)));
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return apply(g, b.transpose());
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      return apply(a.transpose(), g);
    }

    @Override
    public Tensor tangent(Tensor da, Tensor db, Tensor y, Tensor a, Tensor b) {
      if (da == null) {
        return apply(a, db);
      }
      Tensor byLeft = apply(da, b);
      if (db == null) {
        return byLeft;
      }
      return a.rank() == 2 && b.rank() == 2 ? byLeft.addmm(a, db) : byLeft.add(apply(a, db));
    }

    @Override
    public boolean readsOther() {
      return true;
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    /** A matrix that all entries share meets the rows of all of them in one product; on the left, both are transposed. */
    @Override
    public Tensor batched(Tensor a, Tensor b) {
      Tensor left = Entries.aligned(a, b.rank());
      Tensor right = Entries.aligned(b, a.rank());
      if (Entries.shared(right) && right.rank() == 3) {
        return left.matmul(right.squeeze(0));
      }
      return Entries.shared(left) && left.rank() == 3
          ? right.transpose().matmul(left.squeeze(0).transpose()).transpose() : apply(left, right);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("a·b", "g·bᵀ", "aᵀ·g");
    }

    static List<Sample> samples() {
      Tensor transposed = Domain.REALS.draw(3, 5, 4).transpose();
      Matmul op = new Matmul();
      return List.of(
          Sample.of(op, Domain.REALS.draw(1, 3, 4), Domain.REALS.draw(2, 4, 5)),
          Sample.of(op, Domain.REALS.draw(4, 2, 4), transposed),
          Sample.of(op, Domain.REALS.draw(5, 2, 3, 4), Domain.REALS.draw(6, 2, 4, 2)),
          Sample.of(op, Domain.REALS.draw(7, 2, 1, 2, 3), Domain.REALS.draw(8, 3, 3, 2)),
          Sample.of(op, Domain.REALS.draw(9, 1, 4), Domain.REALS.draw(10, 2, 4, 3)),
          Sample.of(op, Domain.REALS.draw(11, 2, 0), Domain.REALS.draw(12, 0, 3)),
          Sample.of(op, Domain.REALS.draw(13, 0, 2), Domain.REALS.draw(14, 2, 1)));
    }
  }

  /** c + [m, k] · [k, n], where c broadcasts to the product: sums start from c. Operands have one floating type. */
  @FreeOf(value = Law.BROADCASTING,
      because = "matrices are multiplied, not paired; what is added broadcasts in samples")
  record Addmm() implements NaryOp {
    @Override
    public Tensor forward(List<Tensor> x) {
      Tensor a = x.get(1);
      Tensor b = x.get(2);
      Shape shape = Shape.of(a.extent(0), b.extent(1));
      Tensor c = x.get(0).expand(shape);
      if (shape.size() > 0 && shape.extent(1) > 1 && c.strides[1] != 1) {
        c = c.contiguous();
      }
      Object y = a.dtype().newArray(shape.size());
      multiply(a, b, c, y);
      return Tensor.wrap(shape, a.dtype(), y);
    }

    private static void multiply(Tensor a, Tensor b, Tensor c, Object y) {
      int m = a.extent(0);
      int k = a.extent(1);
      int n = b.extent(1);
      if (y instanceof float[] floats) {
        FloatGemm.multiply(m, n, k, (float[]) a.array(), a.offset, a.strides[0], a.strides[1], (float[]) b.array(),
            b.offset,
            b.strides[0], b.strides[1], floats, 0, n, (float[]) c.array(), c.offset, c.strides[0], null);
      } else {
        DoubleGemm.multiply(m, n, k, (double[]) a.array(), a.offset, a.strides[0], a.strides[1], (double[]) b.array(),
            b.offset, b.strides[0], b.strides[1], (double[]) y, 0, n, (double[]) c.array(), c.offset, c.strides[0],
            null);
      }
    }

    @Override
    public Tensor backward(int i, Tensor g, Tensor y, List<Tensor> x) {
      return switch (i) {
        case 0 -> g;
        case 1 -> g.matmul(x.get(2).transpose());
        default -> x.get(1).transpose().matmul(g);
      };
    }

    @Override
    public Tensor tangent(List<Tensor> dx, Tensor y, List<Tensor> x) {
      Tensor sum = dx.get(0) == null ? null : dx.get(0).expand(y.shape());
      sum = dx.get(1) == null ? sum : plus(sum, dx.get(1), x.get(2));
      return dx.get(2) == null ? sum : plus(sum, x.get(1), dx.get(2));
    }

    private static Tensor plus(Tensor sum, Tensor a, Tensor b) {
      return sum == null ? a.matmul(b) : sum.addmm(a, b);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(List<Tensor> x) {
      return Entries.aligned(x.get(0), 3).add(new Matmul().batched(x.get(1), x.get(2)));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of(List.of("c", "a", "b"), "c + a·b", "g", "g·bᵀ", "aᵀ·g");
    }

    static List<Sample> samples() {
      Addmm op = new Addmm();
      return List.of(
          Sample.of(op, Domain.REALS.draw(1, 3, 5), Domain.REALS.draw(2, 3, 4), Domain.REALS.draw(3, 4, 5)),
          Sample.of(op, Domain.REALS.draw(4, 5), Domain.REALS.draw(5, 3, 4), Domain.REALS.draw(6, 5, 4).transpose()),
          Sample.of(op, Domain.REALS.draw(7, 3, 1), Domain.REALS.draw(8, 3, 2), Domain.REALS.draw(9, 2, 4)),
          Sample.of(op, Domain.REALS.draw(10, 4, 3).transpose(), Domain.REALS.draw(11, 3, 2),
              Domain.REALS.draw(12, 2, 4)),
          Sample.of(op, Domain.REALS.draw(13), Domain.REALS.draw(14, 1, 3), Domain.REALS.draw(15, 3, 1)),
          Sample.of(op, Domain.REALS.draw(16, 2, 3), Domain.REALS.draw(17, 2, 0), Domain.REALS.draw(18, 0, 3)),
          Sample.of(op, Domain.REALS.draw(19, 0, 2), Domain.REALS.draw(20, 0, 3), Domain.REALS.draw(21, 3, 2)));
    }
  }

  private static Shape batch(Tensor x) {
    return x.shape().slice(0, x.rank() - 2);
  }

  /** Where each matrix of the batch starts. */
  private static int[] offsets(Tensor x, Shape batch) {
    Tensor starts = x.strided(batch(x), x.offset, Arrays.copyOf(x.strides, x.rank() - 2));
    int[] strides = starts.stridesFor(batch);
    int[] offsets = new int[batch.size()];
    int[] position = new int[batch.rank()];
    int offset = x.offset;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = offset;
      for (int axis = position.length - 1; axis >= 0; axis--) {
        offset += strides[axis];
        if (++position[axis] < batch.raw()[axis]) {
          break;
        }
        offset -= position[axis] * strides[axis];
        position[axis] = 0;
      }
    }
    return offsets;
  }

  private static void multiply(int m, int n, int k, Tensor a, int ao, Tensor b, int bo, Object y, int yo) {
    int ars = a.strides[a.rank() - 2];
    int acs = a.strides[a.rank() - 1];
    int brs = b.strides[b.rank() - 2];
    int bcs = b.strides[b.rank() - 1];
    switch (a.dtype()) {
      case FLOAT32 -> FloatGemm.multiply(m, n, k, (float[]) a.array(), ao, ars, acs, (float[]) b.array(), bo, brs, bcs,
          (float[]) y, yo, n, null, 0, 0, null);
      case FLOAT64 ->
          DoubleGemm.multiply(m, n, k, (double[]) a.array(), ao, ars, acs, (double[]) b.array(), bo, brs, bcs,
              (double[]) y, yo, n, null, 0, 0, null);
      case INT32 -> IntPlainProducts.multiply(m, n, k, (int[]) a.array(), ao, ars, acs, (int[]) b.array(), bo, brs, bcs,
          (int[]) y, yo, n);
      case INT64 -> LongPlainProducts.multiply(m, n, k, (long[]) a.array(), ao, ars, acs, (long[]) b.array(), bo, brs,
          bcs, (long[]) y, yo, n);
      case BOOL -> throw new IllegalArgumentException("matmul: needs numbers, got bool tensors");
    }
  }

  private static void multiply(int m, int n, int k, Tensor a, int[] ao, Tensor b, int[] bo, Object y) {
    int[] yo = new int[ao.length];
    for (int i = 0; i < yo.length; i++) {
      yo[i] = i * m * n;
    }
    int ars = a.strides[a.rank() - 2];
    int acs = a.strides[a.rank() - 1];
    int brs = b.strides[b.rank() - 2];
    int bcs = b.strides[b.rank() - 1];
    switch (a.dtype()) {
      case FLOAT32 ->
          FloatGemm.batched(yo.length, m, n, k, (float[]) a.array(), ao, ars, acs, (float[]) b.array(), bo, brs,
              bcs, (float[]) y, yo, n);
      case FLOAT64 ->
          DoubleGemm.batched(yo.length, m, n, k, (double[]) a.array(), ao, ars, acs, (double[]) b.array(), bo,
              brs, bcs, (double[]) y, yo, n);
      case INT32, INT64, BOOL -> {
        for (int i = 0; i < yo.length; i++) {
          multiply(m, n, k, a, ao[i], b, bo[i], y, yo[i]);
        }
      }
    }
  }
}
