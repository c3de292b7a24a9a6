package dev.nabla.kernel;

/**
 * Discrete Fourier transforms along the middle axis of {@code [outer, n, inner]}, n being at least 1. Complex numbers are
 * two planes: first all real parts, then all imaginary parts. Takes O(n log n) for every n; errors grow with log n only.
 */
public final class FloatFourier {
  private FloatFourier() {}

  /**
   * y[k] = scale · Σ x[j] exp(∓2πi jk/n), with + for the inverse.
   *
   * @param re real parts from {@code ro} on
   * @param im imaginary parts from {@code io} on
   * @param y two planes from 0 on
   */
  public static void complex(float[] re, int ro, float[] im, int io, int outer, int n, int inner, boolean inverse,
      double scale, float[] y) {
    int plane = outer * n * inner;
    FloatFourierPlan plan = FloatFourierPlan.of(n);
    FloatFourierColumns.forEach(outer, inner, plan.room(), plan.runsAlone(), (columns, space) -> {
      if (columns.alone()) {
        FloatFourierPlanes from = new FloatFourierPlanes(re, ro, im, io).plus(columns.first * n);
        FloatFourierPlanes to = new FloatFourierPlanes(y, 0, y, plane).plus(columns.first * n);
        plan.runAlone(inverse ? from.exchanged() : from, inverse ? to.exchanged() : to, (float) scale, space);
        return;
      }
      columns.load(re, ro, n, 0, 1, n, space.re);
      columns.load(im, io, n, 0, 1, n, space.im);
      if (inverse) {
        plan.runInverse(space, columns.lanes);
      } else {
        plan.run(space, columns.lanes);
      }
      columns.store(space.re, (float) scale, y, 0, n, 0, 1, n);
      columns.store(space.im, (float) scale, y, plane, n, 0, 1, n);
    });
  }

  /**
   * y[k] = c[k] Σ x[j] exp(-2πi jk/n) for k from 0 to n/2, x being real: c is {@code scale} for k = 0 and k = n/2, and
   * {@code middle} between.
   *
   * @param y two planes of {@code [outer, n/2 + 1, inner]}
   */
  public static void spectrum(float[] x, int xo, int outer, int n, int inner, double scale, double middle, float[] y) {
    FloatHalfSpectrum half = FloatHalfSpectrum.of(n);
    int bins = half.bins();
    FloatFourierColumns.forEach(outer, inner, half.room(), half.runsAlone(), (columns, space) -> {
      half.analyse(columns, x, xo, space, (float) scale, (float) middle);
      columns.store(space.re, 1, y, 0, bins, 0, 1, bins);
      columns.store(space.im, 1, y, outer * bins * inner, bins, 0, 1, bins);
    });
  }

  /**
   * y[j] = Re Σ c[k] x[k] exp(2πi jk/n) over k from 0 to n/2, with the same c: the adjoint of {@link #spectrum}. What is
   * imaginary in x[0], and in x[n/2] if n is even, has no influence.
   *
   * @param x two planes of {@code [outer, n/2 + 1, inner]}
   */
  public static void signal(float[] x, int xo, int outer, int n, int inner, double scale, double middle, float[] y) {
    FloatHalfSpectrum half = FloatHalfSpectrum.of(n);
    int bins = half.bins();
    FloatFourierColumns.forEach(outer, inner, half.room(), half.runsAlone(), (columns, space) -> {
      columns.load(x, xo, bins, 0, 1, bins, space.re);
      columns.load(x, xo + outer * bins * inner, bins, 0, 1, bins, space.im);
      half.synthesise(columns, space, (float) scale, (float) middle, y);
    });
  }
}
