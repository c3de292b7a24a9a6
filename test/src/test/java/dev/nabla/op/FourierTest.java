package dev.nabla.op;

import static dev.nabla.autodiff.Autodiff.grad;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.op.Fourier.Norm;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Index;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Fourier transforms against the sums that define them, and against one another. */
class FourierTest {
  /** Products of small primes, primes with their own pass, primes without, and their multiples. */
  private static final int[] LENGTHS = IntStream.concat(IntStream.rangeClosed(1, 41),
      IntStream.of(64, 74, 100, 121, 127, 128, 210, 243, 251, 256, 500, 511)).toArray();

  private static Complex random(long seed, int... shape) {
    Rng rng = Rng.of(seed);
    return new Complex(rng.randn(DType.FLOAT64, shape), rng.randn(DType.FLOAT64, shape));
  }

  private static Complex to(DType type, Complex z) {
    return z.map(part -> part.to(type));
  }

  /** exp(∓2πi jk/n) as matrices. */
  private static Complex matrix(int n, boolean inverse) {
    double[] re = new double[n * n];
    double[] im = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      double angle = 2 * Math.PI * (i / n * (i % n) % n) / n;
      re[i] = Math.cos(angle);
      im[i] = (inverse ? 1 : -1) * Math.sin(angle);
    }
    return new Complex(Tensor.of(re, n, n), Tensor.of(im, n, n));
  }

  /** The defining sum over the first of two axes. */
  private static Complex definition(Complex x, boolean inverse) {
    Complex w = matrix(x.real().extent(0), inverse);
    return new Complex(w.real().matmul(x.real()).sub(w.imaginary().matmul(x.imaginary())),
        w.real().matmul(x.imaginary()).add(w.imaginary().matmul(x.real())));
  }

  /** The error grows with the logarithm of the length, in units of the size of a typical element of the result. */
  private static void requireClose(String what, Complex expected, Complex actual, int n, double unit) {
    double bound = unit * 8 * (1 + Math.log(n)) * Math.sqrt(n);
    double error = expected.sub(to(DType.FLOAT64, actual)).abs().max().item();
    assertTrue(error <= bound, what + " of " + n + " elements: off by " + error + ", allowed " + bound);
  }

  @Test
  void transformsAreTheSumsThatDefineThem() {
    for (int n : LENGTHS) {
      Complex all = random(n, n, 19);
      Complex forward = definition(all, false);
      Complex inverse = definition(all, true);
      for (int columns : new int[] {1, 2, 19}) {
        UnaryOperator<Tensor> some = part -> part.narrow(1, 0, columns);
        Complex x = all.map(some);
        requireClose("fft", forward.map(some), Fourier.fft(x, 0), n, 1e-15);
        requireClose("ifft", inverse.map(some), Fourier.ifft(x, n, 0, Norm.FORWARD), n, 1e-15);
        requireClose("fft float32", forward.map(some), Fourier.fft(to(DType.FLOAT32, x), 0), n, 1e-7);
        Complex bins = Fourier.fft(Complex.of(x.real()), 0).map(part -> part.narrow(0, 0, n / 2 + 1));
        requireClose("rfft", bins, Fourier.rfft(x.real(), 0), n, 1e-15);
        requireClose("rfft float32", bins, Fourier.rfft(x.real().to(DType.FLOAT32), 0), n, 1e-7);
        Tensor back = Fourier.irfft(bins, n, 0, Norm.BACKWARD);
        assertTrue(x.real().allClose(back, 1e-13, 1e-13), "irfft of " + n);
      }
    }
  }

  /** Whatever way a length takes, alone or with others: the definition, in 64 bits, for every length up to 300. */
  @Test
  void everyLengthIsTransformedBothWays() {
    for (int n = 1; n <= 300; n++) {
      Complex x = random(n, n, 17);
      Complex expected = definition(x, false);
      for (int rows : new int[] {1, 3, 17}) {
        Complex some = x.map(part -> part.narrow(1, 0, rows).transpose());
        Complex y = Fourier.fft(some);
        requireClose("rows", expected.map(part -> part.narrow(1, 0, rows).transpose()), y, n, 1e-15);
        requireClose("back", some, Fourier.ifft(y), n, 1e-15);
        requireClose("bins", firstBins(some.real()), Fourier.rfft(some.real()), n, 1e-15);
        Tensor back = Fourier.irfft(Fourier.rfft(some.real()), n, 1, Norm.BACKWARD);
        assertTrue(some.real().allClose(back, 1e-13, 1e-13), "irfft of " + rows + " rows of " + n);
      }
    }
  }

  private static Complex firstBins(Tensor rows) {
    return Fourier.fft(rows).map(part -> part.narrow(1, 0, rows.extent(1) / 2 + 1));
  }

  /** Where the definition would take too long: Parseval's equation, shifts and the inverse, in both types. */
  @Test
  void longSequencesObeyTheLaws() {
    for (int n : new int[] {4095, 4096, 4099, 3 * 5 * 7 * 11 * 13, 1 << 15, 31 * 31 * 31, 65_537, 1 << 17}) {
      Complex x = random(n, 2, n);
      Complex y = Fourier.fft(x);
      double energy = x.absSquared().sum().item();
      assertEquals(energy, y.absSquared().sum().item() / n, 1e-13 * energy, "energy of " + n);
      Complex shifted = Fourier.fft(x.map(part -> Rearranging.roll(part, 1, 1)));
      requireClose("shift", y.mul(turns(n)), shifted, n, 1e-15);
      requireClose("inverse", x, Fourier.ifft(y), n, 1e-15);
      requireClose("float32", y, Fourier.fft(to(DType.FLOAT32, x)), n, 1e-7);
      requireClose("bins", firstBins(x.real()), Fourier.rfft(x.real()), n, 1e-15);
      assertTrue(x.real().allClose(Fourier.irfft(Fourier.rfft(x.real()), n, 1, Norm.BACKWARD), 1e-12, 1e-12));
    }
  }

  /** exp(−2πi k/n). */
  private static Complex turns(int n) {
    Tensor angle = Tensor.arange(n).to(DType.FLOAT64).mul(-2 * Math.PI / n);
    return Complex.polar(Tensor.scalar(1.0), angle);
  }

  /** A row's transform does not depend on the rows around it, nor on how its parts lie in memory, to the last bit. */
  @Test
  void rowsAreTransformedByThemselves() {
    for (int n : new int[] {256, 1000, 4099, 1 << 15}) {
      Complex x = random(n, 9, n).map(part -> part.to(DType.FLOAT32));
      Complex all = Fourier.fft(x);
      Complex one = Fourier.fft(x.map(part -> part.narrow(0, 4, 1)));
      assertEquals(all.real().narrow(0, 4, 1), one.real());
      assertEquals(all.imaginary().narrow(0, 4, 1), one.imaginary());
      Complex strided = Fourier.fft(x.map(part -> part.transpose().contiguous().transpose()));
      assertEquals(all.real(), strided.real());
      Tensor undefined = Tensor.full(Double.NaN, Shape.of(1, n), DType.FLOAT32);
      Complex among = Fourier.fft(x.map(part -> Tensor.cat(0, part, undefined)));
      assertEquals(all.imaginary(), among.imaginary().narrow(0, 0, 9));
    }
  }

  /** Long sequences by themselves are seen as matrices; many of them lie side by side. Both are the same transform. */
  @Test
  void rowsAndColumnsAreTransformedAlike() {
    for (int n : new int[] {64, 96, 1000, 1024, 2003, 3 << 12, 8192}) {
      Complex x = random(n, 17, n);
      Complex rows = Fourier.fft(x);
      Complex columns = Fourier.fft(x.map(Tensor::transpose), 0).map(Tensor::transpose);
      Complex one = Fourier.fft(x.map(part -> part.select(0, 16)));
      requireClose("columns", rows, columns, n, 1e-15);
      requireClose("one", rows.map(part -> part.select(0, 16)), one, n, 1e-15);
      assertTrue(x.real().allClose(Fourier.ifft(rows).real(), 1e-12, 1e-12));
    }
  }

  @Test
  void everyAxisIsTransformedAlike() {
    Complex x = random(5, 3, 6, 5);
    for (int axis = 0; axis < 3; axis++) {
      int at = axis;
      Complex front = x.map(part -> Rearranging.movedim(part, at, 0).reshape(part.extent(at), -1));
      Complex expected = definition(front, false);
      Complex actual =
          Fourier.fft(x, axis - 3).map(part -> Rearranging.movedim(part, at, 0).reshape(part.extent(at), -1));
      requireClose("axis " + axis, expected, actual, 6, 1e-15);
    }
  }

  @Test
  void inversesUndoTransformsUnderEveryNorm() {
    for (Norm norm : Norm.values()) {
      for (int n : new int[] {1, 2, 9, 10, 53}) {
        Complex x = random(n, 3, n);
        Complex y = Fourier.ifft(Fourier.fft(x, n, 1, norm), n, 1, norm);
        requireClose("ifft of fft", x, y, n, 1e-15);
        Tensor real = Fourier.irfft(Fourier.rfft(x.real(), n, 1, norm), n, 1, norm);
        assertTrue(x.real().allClose(real, 1e-14, 1e-14));
      }
    }
    Complex x = random(7, 30);
    double energy = x.absSquared().sum().item();
    assertEquals(energy, Fourier.fft(x, 30, 0, Norm.ORTHO).absSquared().sum().item(), 1e-12 * energy);
    assertEquals(30 * energy, Fourier.fft(x).absSquared().sum().item(), 1e-11 * energy);
  }

  @Test
  void aGivenLengthCutsOrPads() {
    Complex x = random(8, 6);
    requireClose("cut", Fourier.fft(x.map(p -> p.narrow(0, 0, 4))), Fourier.fft(x, 4, 0, Norm.BACKWARD), 4, 1e-15);
    Complex padded = x.map(p -> Padding.pad(p, 0, 0, 3));
    requireClose("pad", Fourier.fft(padded), Fourier.fft(x, 9, 0, Norm.BACKWARD), 9, 1e-15);
    requireClose("pad", Fourier.rfft(padded.real()), Fourier.rfft(x.real(), 9, 0, Norm.BACKWARD), 9, 1e-15);
    assertEquals(Shape.of(10), Fourier.irfft(x).shape());
  }

  @Test
  void twoAxesAreOneAfterTheOther() {
    Complex x = random(9, 2, 4, 6);
    Complex y = Fourier.fft2(x);
    requireClose("fft2", Fourier.fft(Fourier.fft(x, 1), 2), y, 24, 1e-15);
    requireClose("ifft2", x, Fourier.ifft2(y), 24, 1e-15);
    Complex half = Fourier.rfft2(x.real());
    requireClose("rfft2", Fourier.fft2(Complex.of(x.real())).map(p -> p.narrow(2, 0, 4)), half, 24, 1e-15);
    assertTrue(x.real().allClose(Fourier.irfft2(half), 1e-14, 1e-14));
    Complex orthonormal = Fourier.rfft2(x.real(), new int[] {4, 5}, new int[] {1, 2}, Norm.ORTHO);
    Tensor back = Fourier.irfft2(orthonormal, new int[] {4, 5}, new int[] {1, 2}, Norm.ORTHO);
    assertTrue(x.real().narrow(2, 0, 5).allClose(back, 1e-14, 1e-14));
  }

  /** The transform of a circular convolution is the product of the transforms. */
  @Test
  void convolutionsBecomeProducts() {
    int n = 23;
    Tensor a = random(10, n).real();
    Tensor b = random(11, n).real();
    Tensor expected = Tensor.zeros(Shape.of(n), DType.FLOAT64);
    for (int shift = 0; shift < n; shift++) {
      expected = expected.add(Rearranging.roll(a, shift, 0).mul(b.get(shift)));
    }
    Tensor actual = Fourier.irfft(Fourier.rfft(a).mul(Fourier.rfft(b)), n, 0, Norm.BACKWARD);
    assertTrue(expected.allClose(actual, 1e-13, 1e-13));
  }

  /** By Parseval the gradient of Σ|X|² is 2n·x, whatever the path that X took. */
  @Test
  void theGradientOfAnEnergyIsTheSignal() {
    for (int n : new int[] {12, 13, 46}) {
      Tensor x = random(n, n).real();
      Tensor expected = x.mul(2.0 * n);
      assertTrue(expected.allClose(grad(t -> Fourier.fft(t).absSquared().sum()).apply(x), 1e-12, 1e-12));
      Tensor weights = Tensor.full(2, Shape.of(n / 2 + 1), DType.FLOAT64);
      Tensor ends = Tensor.arange(n / 2 + 1).eq(0).logicalOr(Tensor.arange(n / 2 + 1).mul(2).eq(n));
      Tensor once = Tensor.where(ends, Tensor.scalar(1.0), weights);
      assertTrue(expected.allClose(grad(t -> Fourier.rfft(t).absSquared().mul(once).sum()).apply(x), 1e-12, 1e-12));
    }
  }

  @Test
  void frequenciesAndTheirOrder() {
    assertEquals(Tensor.of(0f, 0.25f, -0.5f, -0.25f), Fourier.fftfreq(4, 1));
    assertEquals(Tensor.of(0f, 0.4f, 0.8f, -0.8f, -0.4f), Fourier.fftfreq(5, 0.5));
    assertEquals(Tensor.of(0f, 0.25f, 0.5f), Fourier.rfftfreq(4, 1));
    assertEquals(Tensor.of(0f, 0.2f, 0.4f), Fourier.rfftfreq(5, 1));
    for (int n : new int[] {4, 5}) {
      Tensor f = Fourier.fftfreq(n, 1);
      Tensor ordered = Fourier.fftshift(f);
      assertEquals(Ordering.sort(f, 0).values(), ordered);
      assertEquals(f, Fourier.ifftshift(ordered));
    }
    Tensor x = Tensor.arange(6).reshape(2, 3);
    assertEquals(Tensor.of(new long[] {5, 3, 4, 2, 0, 1}, 2, 3), Fourier.fftshift(x));
    assertEquals(Tensor.of(new long[] {2, 0, 1, 5, 3, 4}, 2, 3), Fourier.fftshift(x, 1));
    assertEquals(x, Fourier.ifftshift(Fourier.fftshift(x)));
  }

  @Test
  void noColumnsGiveNoColumns() {
    assertEquals(Shape.of(0, 4), Fourier.fft(random(1, 0, 4)).shape());
    assertEquals(Shape.of(3, 0), Fourier.rfft(random(1, 5, 0).real(), 0).shape());
  }

  @Test
  void integersBecomeFloat32() {
    Complex y = Fourier.rfft(Tensor.of(1, 2, 3));
    assertEquals(DType.FLOAT32, y.real().dtype());
    assertEquals(6, y.real().get(Index.at(0)).item());
    assertEquals(DType.FLOAT32, Fourier.fft(Tensor.of(true, false)).real().dtype());
  }

  @Test
  void complexNumbersAreCalculatedWith() {
    Complex a = random(12, 7);
    Complex b = random(13, 7);
    requireClose("quotient", a, a.mul(b).div(b), 1, 1e-15);
    requireClose("polar", a, Complex.polar(a.abs(), a.angle()), 1, 1e-15);
    assertTrue(a.mul(a.conj()).real().allClose(a.absSquared(), 1e-14, 0));
    assertTrue(a.abs().mul(b.abs()).allClose(a.mul(b).abs(), 1e-14, 0));
    requireClose("sum", a.add(b).sub(a), b, 1, 1e-15);
    Complex one = Complex.of(Tensor.of(0.0, -2.0));
    assertEquals(Tensor.of(0.0, Math.PI), one.angle());
    assertEquals(Tensor.of(0.0, -1.0), grad(t -> Complex.of(t).abs().sum()).apply(Tensor.of(0.0, -2.0)));
  }

  @Test
  void wrongInputIsRefusedInOneSentence() {
    assertEquals("fft: transforms at least 1 element, got 0 of shape [3×0]",
        assertThrows(IllegalArgumentException.class, () -> Fourier.fft(random(1, 3, 0))).getMessage());
    assertEquals("irfft: transforms at least 1 element, got 0 of shape [1]",
        assertThrows(IllegalArgumentException.class, () -> Fourier.irfft(random(1, 1))).getMessage());
    assertThrows(IndexOutOfBoundsException.class, () -> Fourier.rfft(Tensor.zeros(3), 1));
    assertEquals("rfft2: needs at least two axes, got shape [3]",
        assertThrows(IllegalArgumentException.class, () -> Fourier.rfft2(Tensor.zeros(3))).getMessage());
    assertEquals("fft2: needs one length for each axis, got 1 for 2 axes", assertThrows(IllegalArgumentException.class,
        () -> Fourier.fft2(random(1, 2, 2), new int[] {2}, new int[] {0, 1}, Norm.ORTHO)).getMessage());
    assertEquals("complex: needs real and imaginary parts of one shape and one floating type, got float32 of shape [2] "
        + "and float32 of shape [3]",
        assertThrows(IllegalArgumentException.class,
            () -> new Complex(Tensor.zeros(2), Tensor.zeros(3))).getMessage());
  }
}
