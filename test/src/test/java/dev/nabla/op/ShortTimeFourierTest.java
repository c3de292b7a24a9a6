package dev.nabla.op;

import static dev.nabla.op.ShortTimeFourier.istft;
import static dev.nabla.op.ShortTimeFourier.stft;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.check.GradientCheck;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The short-time Fourier transform against its definition, and its inverse against the signal. */
class ShortTimeFourierTest {
  private static Tensor signal(int... shape) {
    return Rng.of(3).randn(DType.FLOAT64, shape);
  }

  private static Tensor window(int n) {
    return Rng.of(4).rand(DType.FLOAT64, n).add(0.5);
  }

  /** X[k, m] = Σ w[j] x[m·hop + j − n/2] exp(−2πi jk/n), with x mirrored at both ends. */
  private static double[] byDefinition(double[] x, double[] w, int hop, int k, int m) {
    double[] sum = new double[2];
    for (int j = 0; j < w.length; j++) {
      int at = Math.abs(m * hop + j - w.length / 2);
      double v = w[j] * x[at < x.length ? at : 2 * (x.length - 1) - at];
      sum[0] += v * Math.cos(2 * Math.PI * j * k / w.length);
      sum[1] -= v * Math.sin(2 * Math.PI * j * k / w.length);
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"32, 8, 2", "33, 8, 4", "31, 9, 3", "20, 6, 5", "9, 1, 1", "17, 16, 16"})
  void everyBinOfEveryFrameIsTheSum(int samples, int n, int hop) {
    Tensor x = signal(samples);
    Tensor w = window(n);
    Complex y = stft(x, hop, w);
    int frames = (samples + n / 2 * 2 - n) / hop + 1;
    assertEquals(Shape.of(n / 2 + 1, frames), y.shape());
    for (int k = 0; k <= n / 2; k++) {
      for (int m = 0; m < frames; m++) {
        double[] expected = byDefinition(x.toDoubles(), w.toDoubles(), hop, k, m);
        assertEquals(expected[0], y.real().get(k, m).item(), 1e-12);
        assertEquals(expected[1], y.imaginary().get(k, m).item(), 1e-12);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"32, 8, 2", "33, 8, 4", "31, 9, 3", "20, 6, 5", "9, 1, 1"})
  void theInverseGivesTheSignalBack(int samples, int n, int hop) {
    Tensor x = signal(2, samples);
    Tensor w = window(n);
    assertTrue(istft(stft(x, hop, w), hop, w, samples).allClose(x, 0, 1e-12));
  }

  @Test
  void theUsualFramesOverlapByThreeQuarters() {
    Tensor x = Rng.of(1).randn(2, 3, 64);
    Complex y = stft(x, 16);
    assertEquals(Shape.of(2, 3, 9, 17), y.shape());
    assertEquals(DType.FLOAT32, y.real().dtype());
    assertTrue(istft(y, 4, Creation.hannWindow(16, true), 64).allClose(x, 0, 1e-5));
  }

  @Test
  void bothHaveGradients() {
    Tensor w = window(6);
    GradientCheck.of((Tensor x) -> stft(x, 2, w).absSquared(), signal(12)).withSecondOrder().check().orThrow();
    Complex y = stft(signal(12), 2, w);
    GradientCheck.of((Tensor re) -> istft(new Complex(re, y.imaginary()), 2, w, 12), y.real()).check().orThrow();
  }

  @Test
  void faultsAreNamed() {
    Tensor w = window(8);
    assertMessage("stft: a signal is mirrored by n/2 = 4 samples at its ends and needs more of them, got shape [4]",
        assertThrows(ShapeException.class, () -> stft(signal(4), 2, w)));
    assertMessage(
        "stft: needs a window of one axis and a floating type and a hop of at least 1, got float64 of shape [8] "
            + "and the hop 0",
        assertThrows(ShapeException.class, () -> stft(signal(40), 0, w)));
    Complex y = stft(signal(40), 2, w);
    assertMessage("istft: 30 samples, 2 apart, are 16 frames, got 21",
        assertThrows(ShapeException.class, () -> istft(y, 2, w, 30)));
    assertMessage(
        "istft: a window of 6 samples needs 4 bins of at least one frame, [… , bins, frames], got shape [5×21]",
        assertThrows(ShapeException.class, () -> istft(y, 2, window(6), 40)));
    Tensor gaps = Tensor.zeros(Shape.of(8), DType.FLOAT64);
    assertMessage("istft: windows of 8 samples, 2 apart, leave samples out: the least sum of their squares is 0.0",
        assertThrows(IllegalArgumentException.class, () -> istft(y, 2, gaps, 40)));
  }

  private static void assertMessage(String sentence, Exception e) {
    assertEquals(sentence, e.getMessage().lines().findFirst().orElseThrow());
  }
}
