package dev.nabla.tensor;

/**
 * A tensor that can be assigned, and the place where its gradient is collected: what a model learns. In operations it
 * stands for its present value, and they are recorded.
 *
 * <p>Its shape and type never change. Two parameters are equal only when they are the same.
 */
public final class Parameter extends Tensor {
  private final String name;
  private Tensor value;
  private Tensor gradient;

  private Parameter(String name, Tensor value) {
    super(value.shape(), value.dtype());
    this.name = name;
    this.value = leaf(value);
  }

  /**
   * A parameter that starts as {@code value}.
   *
   * @throws IllegalArgumentException when {@code value} is not of a floating type
   */
  public static Parameter of(Tensor value) {
    return of("parameter", value);
  }

  /** A parameter that starts as {@code value}, with the name that messages call it by. */
  public static Parameter of(String name, Tensor value) {
    if (!value.dtype().isFloating()) {
      throw new IllegalArgumentException("parameter: a tensor of type " + value.dtype()
          + " has no gradient; a parameter needs float32 or float64");
    }
    return new Parameter(name, value);
  }

  /** The name that messages call it by: {@code weight}. */
  public String name() {
    return name;
  }

  /** The present value, as a constant. */
  public Tensor value() {
    return value.below();
  }

  /**
   * Replaces the value. A recorded operation that read the old one can no longer be differentiated.
   *
   * @throws IllegalArgumentException when shape or type differ
   */
  public void assign(Tensor newValue) {
    if (!newValue.shape().equals(shape()) || newValue.dtype() != dtype()) {
      throw new IllegalArgumentException("assign: " + describe() + " holds " + dtype() + " " + shape() + ", got "
          + newValue.dtype() + " " + newValue.shape());
    }
    value = leaf(newValue);
  }

  /** Whether a backward pass has left a gradient since it was last cleared. */
  public boolean hasGradient() {
    return gradient != null;
  }

  /**
   * The sum of the gradients of all backward passes since it was last cleared (optimizers clear it at each step).
   *
   * @throws IllegalStateException when there is none
   */
  public Tensor gradient() {
    if (gradient == null) {
      throw new IllegalStateException("gradient: " + describe()
          + " has none; call backward() on something computed from it, and read it before the optimizer's step");
    }
    return gradient;
  }

  /** Forgets the gradient. */
  public void clearGradient() {
    gradient = null;
  }

  /**
   * Adds to the gradient, as a backward pass does: for gradients that come from elsewhere.
   *
   * @throws IllegalArgumentException when the shape differs or the type is no floating one
   */
  public void addGradient(Tensor more) {
    if (!more.shape().equals(shape()) || !more.dtype().isFloating()) {
      throw new IllegalArgumentException("addGradient: " + describe() + " holds " + dtype() + " " + shape() + ", got "
          + more.dtype() + " " + more.shape());
    }
    Tensor fitting = more.to(dtype());
    synchronized (this) {
      gradient = (gradient == null ? fitting : gradient.add(fitting)).evaluated(); // so that it holds nothing else
    }
  }

  /** Where differentiation with respect to the present value ends. */
  Node.Leaf leaf() {
    return (Node.Leaf) value.trace;
  }

  private Tensor leaf(Tensor newValue) {
    Tensor plain = newValue.detach();
    if (plain.trace != null) {
      throw new IllegalStateException("parameter: a tensor of shape " + plain.shape()
          + " that stands for every entry of a vectorised map cannot be kept in a parameter");
    }
    return plain.contiguous().traced(new Node.Leaf(0, Recorder.current().nextSerial(), this));
  }

  @Override
  Tensor current() {
    return value;
  }

  /** Name and shape for messages: {@code parameter 'weight' [128×64]}. */
  String describe() {
    return "parameter '" + name + "' " + shape();
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
