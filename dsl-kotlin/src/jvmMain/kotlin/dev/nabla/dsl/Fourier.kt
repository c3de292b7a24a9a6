package dev.nabla.dsl

import dev.nabla.op.Complex
import dev.nabla.op.Fourier
import dev.nabla.op.Fourier.Norm
import dev.nabla.op.ShortTimeFourier
import dev.nabla.tensor.Tensor

/** The sum. */
operator fun Complex.plus(other: Complex): Complex = add(other)

/** The difference. */
operator fun Complex.minus(other: Complex): Complex = sub(other)

/** The product. */
operator fun Complex.times(other: Complex): Complex = mul(other)

/** The product with real numbers. */
operator fun Complex.times(other: Tensor): Complex = mul(other)

/** The product with a real number. */
operator fun Complex.times(number: Number): Complex = mul(number.toDouble())

/** The quotient. */
operator fun Complex.div(other: Complex): Complex = div(other)

/** The negative of both parts. */
operator fun Complex.unaryMinus(): Complex = neg()

/** The real parts: `val (re, im) = x.fft()`. */
operator fun Complex.component1(): Tensor = real

/** The imaginary parts. */
operator fun Complex.component2(): Tensor = imaginary

/** Σ x[j] exp(−2πi jk/n) along [axis] for all n bins; a given [n] cuts the axis or pads it with zeros. */
fun Complex.fft(axis: Int = -1, n: Int = real.extent(axis), norm: Norm = Norm.BACKWARD): Complex =
  Fourier.fft(this, n, axis, norm)

/** The transform of real numbers, all n bins. */
fun Tensor.fft(axis: Int = -1, n: Int = extent(axis), norm: Norm = Norm.BACKWARD): Complex =
  Fourier.fft(Complex.of(this), n, axis, norm)

/** The inverse of [fft]. */
fun Complex.ifft(axis: Int = -1, n: Int = real.extent(axis), norm: Norm = Norm.BACKWARD): Complex =
  Fourier.ifft(this, n, axis, norm)

/** The bins 0 to n/2 of the transform of real numbers along [axis]. */
fun Tensor.rfft(axis: Int = -1, n: Int = extent(axis), norm: Norm = Norm.BACKWARD): Complex =
  Fourier.rfft(this, n, axis, norm)

/** [n] real numbers from their bins 0 to n/2: an even number of them unless it is given. */
fun Complex.irfft(axis: Int = -1, n: Int = 2 * (real.extent(axis) - 1), norm: Norm = Norm.BACKWARD): Tensor =
  Fourier.irfft(this, n, axis, norm)

/** The transform along the last two axes. */
fun Complex.fft2(): Complex = Fourier.fft2(this)

/** The inverse of [fft2]. */
fun Complex.ifft2(): Complex = Fourier.ifft2(this)

/** The transform of real numbers along the last two axes, with the bins 0 to n/2 of the last. */
fun Tensor.rfft2(): Complex = Fourier.rfft2(this)

/** The inverse of [rfft2] for an even number of elements along the last axis. */
fun Complex.irfft2(): Tensor = Fourier.irfft2(this)

/** Bin 0 in the middle of [axes], or of all: the frequencies of [fftfreq] in rising order. */
fun Tensor.fftshift(vararg axes: Int): Tensor = Fourier.fftshift(this, *axes)

/** Bin 0 in the middle of [axes], or of all. */
fun Complex.fftshift(vararg axes: Int): Complex = Fourier.fftshift(this, *axes)

/** The inverse of [fftshift], which differs from it where an extent is odd. */
fun Tensor.ifftshift(vararg axes: Int): Tensor = Fourier.ifftshift(this, *axes)

/** The inverse of [fftshift]. */
fun Complex.ifftshift(vararg axes: Int): Complex = Fourier.ifftshift(this, *axes)

/** The frequencies of [n] bins, in cycles per unit of the distance [spacing] between samples. */
fun fftfreq(n: Int, spacing: Double = 1.0): Tensor = Fourier.fftfreq(n, spacing)

/** The frequencies of the bins 0 to [n]/2. */
fun rfftfreq(n: Int, spacing: Double = 1.0): Tensor = Fourier.rfftfreq(n, spacing)

/** The transform of frames as long as the window, `hop` apart and centred at its multiples: [… , bins, frames]. */
fun Tensor.stft(window: Tensor, hop: Int = maxOf(1, window.size() / 4)): Complex =
  ShortTimeFourier.stft(this, hop, window)

/** The signal, [… , samples], that has this [stft] under the same window and hop; every sample must lie in a frame. */
fun Complex.istft(window: Tensor, samples: Int, hop: Int = maxOf(1, window.size() / 4)): Tensor =
  ShortTimeFourier.istft(this, hop, window, samples)

/** r · exp(iφ) of a radius and an angle, which broadcast. */
fun polar(radius: Tensor, angle: Tensor): Complex = Complex.polar(radius, angle)
