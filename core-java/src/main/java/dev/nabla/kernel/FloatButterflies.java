package dev.nabla.kernel;

/**
 * The passes of a transform over the factors of its length. A pass for the factor r reads, for each of {@code groups}
 * numbers p, r runs that begin at {@code (p + k · groups) · run}, transforms the r elements that stand at the same place of
 * them, multiplies result j by {@code w[p · (r - 1) + j - 1]} and writes it to the run at {@code (p · r + j) · run}. Both
 * implementations do the same arithmetic in the same order.
 */
abstract class FloatButterflies {
  static final float HALF_ROOT_3 = 0.8660254037844386f;

  /** cos and sin of a fifth of a turn, and of two. */
  static final float COS_1 = 0.30901699437494745f;

  static final float COS_2 = -0.8090169943749475f;
  static final float SIN_1 = 0.9510565162951535f;
  static final float SIN_2 = 0.5877852522924731f;

  /** Passes over fewer elements are not worth what the vector implementation costs to load and to enter. */
  private static final int SHORT = 64;

  /** The implementation for passes over {@code n} elements. */
  static FloatButterflies of(int n) {
    return n < SHORT ? FloatScalarButterflies.LOOPS : Chosen.LOOPS;
  }

  static FloatButterflies scalar() {
    return FloatScalarButterflies.LOOPS;
  }

  static FloatButterflies vector() {
    return FloatVectorButterflies.LOOPS;
  }

  final void pass(int factor, FloatFourierSpace s, int groups, int run, float[] wr, float[] wi) {
    for (int p = 0; p < groups; p++) {
      switch (factor) {
        case 2 -> two(s, p * run, groups * run, 2 * p * run, 0, run, wr[p], wi[p]);
        case 3 -> three(s, p * run, groups * run, 3 * p * run, 0, run, wr, wi, 2 * p);
        case 4 -> four(s, p * run, groups * run, 4 * p * run, 0, run, wr, wi, 3 * p);
        case 5 -> five(s, p * run, groups * run, 5 * p * run, 0, run, wr, wi, 4 * p);
        default -> odd(factor, s, p * run, groups * run, factor * p * run, run, wr, wi, (factor - 1) * p);
      }
    }
  }

  /**
   * Pairs at {@code from} and {@code step} behind it, to {@code to} and {@code n} behind it, with one root: element {@code
   * first} and all after it of runs of {@code n}.
   */
  abstract void two(FloatFourierSpace s, int from, int step, int to, int first, int n, float wr, float wi);

  /** Threes; the roots begin at {@code w}. */
  abstract void three(FloatFourierSpace s, int from, int step, int to, int first, int n, float[] wr, float[] wi, int w);

  /** Fours. */
  abstract void four(FloatFourierSpace s, int from, int step, int to, int first, int n, float[] wr, float[] wi, int w);

  /** Fives. */
  abstract void five(FloatFourierSpace s, int from, int step, int to, int first, int n, float[] wr, float[] wi, int w);

  /**
   * Groups of any odd number r, in r² steps: elements k and r - k are multiplied by roots that are conjugate, so that their
   * sum goes with the cosine and their difference with the sine.
   */
  private static void odd(int r, FloatFourierSpace s, int from, int step, int to, int n, float[] wr, float[] wi,
      int w) {
    int half = r / 2;
    float[] cosine = new float[r];
    float[] sine = new float[r];
    for (int k = 0; k < r; k++) {
      cosine[k] = (float) RootsOfUnity.cosine(k, r);
      sine[k] = (float) RootsOfUnity.sine(k, r);
    }
    float[][] pairs = new float[4][half + 1]; // sums and differences, real and imaginary parts
    for (int i = 0; i < n; i++) {
      pair(s, from + i, step, r, pairs);
      float re0 = s.re[from + i];
      float im0 = s.im[from + i];
      float sumRe = re0;
      float sumIm = im0;
      for (int k = 1; k <= half; k++) {
        sumRe += pairs[0][k];
        sumIm += pairs[1][k];
      }
      s.nextRe[to + i] = sumRe;
      s.nextIm[to + i] = sumIm;
      for (int j = 1; j <= half; j++) {
        float a = re0;
        float b = im0;
        float c = 0;
        float d = 0;
        for (int k = 1, at = j; k <= half; k++, at = (at + j) % r) {
          a += cosine[at] * pairs[0][k];
          b += cosine[at] * pairs[1][k];
          c += sine[at] * pairs[2][k];
          d += sine[at] * pairs[3][k];
        }
        store(s, to + j * n + i, a + d, b - c, wr[w + j - 1], wi[w + j - 1]);
        store(s, to + (r - j) * n + i, a - d, b + c, wr[w + r - j - 1], wi[w + r - j - 1]);
      }
    }
  }

  private static void pair(FloatFourierSpace s, int at, int step, int r, float[][] pairs) {
    for (int k = 1; k <= r / 2; k++) {
      int low = at + k * step;
      int high = at + (r - k) * step;
      pairs[0][k] = s.re[low] + s.re[high];
      pairs[1][k] = s.im[low] + s.im[high];
      pairs[2][k] = s.re[low] - s.re[high];
      pairs[3][k] = s.im[low] - s.im[high];
    }
  }

  private static void store(FloatFourierSpace s, int at, float re, float im, float wr, float wi) {
    s.nextRe[at] = re * wr - im * wi;
    s.nextIm[at] = re * wi + im * wr;
  }

  /** Made when first asked for, because choosing may load the Vector API. */
  private static final class Chosen {
    static final FloatButterflies LOOPS = Kernels.vector() ? vector() : scalar();
  }
}
