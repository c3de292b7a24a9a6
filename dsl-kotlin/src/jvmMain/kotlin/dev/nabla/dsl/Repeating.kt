package dev.nabla.dsl

import dev.nabla.op.Repeating
import dev.nabla.tensor.Shape
import dev.nabla.tensor.Tensor

/** Copies of the whole tensor, `times[i]` along axis i; as many axes as there are times, and x has no more. */
fun Tensor.repeat(vararg times: Int): Tensor = Repeating.repeat(this, *times)

/** Copies of the whole tensor along the last axes, `times[i]` along each; missing axes and numbers count as 1. */
fun Tensor.tile(vararg times: Int): Tensor = Repeating.tile(this, *times)

/** Every entry along an axis `times` times, one after the other: [a, b] becomes [a, a, b, b]. */
fun Tensor.repeatInterleave(times: Int, axis: Int): Tensor = Repeating.repeatInterleave(this, times, axis)

/** Entry i along an axis `times[i]` times, one after the other; times is an integer tensor of rank 1. */
fun Tensor.repeatInterleave(times: Tensor, axis: Int): Tensor = Repeating.repeatInterleave(this, times, axis)

/** x repeated along axes of extent 1 and new ones in front, up to this shape; a view, as [Tensor.expand]. */
fun Tensor.broadcastTo(vararg extents: Int): Tensor = Repeating.broadcastTo(this, *extents)

/** x repeated up to the shape of another tensor; a view. */
fun Tensor.expandAs(other: Tensor): Tensor = Repeating.expandAs(this, other)

/** The shape that tensors of these shapes have when they meet in one operation. */
fun broadcastShapes(vararg shapes: Shape): Shape = Repeating.broadcastShapes(*shapes)
