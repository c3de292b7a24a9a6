package dev.nabla.dsl

import dev.nabla.op.Padding
import dev.nabla.op.Windows
import dev.nabla.tensor.Tensor

/** With margins of `value`; a negative width takes entries away. */
fun Tensor.pad(value: Number, vararg widths: Int): Tensor = Padding.pad(this, value.toDouble(), *widths)

/** With margins made of the tensor's own entries, which add up the gradients of their copies. */
fun Tensor.pad(mode: Padding.Mode, vararg widths: Int): Tensor = Padding.pad(this, mode, *widths)

/** `zeros` zeros after every entry along some axes, or along all when none is named. */
fun Tensor.dilate(zeros: Int, vararg axes: Int): Tensor = Padding.dilate(this, zeros, *axes)

/** Every entry after which [dilate] would have put `zeros` zeros, along some axes, or along all; a view. */
fun Tensor.undilate(zeros: Int, vararg axes: Int): Tensor = Padding.undilate(this, zeros, *axes)

/**
 * All windows of `size` entries along an axis, `step` apart: the axis counts the windows, and a new last axis runs
 * within them; a view. The gradient of an element is the sum over the windows that it is in.
 */
fun Tensor.unfold(axis: Int, size: Int, step: Int = 1): Tensor = Windows.unfold(this, axis, size, step)

/**
 * Element (i, j, …) of the result is element `offset` + i · strides[0] + j · strides[1] + … of x in row-major
 * order, whatever its layout in memory; a view of a contiguous tensor. The gradient adds up where several are one.
 */
fun Tensor.asStrided(extents: IntArray, strides: IntArray, offset: Int = 0): Tensor =
  Windows.asStrided(this, extents, strides, offset)

/** Pictures [… , c · r², h, w] as [… , c, h · r, w · r]: every r² channels become squares of r × r pixels. */
fun Tensor.pixelShuffle(r: Int): Tensor = Windows.pixelShuffle(this, r)

/** Pictures [… , c, h · r, w · r] as [… , c · r², h, w]: squares of r × r pixels become channels. */
fun Tensor.pixelUnshuffle(r: Int): Tensor = Windows.pixelUnshuffle(this, r)
