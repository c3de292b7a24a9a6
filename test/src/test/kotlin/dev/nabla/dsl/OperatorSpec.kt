package dev.nabla.dsl

import dev.nabla.tensor.DType
import dev.nabla.tensor.Shape
import dev.nabla.tensor.Tensor
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.property.checkAll

class OperatorSpec :
  FunSpec({
    test("an expression written with operators equals the calls it stands for") {
      checkAll(broadcasting, numbers) { (a, b), number ->
        a + b shouldBe a.add(b)
        a - b shouldBe a.sub(b)
        a * b shouldBe a.mul(b)
        a / b shouldBe a.div(b)
        -(a + b) * b - a / b shouldBe a.add(b).neg().mul(b).sub(a.div(b))
        -(a * 2 + b) / 3 shouldBe a.mul(2).add(b).neg().div(3.0)
        a / number shouldBe a.div(number.toDouble())
      }
    }

    test("a number equals a tensor of it without axes, on either side") {
      checkAll(tensors, numbers) { x, number ->
        val same = Tensor.full(number.toDouble(), Shape.SCALAR, typeOf(number, x))
        x + number shouldBe x.add(same)
        number + x shouldBe same.add(x)
        x - number shouldBe x.sub(same)
        number - x shouldBe same.sub(x)
        x * number shouldBe x.mul(same)
        number * x shouldBe same.mul(x)
        number / x shouldBe same.div(x)
        maximum(x, number) shouldBe x.maximum(same)
        minimum(x, number) shouldBe x.minimum(same)
        where(x gt 0, x, number) shouldBe Tensor.where(x.gt(0.0), x, same)
        where(x gt 0, number, x) shouldBe Tensor.where(x.gt(0.0), same, x)
      }
    }

    test("truth counts as 0 and 1 beside a number") {
      val mask = tensor(true, false)
      1 - mask shouldBe tensor(0L, 1L)
      mask * 2.5 shouldBe tensor(2.5, 0.0)
    }

    test("a comparison written as an operator equals the call it stands for") {
      checkAll(broadcasting, numbers) { (a, b), number ->
        val c = number.toDouble()
        listOf(a eq b, a ne b, a lt b, a le b, a gt b, a ge b) shouldBe
          listOf(a.eq(b), a.ne(b), a.lt(b), a.le(b), a.gt(b), a.ge(b))
        listOf(a eq number, a ne number, a lt number, a le number, a gt number, a ge number) shouldBe
          listOf(a.eq(c), a.ne(c), a.lt(c), a.le(c), a.gt(c), a.ge(c))
        !(a lt b) shouldBe a.lt(b).logicalNot()
        (a gt 0) and (b gt 0) shouldBe a.gt(0.0).logicalAnd(b.gt(0.0))
        (a gt 0) or (b gt 0) shouldBe a.gt(0.0).logicalOr(b.gt(0.0))
        (a gt 0) xor (b gt 0) shouldBe a.gt(0.0).logicalXor(b.gt(0.0))
      }
    }

    test("a function of a tensor equals the method of its name") {
      checkAll(floatings) { x ->
        listOf(exp(x), log(x), sqrt(x), tanh(x), sigmoid(x), relu(x), abs(x), sign(x), x.pow(3)) shouldBe
          listOf(x.exp(), x.log(), x.sqrt(), x.tanh(), x.sigmoid(), x.relu(), x.abs(), x.sign(), x.pow(3.0))
        stack(x, x, axis = -1) shouldBe Tensor.stack(-1, x, x)
      }
    }

    test("operators take part in gradients as the calls do") {
      checkAll(floatings) { x ->
        val w = parameter(x)
        ((1 - w) * w / 2 + 2 / (3 + w * w)).sum().backward()
        val v = parameter(x)
        v.neg().add(1).mul(v).div(2.0).add(v.mul(v).add(3).pow(-1.0).mul(2)).sum().backward()
        w.gradient.allClose(v.gradient, 1e-4, 1e-5) shouldBe true
      }
    }

    test("a product of matrices binds more weakly than a sum") {
      val x = tensor(1, 2) { _, j -> j + 1 }
      val w = tensor(2, 2) { i, j -> if (i == j) 1 else 0 }
      val b = tensor(1.0, 1.0)
      (x matmul w) + b shouldBe x.matmul(w).add(b)
      x matmul w + b shouldBe x.matmul(w.add(b))
    }

    test("a reduction that names its axis equals the call that lists it") {
      checkAll(floatings) { drawn ->
        val x = drawn.unsqueeze(0)
        x.sum(axis = 0) shouldBe x.sum(0)
        x.mean(axis = -1) shouldBe x.mean(-1)
        x.amax(axis = 0) shouldBe x.amax(0)
        x.amin(axis = 0) shouldBe x.amin(0)
        x.argmax(axis = 0) shouldBe x.argmax(0)
        x.argmin(axis = 0) shouldBe x.argmin(0)
        x.logSumExp(axis = 0) shouldBe x.logSumExp(0)
        x.softmax(axis = 0) shouldBe softmax(x, axis = 0)
        x.logSoftmax(axis = -1) shouldBe logSoftmax(x)
        (x gt 0).any(axis = 0) shouldBe x.gt(0.0).any(0)
        (x gt 0).all(axis = 0) shouldBe x.gt(0.0).all(0)
      }
    }

    test("axes that are kept have extent 1") {
      checkAll(floatings) { drawn ->
        val x = drawn.unsqueeze(0)
        listOf(x.sum(axis = -1, keepAxes = true), x.mean(-1, keepAxes = true)) shouldBe
          listOf(x.sum(-1).unsqueeze(-1), x.mean(-1).unsqueeze(-1))
        x.amax(axis = 0, keepAxes = true) shouldBe x.amax(0).unsqueeze(0)
        x.amin(axis = 0, keepAxes = true) shouldBe x.amin(0).unsqueeze(0)
        x.sum(keepAxes = true) shouldBe x.sum().reshape(*IntArray(x.rank) { 1 })
      }
    }

    test("the largest elements come with their positions") {
      val (values, positions) = tensor(2, 3) { i, j -> if (j == i + 1) 9 else j }.max(axis = 1)
      values shouldBe tensor(9.0, 9.0)
      positions shouldBe tensor(1L, 2L)
    }

    test("operands that do not fit are refused in the core's sentence") {
      shouldThrow<IllegalArgumentException> { zeros(32, 10) + zeros(64) }.message shouldBe
        "add: shapes [32×10] and [64] do not broadcast: axis -1 has extent 10 against 64"
      shouldThrow<IndexOutOfBoundsException> { zeros(2, 3).sum(axis = 2) }.message shouldBe
        "sum: axis 2 is out of range for shape [2×3], whose axes are -2 to 1"
      shouldThrow<IllegalArgumentException> { 5_000_000_000 - tensor(1, 2) }.message shouldBe
        "number: 5000000000 does not fit int32; convert the tensor with to(int64)"
    }
  })

/** The type that a number takes beside [x]: that of [x], unless a fraction meets integers. */
private fun typeOf(number: Number, x: Tensor): DType =
  if (!x.dtype.isFloating && (number is Double || number is Float)) float32 else x.dtype
