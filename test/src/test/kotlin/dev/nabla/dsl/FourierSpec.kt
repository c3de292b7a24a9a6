package dev.nabla.dsl

import dev.nabla.distribution.Normal
import dev.nabla.op.Complex
import dev.nabla.op.Fourier
import dev.nabla.op.Fourier.Norm
import dev.nabla.op.ShortTimeFourier
import dev.nabla.tensor.Rng
import dev.nabla.tensor.Tensor
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.booleans.shouldBeTrue
import io.kotest.matchers.shouldBe
import kotlin.math.ln

class FourierSpec :
  FunSpec({
    val x = randn(3, 6, rng = Rng.of(1), dtype = float64)
    val y = randn(3, 6, rng = Rng.of(2), dtype = float64)

    test("transforms are those of the core") {
      x.fft() shouldBe Fourier.fft(x)
      x.rfft(axis = 0) shouldBe Fourier.rfft(x, 0)
      x.rfft(n = 4, norm = Norm.ORTHO) shouldBe Fourier.rfft(x, 4, -1, Norm.ORTHO)
      Complex(x, y).fft(axis = 0, n = 5) shouldBe Fourier.fft(Complex(x, y), 5, 0, Norm.BACKWARD)
      x.rfft2() shouldBe Fourier.rfft2(x)
      fftfreq(5).fftshift() shouldBe Fourier.fftshift(Fourier.fftfreq(5, 1.0))
      rfftfreq(5, spacing = 0.5) shouldBe Fourier.rfftfreq(5, 0.5)
    }

    test("a signal is seen frame by frame, and heard again") {
      val signal = randn(2, 40, rng = Rng.of(3), dtype = float64)
      val window = hannWindow(8)
      signal.stft(window) shouldBe ShortTimeFourier.stft(signal, 2, window)
      signal.stft(window, hop = 4).istft(window, samples = 40, hop = 4).allClose(signal, 1e-12, 1e-12).shouldBeTrue()
    }

    test("inverses undo them") {
      x.rfft().irfft().allClose(x, 1e-14, 1e-14).shouldBeTrue()
      x.rfft2().irfft2().allClose(x, 1e-14, 1e-14).shouldBeTrue()
      val (re, im) = Complex(x, y).fft2().ifft2()
      re.allClose(x, 1e-14, 1e-14).shouldBeTrue()
      im.allClose(y, 1e-14, 1e-14).shouldBeTrue()
      Complex(x, y).fftshift().ifftshift() shouldBe Complex(x, y)
    }

    test("complex numbers have operators") {
      val a = Complex(x, y)
      val b = Complex(y, x + 1)
      a * b shouldBe a.mul(b)
      a / b shouldBe a.div(b)
      a + b - b * 2 shouldBe a.add(b).sub(b.mul(2.0))
      -a * x shouldBe a.neg().mul(x)
    }

    test("a filter is a product of spectra") {
      val smooth = (x.rfft() * y.rfft()).irfft()
      val slope = grad { t: Tensor -> (t.rfft() * y.rfft()).irfft().sum() }(x)
      smooth.sum().allClose((x.sum(axis = 1) * y.sum(axis = 1)).sum(), 1e-12, 1e-12).shouldBeTrue()
      slope.allClose(y.sum(axis = 1, keepAxes = true).expand(3, 6), 1e-12, 1e-12).shouldBeTrue()
    }

    test("shares of distributions") {
      val z = x.abs()
      ndtr(z, y).allClose((z - y).ndtr(), 1e-14, 1e-14).shouldBeTrue()
      (gammainc(z, z) + gammaincc(z, z)).allClose(ones(3, 6, dtype = float64), 1e-14, 1e-14).shouldBeTrue()
      betainc(z, scalar(1.0), scalar(0.25)).allClose((z * ln(0.25)).exp(), 1e-13, 0.0).shouldBeTrue()
      gammainc(z, gammaincinv(z, scalar(0.25))).allClose(full(0.25, 3, 6, dtype = float64), 1e-13, 0.0).shouldBeTrue()
      betaincinv(z, scalar(1.0), scalar(0.25)).allClose((ln(0.25) / z).exp(), 1e-13, 0.0).shouldBeTrue()
      z.betaln(z + 1).allClose(stack(z, z + 1, axis = -1).lbeta(), 1e-13, 1e-13).shouldBeTrue()
    }
  })

private fun ndtr(value: Tensor, mean: Tensor): Tensor = Normal(mean, ones(dtype = float64)).cdf(value)
