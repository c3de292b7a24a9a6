package dev.nabla.kernel;

/** The random numbers of one element: as many as its rejections take, the same whoever computes the element. */
final class VariateStream {
  private final long key;
  private long counter;
  private double second = Double.NaN;

  /** The stream of element {@code element} under a key. */
  VariateStream(long key, long element) {
    this.key = Philox.next(key, element);
  }

  /** Between 0 and 1, both excluded. */
  double uniform() {
    return ((Philox.next(key, counter++) >>> 12) + 0.5) * 0x1p-52;
  }

  /** Of mean 0 and variance 1: pairs by the method of Box and Muller. */
  double normal() {
    if (!Double.isNaN(second)) {
      double normal = second;
      second = Double.NaN;
      return normal;
    }
    double radius = Math.sqrt(-2 * Math.log(uniform()));
    double angle = 2 * Math.PI * uniform();
    second = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }
}
