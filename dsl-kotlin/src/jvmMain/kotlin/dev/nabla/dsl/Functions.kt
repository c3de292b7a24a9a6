package dev.nabla.dsl

import dev.nabla.tensor.Tensor

/** eˣ. */
fun exp(x: Tensor): Tensor = x.exp()

/** The natural logarithm. */
fun log(x: Tensor): Tensor = x.log()

fun sqrt(x: Tensor): Tensor = x.sqrt()

fun tanh(x: Tensor): Tensor = x.tanh()

/** 1 / (1 + e⁻ˣ). */
fun sigmoid(x: Tensor): Tensor = x.sigmoid()

/** max(x, 0). */
fun relu(x: Tensor): Tensor = x.relu()

fun abs(x: Tensor): Tensor = x.abs()

fun sign(x: Tensor): Tensor = x.sign()

/** eˣ / Σeˣ along [axis]. */
fun softmax(x: Tensor, axis: Int = -1): Tensor = x.softmax(axis)

/** x − ln Σeˣ along [axis]. */
fun logSoftmax(x: Tensor, axis: Int = -1): Tensor = x.logSoftmax(axis)

/** The larger of both, element by element. */
fun maximum(a: Tensor, b: Tensor): Tensor = a.maximum(b)

fun maximum(a: Tensor, b: Number): Tensor = a.maximum(b.beside(a))

/** The smaller of both, element by element. */
fun minimum(a: Tensor, b: Tensor): Tensor = a.minimum(b)

fun minimum(a: Tensor, b: Number): Tensor = a.minimum(b.beside(a))

/** The element of [a] where [condition] holds, else that of [b]. */
fun where(condition: Tensor, a: Tensor, b: Tensor): Tensor = Tensor.where(condition, a, b)

fun where(condition: Tensor, a: Tensor, b: Number): Tensor = Tensor.where(condition, a, b.beside(a))

fun where(condition: Tensor, a: Number, b: Tensor): Tensor = Tensor.where(condition, a.beside(b), b)

/** Tensors one after the other along [axis]. */
fun cat(vararg parts: Tensor, axis: Int = 0): Tensor = Tensor.cat(axis, parts.asList())

fun cat(parts: List<Tensor>, axis: Int = 0): Tensor = Tensor.cat(axis, parts)

/** Tensors of one shape along a new axis, which becomes [axis] of the result. */
fun stack(vararg parts: Tensor, axis: Int = 0): Tensor = Tensor.stack(axis, parts.asList())

fun stack(parts: List<Tensor>, axis: Int = 0): Tensor = Tensor.stack(axis, parts)
