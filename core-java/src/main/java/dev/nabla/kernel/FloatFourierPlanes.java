package dev.nabla.kernel;

/** Where complex numbers lie: their real parts from one position of an array on, their imaginary parts likewise. */
record FloatFourierPlanes(float[] re, int reAt, float[] im, int imAt) {
  /** Of two planes one behind the other. */
  static FloatFourierPlanes of(float[] x, int at, int plane) {
    return new FloatFourierPlanes(x, at, x, at + plane);
  }

  /** The same {@code distance} further on. */
  FloatFourierPlanes plus(int distance) {
    return new FloatFourierPlanes(re, reAt + distance, im, imAt + distance);
  }

  /** i·conj z for every z: the inverse transform is the transform between two such exchanges. */
  FloatFourierPlanes exchanged() {
    return new FloatFourierPlanes(im, imAt, re, reAt);
  }
}
