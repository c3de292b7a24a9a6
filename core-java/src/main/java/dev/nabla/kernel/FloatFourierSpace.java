package dev.nabla.kernel;

/**
 * Where a thread transforms: real and imaginary parts of some lanes side by side, element j of lane l at {@code j · lanes
 * + l}, and as much room again, because every pass reads one and writes the other.
 */
final class FloatFourierSpace {
  /** A thread keeps no more than this from one transform to the next. */
  private static final int KEPT = 1 << 18;

  private static final ThreadLocal<FloatFourierSpace> OWN = ThreadLocal.withInitial(() -> new FloatFourierSpace(0));
  private static final ThreadLocal<FloatFourierSpace> STRIP = ThreadLocal.withInitial(() -> new FloatFourierSpace(0));

  float[] re;
  float[] im;
  float[] nextRe;
  float[] nextIm;

  FloatFourierSpace(int size) {
    re = new float[size];
    im = new float[size];
    nextRe = new float[size];
    nextIm = new float[size];
  }

  /** This thread's own space of at least {@code size} elements, with whatever was left there. */
  static FloatFourierSpace own(int size) {
    return kept(OWN, size);
  }

  /** Another one, for strips of what may itself lie in this thread's own space. */
  static FloatFourierSpace strip(int size) {
    return kept(STRIP, size);
  }

  private static FloatFourierSpace kept(ThreadLocal<FloatFourierSpace> place, int size) {
    FloatFourierSpace own = place.get();
    if (own.re.length >= size) {
      return own;
    }
    FloatFourierSpace larger = new FloatFourierSpace(size);
    if (size <= KEPT) {
      place.set(larger);
    }
    return larger;
  }

  FloatFourierPlanes read() {
    return new FloatFourierPlanes(re, 0, im, 0);
  }

  FloatFourierPlanes written() {
    return new FloatFourierPlanes(nextRe, 0, nextIm, 0);
  }

  /** What was written becomes what is read. */
  void advance() {
    float[] readRe = re;
    float[] readIm = im;
    re = nextRe;
    im = nextIm;
    nextRe = readRe;
    nextIm = readIm;
  }

  /**
   * Exchanges real and imaginary parts. The inverse transform is the transform between two such exchanges, for i·conj z
   * has them exchanged.
   */
  void exchange() {
    float[] parts = re;
    re = im;
    im = parts;
    parts = nextRe;
    nextRe = nextIm;
    nextIm = parts;
  }
}
