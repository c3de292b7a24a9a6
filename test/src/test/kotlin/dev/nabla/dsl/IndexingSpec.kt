package dev.nabla.dsl

import dev.nabla.tensor.Tensor
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.bind
import io.kotest.property.arbitrary.filter
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.of
import io.kotest.property.checkAll

private val extent = Arb.int(0..7)

/** Ranges in both directions whose ends lie in an axis, at its end or beyond; 0..-1 is refused and left out. */
private val ranges =
  Arb
    .bind(Arb.int(-9..9), Arb.int(-9..9), Arb.of(1, 2, 3, -1, -2), IntProgression::fromClosedRange)
    .filter { it.first != 0 || it.last != -1 || it.step < 0 }

/** NumPy's rule, written from the range's point of view: which of the positions 0 until n it means. */
private fun positions(range: IntProgression, n: Int): List<Int> {
  val first = if (range.first < 0) range.first + n else range.first
  val last = if (range.last < 0) range.last + n else range.last
  return if (range.step > 0) {
    first.coerceAtLeast(0)..last.coerceAtMost(n - 1) step range.step
  } else {
    first.coerceAtMost(n - 1) downTo last.coerceAtLeast(0) step -range.step
  }.toList()
}

class IndexingSpec :
  FunSpec({
    test("a range along an axis gives the positions that NumPy gives") {
      checkAll(extent, ranges) { n, range ->
        counted(n)[range].toInts().toList() shouldBe positions(range, n)
      }
    }

    test("ranges along several axes give the elements where they cross") {
      checkAll(extent, extent, ranges, ranges) { m, n, rows, columns ->
        val block = counted(m, n)[rows, columns]
        val (i, j) = positions(rows, m) to positions(columns, n)
        block shouldBe Tensor.of(i.flatMap { row -> j.map { row * n + it.toLong() } }.toLongArray(), i.size, j.size)
      }
    }

    test("ranges are Kotlin's: both ends belong to them, and negative ends count from the end") {
      val x = arange(6)
      x[1..3] shouldBe tensor(1L, 2L, 3L)
      x[1..<3] shouldBe tensor(1L, 2L)
      x[0..<6 step 2] shouldBe tensor(0L, 2L, 4L)
      x[-3..-1] shouldBe tensor(3L, 4L, 5L)
      x[1..-2] shouldBe tensor(1L, 2L, 3L, 4L)
      x[5 downTo 0] shouldBe tensor(5L, 4L, 3L, 2L, 1L, 0L)
      x[-1 downTo 0 step 3] shouldBe tensor(5L, 2L)
      x[3..<3].size shouldBe 0
      x[4..99] shouldBe tensor(4L, 5L)
      x[2..Int.MAX_VALUE] shouldBe tensor(2L, 3L, 4L, 5L)
    }

    test("positions, whole axes, the ellipsis and new axes are those of NumPy") {
      checkAll(Arb.int(1..4), Arb.int(2..4), Arb.int(-2..1)) { m, n, at ->
        val x = counted(2, m, n)
        x[at] shouldBe x.select(0, at)
        x[all, all, at] shouldBe x.select(-1, at)
        x[ellipsis, at] shouldBe x.select(-1, at)
        x[at, ellipsis] shouldBe x.select(0, at)
        x[ellipsis, 1..-1] shouldBe x.narrow(-1, 1, n - 1)
        x[at, newAxis, all] shouldBe x.select(0, at).unsqueeze(0)
        x[all, newAxis] shouldBe x.unsqueeze(1)
        x[at, ellipsis, 0..0] shouldBe x.select(0, at).narrow(-1, 0, 1)
      }
    }

    test("tensors of positions and masks select as in NumPy") {
      val x = counted(3, 4)
      val positions = tensor(2L, 0L, -1L)
      x[positions] shouldBe x.indexSelect(0, tensor(2L, 0L, 2L))
      x[all, positions] shouldBe x.indexSelect(1, tensor(2L, 0L, 3L))
      x[1..2, positions] shouldBe x.narrow(0, 1, 2).indexSelect(1, tensor(2L, 0L, 3L))
      x[x gt 6] shouldBe tensor(7L, 8L, 9L, 10L, 11L)
      x[tensor(true, false, true)] shouldBe x.indexSelect(0, tensor(0L, 2L))
      x[tensor(0, 2), tensor(1, 3)] shouldBe tensor(1L, 11L)
    }

    test("what is read takes part in gradients") {
      val w = parameter(tensor(3, 4) { i, j -> i + j })
      (w[1..2, 0..<4 step 2] * 2).sum().backward()
      w.gradient shouldBe tensor(3, 4) { i, j -> if (i > 0 && j % 2 == 0) 2 else 0 }
    }

    test("what is no index is refused in one sentence") {
      val x = counted(3, 4)
      shouldThrow<IllegalArgumentException> { x[all, "1"] }.message shouldBe
        "get: an index is an Int, a range, all, ellipsis, newAxis or a tensor, got String 1"
      shouldThrow<IllegalArgumentException> { x[0..-1] }.message shouldBe
        "get: 0..-1 is the whole axis or, written 0..<0, nothing of it; write all for the axis"
      shouldThrow<IndexOutOfBoundsException> { x[0, 4] }.message shouldBe
        "get: index 4 is out of range for axis 1 of shape [3×4]"
      shouldThrow<IllegalArgumentException> { x[tensor(1.0)] }.message shouldBe
        "get: an index tensor is int32, int64 or bool, got float32"
    }
  })
