package dev.nabla.op;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.ShapeException;
import dev.nabla.tensor.Tensor;

/**
 * The short-time Fourier transform X[k, m] = Σ w[j] x[m·hop + j] exp(−2πi jk/n) of frames that a window w cuts out of a real
 * signal, {@code hop} apart, and its inverse. Frames are centred at multiples of the hop: the signal is mirrored by n/2 at
 * both ends, as {@code torch.stft} does by default. Composed of views, products and {@link Fourier}, so gradients follow.
 */
public final class ShortTimeFourier {
  /** Least sum of squared windows over a sample, below which no frame tells what it was. */
  private static final double LEAST_COVER = 1e-11;

  private ShortTimeFourier() {}

  /** The transform of frames of {@code n} samples, n/4 apart, under a periodic Hann window. */
  public static Complex stft(Tensor x, int n) {
    return stft(x, Math.max(1, n / 4), Creation.hannWindow(n, true));
  }

  /**
   * The transform of frames as long as the window: the bins 0 to n/2 of each, [… , n/2 + 1, frames] for a signal of shape
   * [… , samples] and n = {@code window.size()}, of which there are 1 + samples/hop frames for an even n.
   */
  public static Complex stft(Tensor x, int hop, Tensor window) {
    int n = requireWindow("stft", hop, window);
    if (x.rank() < 1 || x.extent(-1) <= n / 2) {
      throw new ShapeException(
          "stft: a signal is mirrored by n/2 = " + n / 2 + " samples at its ends and needs more of "
              + "them, got shape " + x.shape());
    }
    Tensor signal = Padding.pad(Operands.floating(x), Padding.Mode.REFLECT, n / 2, n / 2);
    Tensor frames = Windows.unfold(signal, -1, n, hop).mul(window.to(signal.dtype()));
    return Fourier.rfft(frames).map(part -> part.transpose(-2, -1));
  }

  /**
   * The signal [… , samples] with this transform, [… , bins, frames]: frames transformed back, windowed again, added where
   * they overlap, and divided by the sum of the squared windows, which is what the least squares say (D. Griffin, J. Lim,
   * "Signal Estimation from Modified Short-Time Fourier Transform", IEEE Trans. ASSP 32 (1984)).
   *
   * @param samples how many the signal has: the last of them, fewer than {@code hop}, may lie behind the last frame's centre
   * @throws IllegalArgumentException when no frame covers one of them
   */
  public static Tensor istft(Complex spectrum, int hop, Tensor window, int samples) {
    int n = requireWindow("istft", hop, window);
    if (spectrum.shape().rank() < 2 || spectrum.shape().extent(-2) != n / 2 + 1 || spectrum.shape().extent(-1) < 1) {
      throw new ShapeException(
          "istft: a window of " + n + " samples needs " + (n / 2 + 1) + " bins of at least one frame, "
              + "[… , bins, frames], got shape " + spectrum.shape());
    }
    int frames = spectrum.shape().extent(-1);
    if (samples < 1 || frames(samples, n, hop) != frames) {
      throw new ShapeException("istft: " + samples + " samples, " + hop + " apart, are " + frames(samples, n, hop)
          + " frames, got " + frames);
    }
    Complex rows = spectrum.map(part -> part.transpose(-2, -1));
    Tensor pieces = Fourier.irfft(rows, n, -1, Fourier.Norm.BACKWARD);
    Tensor w = window.to(pieces.dtype());
    Tensor cover = overlapped(w.mul(w).expand(frames, n), hop).narrow(-1, n / 2, samples);
    requireCovered(cover, hop, n);
    return overlapped(pieces.mul(w), hop).narrow(-1, n / 2, samples).div(cover);
  }

  private static int frames(int samples, int n, int hop) {
    return 1 + (samples - n % 2) / hop;
  }

  /** Frames [… , frames, n], {@code hop} apart, added up: what the gradient of {@link Windows#unfold} does. */
  private static Tensor overlapped(Tensor frames, int hop) {
    int count = frames.extent(-2);
    int n = frames.extent(-1);
    int length = (count - 1) * hop + n + hop; // so that the last sample of the signal is there for any of its lengths
    Tensor places = Tensor.arange(count).mul(hop).unsqueeze(1).add(Tensor.arange(n)).flatten();
    Tensor flat = frames.flatten(-2, -1);
    Tensor zeros = Tensor.zeros(flat.shape().with(flat.rank() - 1, length), flat.dtype());
    return IndexUpdates.indexAdd(zeros, -1, places, flat);
  }

  private static int requireWindow(String operation, int hop, Tensor window) {
    if (window.rank() != 1 || window.size() < 1 || !window.dtype().isFloating() || hop < 1) {
      throw new ShapeException(
          operation + ": needs a window of one axis and a floating type and a hop of at least 1, got "
              + window.dtype() + " of shape " + window.shape() + " and the hop " + hop);
    }
    return window.size();
  }

  private static void requireCovered(Tensor cover, int hop, int n) {
    double least = cover.detach().underlying().to(DType.FLOAT64).min().item();
    if (least < LEAST_COVER) {
      throw new IllegalArgumentException("istft: windows of " + n + " samples, " + hop + " apart, leave samples out: "
          + "the least sum of their squares is " + least);
    }
  }
}
