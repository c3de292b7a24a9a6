package dev.nabla.kernel;

/** Horner's rule. */
final class Polynomial {
  private Polynomial() {}

  /** c[0] + c[1]·t + c[2]·t² + …. */
  static double at(double t, double[] c) {
    double sum = c[c.length - 1];
    for (int i = c.length - 2; i >= 0; i--) {
      sum = sum * t + c[i];
    }
    return sum;
  }
}
