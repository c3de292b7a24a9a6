package dev.nabla.op;

import dev.nabla.kernel.ClearedArrays;
import dev.nabla.kernel.DoubleFourier;
import dev.nabla.kernel.FloatFourier;
import dev.nabla.tensor.BinaryOp;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.Entries;
import dev.nabla.tensor.Formula;
import dev.nabla.tensor.FreeOf;
import dev.nabla.tensor.Law;
import dev.nabla.tensor.LinearOp;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.List;

/**
 * The discrete Fourier transform X[k] = Σ x[j] exp(−2πi jk/n) along an axis, its inverse, and both for real sequences, whose
 * spectra need only the bins 0 to n/2. Complex numbers are pairs of tensors. Every length, primes too, takes O(n log n).
 * Without an axis the last one is meant; a given {@code n} cuts the axis or pads it with zeros. Integers become float32.
 */
public final class Fourier {
  private Fourier() {}

  /** Where the factor 1/n goes that makes a transform and its inverse undo one another. */
  public enum Norm {
    /** To the inverse. */
    BACKWARD,
    /** 1/√n to each, so that both keep lengths of vectors. */
    ORTHO,
    /** To the transform. */
    FORWARD;

    private double scale(int n, boolean inverse) {
      return this == ORTHO ? 1 / Math.sqrt(n) : inverse == (this == BACKWARD) ? 1.0 / n : 1;
    }
  }

  /** The transform along the last axis. */
  public static Complex fft(Complex x) {
    return fft(x, -1);
  }

  /** The transform of real numbers along the last axis, all n bins. */
  public static Complex fft(Tensor x) {
    return fft(Complex.of(x));
  }

  /** The transform along an axis. */
  public static Complex fft(Complex x, int axis) {
    return fft(x, x.shape().extent(x.shape().axis(axis, "fft")), axis, Norm.BACKWARD);
  }

  /** The transform of {@code n} elements along an axis. */
  public static Complex fft(Complex x, int n, int axis, Norm norm) {
    return transform("fft", x, n, axis, false, norm);
  }

  /** The inverse transform along the last axis. */
  public static Complex ifft(Complex x) {
    return ifft(x, -1);
  }

  /** The inverse transform along an axis. */
  public static Complex ifft(Complex x, int axis) {
    return ifft(x, x.shape().extent(x.shape().axis(axis, "ifft")), axis, Norm.BACKWARD);
  }

  /** The inverse transform of {@code n} elements along an axis. */
  public static Complex ifft(Complex x, int n, int axis, Norm norm) {
    return transform("ifft", x, n, axis, true, norm);
  }

  private static Complex transform(String name, Complex x, int n, int axis, boolean inverse, Norm norm) {
    int at = x.shape().axis(axis, name);
    requireLength(name, n, x.shape());
    Complex fitted = x.map(part -> resized(part, at, n));
    double scale = norm.scale(n, inverse);
    if (x.real().requiresGradient() && x.imaginary().requiresGradient()) {
      return pair(new Transform(at, inverse, scale).apply(Tensor.stack(0, fitted.real(), fitted.imaginary())));
    }
    return pair(new TransformOfParts(at, inverse, scale).apply(fitted.real(), fitted.imaginary()));
  }

  /** The bins 0 to n/2 of the transform of real numbers along the last axis. */
  public static Complex rfft(Tensor x) {
    return rfft(x, -1);
  }

  /** The bins 0 to n/2 of the transform of real numbers along an axis. */
  public static Complex rfft(Tensor x, int axis) {
    return rfft(x, x.extent(x.shape().axis(axis, "rfft")), axis, Norm.BACKWARD);
  }

  /** The bins 0 to n/2 of the transform of {@code n} real numbers along an axis. */
  public static Complex rfft(Tensor x, int n, int axis, Norm norm) {
    int at = x.shape().axis(axis, "rfft");
    requireLength("rfft", n, x.shape());
    double scale = norm.scale(n, false);
    return pair(new Spectrum(at, scale, scale).apply(resized(Operands.floating(x), at, n)));
  }

  /** The inverse of {@link #rfft(Tensor)} for an even number of elements: 2(m − 1) of them from m bins. */
  public static Tensor irfft(Complex x) {
    return irfft(x, -1);
  }

  /** The inverse of {@link #rfft(Tensor, int)} for an even number of elements: 2(m − 1) of them from m bins. */
  public static Tensor irfft(Complex x, int axis) {
    return irfft(x, 2 * (x.shape().extent(x.shape().axis(axis, "irfft")) - 1), axis, Norm.BACKWARD);
  }

  /**
   * {@code n} real numbers along an axis from their bins 0 to n/2. The imaginary parts of bin 0 and, for even n, of bin n/2
   * have no influence.
   */
  public static Tensor irfft(Complex x, int n, int axis, Norm norm) {
    int at = x.shape().axis(axis, "irfft");
    requireLength("irfft", n, x.shape());
    Complex bins = x.map(part -> resized(part, at, n / 2 + 1));
    double scale = norm.scale(n, true);
    return new Signal(at, n, scale, 2 * scale).apply(Tensor.stack(0, bins.real(), bins.imaginary()));
  }

  /** The transform along the last two axes. */
  public static Complex fft2(Complex x) {
    return fft2(x, lastTwo("fft2", x.shape()), new int[] {-2, -1}, Norm.BACKWARD);
  }

  /** The transform along two axes, or any number of them, of so many elements each. */
  public static Complex fft2(Complex x, int[] n, int[] axes, Norm norm) {
    requirePairs("fft2", n, axes);
    Complex y = x;
    for (int i = axes.length - 1; i >= 0; i--) {
      y = fft(y, n[i], axes[i], norm);
    }
    return y;
  }

  /** The inverse transform along the last two axes. */
  public static Complex ifft2(Complex x) {
    return ifft2(x, lastTwo("ifft2", x.shape()), new int[] {-2, -1}, Norm.BACKWARD);
  }

  /** The inverse transform along two axes, or any number of them, of so many elements each. */
  public static Complex ifft2(Complex x, int[] n, int[] axes, Norm norm) {
    requirePairs("ifft2", n, axes);
    Complex y = x;
    for (int i = axes.length - 1; i >= 0; i--) {
      y = ifft(y, n[i], axes[i], norm);
    }
    return y;
  }

  /** The transform of real numbers along the last two axes, with the bins 0 to n/2 of the last. */
  public static Complex rfft2(Tensor x) {
    return rfft2(x, lastTwo("rfft2", x.shape()), new int[] {-2, -1}, Norm.BACKWARD);
  }

  /** The transform of real numbers along two axes, or more, of so many elements each; the last axis has half of its bins. */
  public static Complex rfft2(Tensor x, int[] n, int[] axes, Norm norm) {
    requirePairs("rfft2", n, axes);
    int last = axes.length - 1;
    Complex y = rfft(x, n[last], axes[last], norm);
    for (int i = last - 1; i >= 0; i--) {
      y = fft(y, n[i], axes[i], norm);
    }
    return y;
  }

  /** The inverse of {@link #rfft2(Tensor)} for an even number of elements along the last axis. */
  public static Tensor irfft2(Complex x) {
    int[] n = lastTwo("irfft2", x.shape());
    n[1] = 2 * (n[1] - 1);
    return irfft2(x, n, new int[] {-2, -1}, Norm.BACKWARD);
  }

  /** Real numbers along two axes, or more, of so many elements each, from half of the bins of the last axis. */
  public static Tensor irfft2(Complex x, int[] n, int[] axes, Norm norm) {
    requirePairs("irfft2", n, axes);
    int last = axes.length - 1;
    Complex y = x;
    for (int i = 0; i < last; i++) {
      y = ifft(y, n[i], axes[i], norm);
    }
    return irfft(y, n[last], axes[last], norm);
  }

  /** Moves bin 0 to the middle of some axes, or of all: the frequencies of {@link #fftfreq} in rising order. */
  public static Tensor fftshift(Tensor x, int... axes) {
    return shifted(x, "fftshift", false, axes);
  }

  /** {@link #fftshift(Tensor, int...)} of both parts. */
  public static Complex fftshift(Complex x, int... axes) {
    return x.map(part -> fftshift(part, axes));
  }

  /** The inverse of {@link #fftshift(Tensor, int...)}, which differs from it where an extent is odd. */
  public static Tensor ifftshift(Tensor x, int... axes) {
    return shifted(x, "ifftshift", true, axes);
  }

  /** {@link #ifftshift(Tensor, int...)} of both parts. */
  public static Complex ifftshift(Complex x, int... axes) {
    return x.map(part -> ifftshift(part, axes));
  }

  private static Tensor shifted(Tensor x, String name, boolean back, int... axes) {
    boolean[] flagged = x.shape().axes(axes, name);
    Tensor y = x;
    for (int axis = 0; axis < x.rank(); axis++) {
      if (flagged[axis]) {
        y = Rearranging.roll(y, back ? -(x.extent(axis) / 2) : x.extent(axis) / 2, axis);
      }
    }
    return y;
  }

  /** The frequencies of the n bins, in cycles per unit of the distance {@code spacing} between samples: float32. */
  public static Tensor fftfreq(int n, double spacing) {
    requireLength("fftfreq", n, Shape.SCALAR);
    Tensor bin = Tensor.arange(n).to(DType.FLOAT64);
    Tensor negative = Tensor.arange(n).ge((n + 1) / 2);
    return Tensor.where(negative, bin.sub((double) n), bin).div(n * spacing).to(DType.FLOAT32);
  }

  /** The frequencies of the bins 0 to n/2: float32. */
  public static Tensor rfftfreq(int n, double spacing) {
    requireLength("rfftfreq", n, Shape.SCALAR);
    return Tensor.arange(n / 2 + 1).to(DType.FLOAT64).div(n * spacing).to(DType.FLOAT32);
  }

  private static void requireLength(String name, int n, Shape shape) {
    if (n < 1) {
      throw new IllegalArgumentException(name + ": transforms at least 1 element, got " + n
          + (shape.rank() == 0 ? "" : " of shape " + shape));
    }
  }

  private static int[] lastTwo(String name, Shape shape) {
    if (shape.rank() < 2) {
      throw new IllegalArgumentException(name + ": needs at least two axes, got shape " + shape);
    }
    return new int[] {shape.extent(-2), shape.extent(-1)};
  }

  private static void requirePairs(String name, int[] n, int[] axes) {
    if (axes.length == 0 || n.length != axes.length) {
      throw new IllegalArgumentException(
          name + ": needs one length for each axis, got " + n.length + " for " + axes.length + " axes");
    }
  }

  /** The first n elements along an axis, with zeros behind them when they are fewer. */
  private static Tensor resized(Tensor x, int axis, int n) {
    int extent = x.extent(axis);
    if (extent >= n) {
      return extent == n ? x : x.narrow(axis, 0, n);
    }
    return Tensor.cat(axis, x, Tensor.zeros(x.shape().with(axis, n - extent), x.dtype()));
  }

  private static Complex pair(Tensor planes) {
    return new Complex(planes.select(0, 0), planes.select(0, 1));
  }

  /** c Σ x[j] exp(∓2πi jk/n) of the planes [2, …], the axis being counted without the first: its adjoint is the other. */
  record Transform(int axis, boolean inverse, double scale) implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      return transformed(x.select(0, 0), x.select(0, 1), axis, inverse, scale);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return new Transform(axis, !inverse, scale).apply(g);
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Transform(axis + 1, inverse, scale).apply(x.transpose(0, 1)).transpose(0, 1);
    }

    @Override
    public Formula formula(int inputs) {
      String there = Formula.number(scale) + (inverse ? "·conj(F)·" : "·F·");
      String back = Formula.number(scale) + (inverse ? "·F·" : "·conj(F)·");
      return Formula.of(there + "x", back + "g").where("F: the matrix exp(−2πi·jk/n)");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Transform(0, false, 1), Domain.REALS.draw(1, 2, 6)),
          Sample.of(new Transform(1, true, 0.25), Domain.REALS.draw(2, 2, 3, 7, 2)),
          Sample.of(new Transform(0, false, 0.5), Domain.REALS.draw(3, 3, 37, 2).transpose(0, 2)),
          Sample.of(new Transform(1, true, 1), Domain.REALS.draw(4, 2, 0, 4)));
    }
  }

  /** The planes of c Σ z[j] exp(∓2πi jk/n) for parts that lie anywhere. */
  private static Tensor transformed(Tensor real, Tensor imaginary, int axis, boolean inverse, double scale) {
    Rows re = Rows.along(real, axis);
    Rows im = Rows.along(imaginary, axis);
    Shape shape = Shape.of(2).concat(real.shape());
    if (real.dtype() == DType.FLOAT32) {
      float[] y = (float[]) ClearedArrays.of(float.class, shape.size());
      FloatFourier.complex((float[]) re.array(), re.offset(), (float[]) im.array(), im.offset(), re.outer(), re.n(),
          re.inner(), inverse, scale, y);
      return Rows.wrap(y, real.dtype(), shape);
    }
    double[] y = (double[]) ClearedArrays.of(double.class, shape.size());
    DoubleFourier.complex((double[]) re.array(), re.offset(), (double[]) im.array(), im.offset(), re.outer(), re.n(),
        re.inner(), inverse, scale, y);
    return Rows.wrap(y, real.dtype(), shape);
  }

  /**
   * {@link Transform} of parts that need not be put together first, which costs as much as a third of a transform. Its
   * gradient is a transform for each part, so that it is not meant for two parts that both want one.
   */
  @FreeOf(value = Law.BROADCASTING, because = "the parts of complex numbers have one shape")
  record TransformOfParts(int axis, boolean inverse, double scale) implements BinaryOp {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return transformed(a, b, axis, inverse, scale);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return new Transform(axis, !inverse, scale).apply(g).select(0, 0);
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      return new Transform(axis, !inverse, scale).apply(g).select(0, 1);
    }

    @Override
    public Tensor tangent(Tensor da, Tensor db, Tensor y, Tensor a, Tensor b) {
      return apply(da == null ? Tensor.zerosLike(db) : da, db == null ? Tensor.zerosLike(da) : db);
    }

    @Override
    public boolean needsInputs() {
      return false;
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    @Override
    public Tensor batched(Tensor a, Tensor b) {
      int count = Entries.count(a, b);
      return new TransformOfParts(axis + 1, inverse, scale).apply(Entries.each(a, count), Entries.each(b, count))
          .transpose(0, 1);
    }

    @Override
    public Formula formula(int inputs) {
      String there = Formula.number(scale) + (inverse ? "·conj(F)·" : "·F·");
      String back = Formula.number(scale) + (inverse ? "·F·" : "·conj(F)·");
      return Formula.of(there + "(a + i·b)", "real(" + back + "g)", "imag(" + back + "g)")
          .where("F: the matrix exp(−2πi·jk/n)");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new TransformOfParts(0, false, 1), Domain.REALS.draw(1, 6), Domain.REALS.draw(2, 6)),
          Sample.of(new TransformOfParts(0, true, 0.25), Domain.REALS.draw(3, 7, 2),
              Domain.REALS.draw(4, 2, 7).transpose()),
          Sample.of(new TransformOfParts(1, true, 1), Domain.REALS.draw(5, 0, 4), Domain.REALS.draw(6, 0, 4)));
    }
  }

  /** Bins 0 to n/2 of real numbers as planes [2, …], times {@code scale} at both ends and {@code middle} between. */
  record Spectrum(int axis, double scale, double middle) implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      Rows r = Rows.along(x, axis);
      Shape shape = Shape.of(2).concat(x.shape().with(axis, r.n() / 2 + 1));
      if (x.dtype() == DType.FLOAT32) {
        float[] y = (float[]) ClearedArrays.of(float.class, shape.size());
        FloatFourier.spectrum((float[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), scale, middle, y);
        return Rows.wrap(y, x.dtype(), shape);
      }
      double[] y = (double[]) ClearedArrays.of(double.class, shape.size());
      DoubleFourier.spectrum((double[]) r.array(), r.offset(), r.outer(), r.n(), r.inner(), scale, middle, y);
      return Rows.wrap(y, x.dtype(), shape);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return new Signal(axis, x.extent(axis), scale, middle).apply(g);
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Spectrum(axis + 1, scale, middle).apply(x).transpose(0, 1);
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("w ⊙ (F·x)", "real(conj(F)ᵀ·(w ⊙ g))")
          .where("F, w: bins 0 to n/2 of the matrix exp(−2πi·jk/n), and their weights");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Spectrum(0, 0.5, 2), Domain.REALS.draw(1, 8)),
          Sample.of(new Spectrum(1, 1, 1), Domain.REALS.draw(2, 2, 7, 3)),
          Sample.of(new Spectrum(0, 1, 3), Domain.REALS.draw(3, 2, 74).transpose()),
          Sample.of(new Spectrum(1, 1, 1), Domain.REALS.draw(4, 3, 1)),
          Sample.of(new Spectrum(1, 1, 1), Domain.REALS.draw(5, 0, 4)));
    }
  }

  /** n real numbers from planes [2, …] of bins 0 to n/2, with the same factors: the adjoint of the spectrum. */
  record Signal(int axis, int n, double scale, double middle) implements LinearOp {
    @Override
    public Tensor forward(Tensor x) {
      Rows r = Rows.along(x, axis + 1);
      Shape shape = x.shape().slice(1, x.rank()).with(axis, n);
      int outer = r.outer() / 2;
      if (x.dtype() == DType.FLOAT32) {
        float[] y = (float[]) ClearedArrays.of(float.class, shape.size());
        FloatFourier.signal((float[]) r.array(), r.offset(), outer, n, r.inner(), scale, middle, y);
        return Rows.wrap(y, x.dtype(), shape);
      }
      double[] y = (double[]) ClearedArrays.of(double.class, shape.size());
      DoubleFourier.signal((double[]) r.array(), r.offset(), outer, n, r.inner(), scale, middle, y);
      return Rows.wrap(y, x.dtype(), shape);
    }

    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return new Spectrum(axis, scale, middle).apply(g);
    }

    @Override
    public Tensor batched(Tensor x) {
      return new Signal(axis + 1, n, scale, middle).apply(x.transpose(0, 1));
    }

    @Override
    public Formula formula(int inputs) {
      return Formula.of("real(conj(F)ᵀ·(w ⊙ x))", "w ⊙ (F·g)")
          .where("F, w: bins 0 to n/2 of the matrix exp(−2πi·jk/n), and their weights");
    }

    static List<Sample> samples() {
      return List.of(
          Sample.of(new Signal(0, 8, 0.5, 2), Domain.REALS.draw(1, 2, 5)),
          Sample.of(new Signal(1, 7, 1, 1), Domain.REALS.draw(2, 2, 2, 4, 3)),
          Sample.of(new Signal(0, 75, 1, 3), Domain.REALS.draw(3, 2, 38, 2).transpose(0, 2)),
          Sample.of(new Signal(0, 1, 1, 2), Domain.REALS.draw(4, 2, 1)),
          Sample.of(new Signal(1, 4, 1, 2), Domain.REALS.draw(5, 2, 0, 3)));
    }
  }
}
