package dev.nabla.dsl

import dev.nabla.op.Decompositions
import dev.nabla.op.Determinants
import dev.nabla.op.Eigenvalues
import dev.nabla.op.LinearSystems
import dev.nabla.op.MatrixFunctions
import dev.nabla.op.MatrixProducts
import dev.nabla.op.Pseudoinverse
import dev.nabla.op.SingularValues
import dev.nabla.op.VectorProducts
import dev.nabla.tensor.Tensor

/** A⁻¹; of an empty matrix an empty one. */
fun Tensor.inv(): Tensor = LinearSystems.inv(this)

/**
 * X of A·X = B for A [… , n, n] and B [… , n, k]. B may also be one vector [n], or a batch of vectors [… , n] with
 * exactly the batch of A.
 */
fun Tensor.solve(b: Tensor): Tensor = LinearSystems.solve(this, b)

/** X of T·X = B, or of X·T = B for B [… , k, n], where only a triangle of T is read. */
fun Tensor.solveTriangular(
  b: Tensor,
  triangle: LinearSystems.Triangle,
  side: LinearSystems.Side = LinearSystems.Side.LEFT,
): Tensor = LinearSystems.solveTriangular(this, b, triangle, side)

/** X of A·X = B, given a triangle of [cholesky]. */
fun Tensor.choleskySolve(b: Tensor): Tensor = LinearSystems.choleskySolve(this, b)

/** The determinant of each matrix. Its gradient, the matrix of cofactors, is right for singular matrices too. */
fun Tensor.det(): Tensor = Determinants.det(this)

/** Sign and logarithm of the determinant of each matrix. There is no gradient at a singular matrix. */
fun Tensor.slogdet(): Determinants.SignAndLog = Determinants.slogdet(this)

/** The logarithm of the determinant of each matrix: NaN of a negative one, −∞ of a singular matrix. */
fun Tensor.logdet(): Tensor = Determinants.logdet(this)

/**
 * The lower triangle L, with a positive diagonal, of ½(A + Aᵀ) = L·Lᵀ: both triangles of A count alike, and its
 * gradient is symmetric.
 */
fun Tensor.cholesky(): Tensor = Decompositions.cholesky(this)

/**
 * Q, m×k, and R, k×n, of m×n matrices, with k the smaller of m and n. The gradient exists where the first k
 * columns are linearly independent.
 */
fun Tensor.qr(): Decompositions.QrFactors = Decompositions.qr(this)

/**
 * Q, m×m, and R, m×n. Where there are more rows than columns, the matrix does not determine the last columns of Q,
 * and there is no gradient; else the result is that of [qr].
 */
fun Tensor.completeQr(): Decompositions.QrFactors = Decompositions.completeQr(this)

/**
 * P, m×m, L, m×k, and U, k×n, of m×n matrices, with k the smaller of m and n: Gaussian elimination in which the
 * pivot is the largest element left in its column. The permutation counts as constant; the gradient exists where
 * the first k pivots are not 0.
 */
fun Tensor.lu(): Decompositions.LuFactors = Decompositions.lu(this)

/**
 * The reduced decomposition. Signs are such that in each pair of singular vectors the largest element of the
 * shorter vector, or of v where both are equally long, is positive. A function of singular vectors has a gradient
 * where singular values are distinct (and for other than square matrices not 0), or where it does not mix their
 * vectors.
 */
fun Tensor.svd(): SingularValues.SvdFactors = SingularValues.svd(this)

/** The singular values, [… , k]. The gradient is defined for any matrix, also where some are equal or 0. */
fun Tensor.svdvals(): Tensor = SingularValues.svdvals(this)

/** The sum of the singular values of each matrix. Those that are 0 have no part in the gradient. */
fun Tensor.nuclearNorm(): Tensor = SingularValues.nuclearNorm(this)

/** The largest singular value of each matrix, 0 of an empty one; equal ones share the gradient, which is 0 at 0. */
fun Tensor.spectralNorm(): Tensor = SingularValues.spectralNorm(this)

/** The largest singular value of each matrix by the smallest one: infinite of singular matrices, 0 of an empty one. */
fun Tensor.cond(): Tensor = SingularValues.cond(this)

/**
 * How many singular values of each matrix exceed the largest one times the larger extent times the distance from 1
 * to the next number of its type; int64, without a gradient.
 */
fun Tensor.matrixRank(): Tensor = SingularValues.matrixRank(this)

/** How many singular values of each matrix exceed the largest one times `tolerance`; int64, without a gradient. */
fun Tensor.matrixRank(tolerance: Double): Tensor = SingularValues.matrixRank(this, tolerance)

/** Eigenvalues and orthonormal eigenvectors of ½(A + Aᵀ); the gradient is symmetric. */
fun Tensor.eigh(): Eigenvalues.Eigen = Eigenvalues.eigh(this)

/** The eigenvalues of ½(A + Aᵀ), [… , n]; the gradient is symmetric. */
fun Tensor.eigvalsh(): Tensor = Eigenvalues.eigvalsh(this)

/**
 * Eigenvalues and eigenvectors of matrices whose eigenvalues are all real. Two complex ones that rounding errors
 * cannot tell from a double real one count as that.
 */
fun Tensor.eig(): Eigenvalues.Eigen = Eigenvalues.eig(this)

/** The eigenvalues, [… , n], of matrices whose eigenvalues are all real. */
fun Tensor.eigvals(): Tensor = Eigenvalues.eigvals(this)

/**
 * A⁺, n×m, of m×n matrices: singular values up to the share of the largest one that [matrixRank]
 * takes for rounding errors count as 0. The gradient is that among matrices of the same rank.
 */
fun Tensor.pinv(): Tensor = Pseudoinverse.pinv(this)

/** The same, where singular values up to the largest one times `tolerance` count as 0. */
fun Tensor.pinv(tolerance: Double): Tensor = Pseudoinverse.pinv(this, tolerance)

/**
 * The X with the least ‖A·X − B‖, for A [… , m, n] with linearly independent columns and B [… , m, k]. B may also
 * be one vector [m], or a batch of vectors [… , m] with exactly the batch of A.
 */
fun Tensor.lstsq(b: Tensor): Tensor = Pseudoinverse.lstsq(this, b)

/** I + A + A²/2! + A³/3! + …, computed in double precision whatever the type. */
fun Tensor.matrixExp(): Tensor = MatrixFunctions.matrixExp(this)

/** A·A·…·A, by repeated squaring; for n = 0 the identity, for n below 0 the power −n of the inverse. */
fun Tensor.matrixPower(n: Int): Tensor = MatrixFunctions.matrixPower(this, n)

/** The product of all, in the order of products that needs the fewest multiplications. */
fun multiDot(vararg factors: Tensor): Tensor = MatrixFunctions.multiDot(*factors)

/**
 * The product of two matrices or more, in the order of products that needs the fewest multiplications. The first
 * and the last factor may be vectors.
 */
fun multiDot(factors: List<Tensor>): Tensor = MatrixFunctions.multiDot(factors)

/** Σ a[i]·b[i] of two vectors. */
fun Tensor.dot(b: Tensor): Tensor = VectorProducts.dot(this, b)

/**
 * The sum of the products of all elements, in row-major order, of two tensors of one size but perhaps other
 * shapes.
 */
fun Tensor.vdot(b: Tensor): Tensor = VectorProducts.vdot(this, b)

/**
 * The inner product of F. G. Frobenius, tr(Aᵀ·B), of the matrices in the last two axes; axes before them
 * broadcast.
 */
fun Tensor.frobeniusInner(b: Tensor): Tensor = VectorProducts.frobeniusInner(this, b)

/** a[i]·b[j], [… , m, n], of vectors [… , m] and [… , n]; axes before them broadcast. */
fun Tensor.outer(b: Tensor): Tensor = VectorProducts.outer(this, b)

/**
 * The product of L. Kronecker, in which each element of a stands as a copy of b times that element: [… , m·p, n·q]
 * of matrices [… , m, n] and [… , p, q], whose axes before broadcast, or [m·p] of two vectors. An operand of lower
 * rank has extent 1 along the axes that it lacks.
 */
fun Tensor.kron(b: Tensor): Tensor = VectorProducts.kron(this, b)

/** a × b along the last axis, which has extent 3; the others broadcast. */
fun Tensor.cross(b: Tensor): Tensor = VectorProducts.cross(this, b)

/**
 * a × b along an axis of extent 3; the others broadcast, and the axis is counted in the shape that they broadcast
 * to.
 */
fun Tensor.cross(b: Tensor, axis: Int): Tensor = VectorProducts.cross(this, b, axis)

/** x · weightᵀ + bias over the last axis, for a [weight] [out, in] and a [bias] [out]. */
fun Tensor.linear(weight: Tensor, bias: Tensor? = null): Tensor = MatrixProducts.linear(this, weight, bias)
