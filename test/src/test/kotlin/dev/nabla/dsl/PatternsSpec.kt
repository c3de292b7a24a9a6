package dev.nabla.dsl

import dev.nabla.tensor.Rng
import dev.nabla.tensor.Tensor
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class PatternsSpec :
  FunSpec({
    val images = randn(2, 4, 6, 3, rng = Rng.of(1))

    test("axes are split, merged and permuted by name") {
      images.rearrange("b h w c -> b c h w") shouldBe images.permute(0, 3, 1, 2)
      images.rearrange("b (h p) ... -> b h (...) p", "p" to 2) shouldBe
        images.reshape(2, 2, 2, 18).permute(0, 1, 3, 2)
    }

    test("any reduction of tensors reduces what the right side lacks") {
      images.reduce("b h w c -> b c", reduction = Tensor::mean) shouldBe images.mean(1, 2)
      images.reduce("b (h p) w c -> b h w c", "p" to 2) { x, axes -> x.amax(*axes) } shouldBe
        images.reshape(2, 2, 2, 6, 3).amax(2)
    }

    test("new names repeat") {
      images.repeat("b h w c -> b h w c n", "n" to 5) shouldBe images.unsqueeze(-1).expand(2, 4, 6, 3, 5)
    }
  })
