package dev.nabla.op;

import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;

/** Products of vectors, and of matrices element by element, whose operands are promoted to a common type. */
public final class VectorProducts {
  private VectorProducts() {}

  /** Σ a[i]·b[i] of two vectors. */
  public static Tensor dot(Tensor a, Tensor b) {
    if (a.rank() != 1 || !a.shape().equals(b.shape())) {
      throw new ShapeException("dot: needs two vectors of one extent, got shapes " + a.shape() + " and "
          + b.shape());
    }
    return a.matmul(b);
  }

  /**
   * The sum of the products of all elements, in row-major order, of two tensors of one size but perhaps other shapes.
   */
  public static Tensor vdot(Tensor a, Tensor b) {
    if (a.size() != b.size()) {
      throw new ShapeException("vdot: needs as many elements on either side, got shapes " + a.shape()
          + " and " + b.shape());
    }
    return a.flatten().matmul(b.flatten());
  }

  /**
   * The inner product of F. G. Frobenius, tr(Aᵀ·B), of the matrices in the last two axes; axes before them broadcast.
   */
  public static Tensor frobeniusInner(Tensor a, Tensor b) {
    requireMatrices("frobeniusInner", a, b);
    if (a.extent(-1) != b.extent(-1) || a.extent(-2) != b.extent(-2)) {
      throw new ShapeException("frobeniusInner: needs matrices of one shape, got " + a.shape() + " and "
          + b.shape());
    }
    return a.mul(b).sum(-2, -1);
  }

  /** a[i]·b[j], [… , m, n], of vectors [… , m] and [… , n]; axes before them broadcast. */
  public static Tensor outer(Tensor a, Tensor b) {
    if (a.rank() == 0 || b.rank() == 0) {
      throw new ShapeException("outer: needs vectors, got shapes " + a.shape() + " and " + b.shape());
    }
    return a.unsqueeze(-1).mul(b.unsqueeze(-2));
  }

  /**
   * The product of L. Kronecker, in which each element of a stands as a copy of b times that element: [… , m·p, n·q] of
   * matrices [… , m, n] and [… , p, q], whose axes before broadcast, or [m·p] of two vectors. An operand of lower rank
   * has extent 1 along the axes that it lacks: a vector beside a matrix is a row.
   */
  public static Tensor kron(Tensor a, Tensor b) {
    Tensor p = matrix(a);
    Tensor q = matrix(b);
    Shape batch = p.shape().slice(0, p.rank() - 2).broadcast(q.shape().slice(0, q.rank() - 2), "kron");
    Shape all = batch.concat(Shape.of(p.extent(-2) * q.extent(-2), p.extent(-1) * q.extent(-1)));
    Tensor blocks = p.unsqueeze(-1).unsqueeze(-3).mul(q.unsqueeze(-2).unsqueeze(-4));
    return blocks.reshape(all.slice(all.rank() - Math.max(a.rank(), b.rank()), all.rank()));
  }

  /** x, or a vector as a row and a number as a matrix of one element. */
  private static Tensor matrix(Tensor x) {
    return x.rank() < 2 ? x.reshape(1, x.size()) : x;
  }

  /** a × b along the last axis, which has extent 3; the others broadcast. */
  public static Tensor cross(Tensor a, Tensor b) {
    return cross(a, b, -1);
  }

  /**
   * a × b along an axis of extent 3; the others broadcast, and the axis is counted in the shape that they broadcast to.
   */
  public static Tensor cross(Tensor a, Tensor b, int axis) {
    Shape shape = a.shape().broadcast(b.shape(), "cross");
    int at = shape.axis(axis, "cross");
    if (shape.extent(at) != 3) {
      throw new ShapeException(
          "cross: needs extent 3 along axis " + axis + ", got shapes " + a.shape() + " and "
              + b.shape());
    }
    int fromEnd = at - shape.rank();
    return next(a, fromEnd, 1).mul(next(b, fromEnd, 2)).sub(next(a, fromEnd, 2).mul(next(b, fromEnd, 1)));
  }

  /**
   * Each component exchanged for the one so many places further, cyclically; all are one where the axis is broadcast.
   */
  private static Tensor next(Tensor x, int axis, int places) {
    return x.rank() < -axis || x.extent(axis) == 1 ? x : Rearranging.roll(x, -places, axis);
  }

  private static void requireMatrices(String operation, Tensor a, Tensor b) {
    if (a.rank() < 2 || b.rank() < 2) {
      throw new ShapeException(operation + ": needs matrices, or batches of them, got shapes " + a.shape()
          + " and " + b.shape());
    }
  }
}
