package dev.nabla.kernel;

/** Where complex numbers lie: their real parts from one position of an array on, their imaginary parts likewise. */
record FloatFourierPlanes(float[] re, int reAt, float[] im, int imAt) {
  /** The same {@code distance} further on. */
  FloatFourierPlanes plus(int distance) {
    return new FloatFourierPlanes(re, reAt + distance, im, imAt + distance);
  }

  /** i·conj z for every z: the inverse transform is the transform between two such exchanges. */
  FloatFourierPlanes exchanged() {
    return new FloatFourierPlanes(im, imAt, re, reAt);
  }
}
