package dev.nabla.op;

import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * Complex numbers as two tensors of one shape and one floating type; operations broadcast and have gradients as those of
 * tensors. There is no complex element type.
 *
 * @param real the real parts
 * @param imaginary the imaginary parts
 */
public record Complex(Tensor real, Tensor imaginary) {
  /** Refuses parts that differ in shape or type, or are not floating. */
  public Complex {
    if (!real.shape().equals(imaginary.shape()) || real.dtype() != imaginary.dtype() || !real.dtype().isFloating()) {
      throw new IllegalArgumentException("complex: needs real and imaginary parts of one shape and one floating type, "
          + "got " + real.dtype() + " of shape " + real.shape() + " and " + imaginary.dtype() + " of shape "
          + imaginary.shape());
    }
  }

  /** Real numbers as complex ones; integers become float32. */
  public static Complex of(Tensor real) {
    Tensor x = real.to(real.dtype().floating());
    return new Complex(x, Tensor.zerosLike(x));
  }

  /** r · exp(iφ) of a radius and an angle, which broadcast. */
  public static Complex polar(Tensor radius, Tensor angle) {
    return new Complex(radius.mul(Trigonometry.cos(angle)), radius.mul(Trigonometry.sin(angle)));
  }

  /** The shape of both parts. */
  public Shape shape() {
    return real.shape();
  }

  /** |z|, without overflow; the gradient at 0 is 0. */
  public Tensor abs() {
    return Powers.hypot(real, imaginary);
  }

  /** The angle of z in [−π, π]; the gradient at 0 is 0. */
  public Tensor angle() {
    return Trigonometry.atan2(imaginary, real);
  }

  /** |z|². */
  public Tensor absSquared() {
    return real.pow(2).add(imaginary.pow(2));
  }

  /** The conjugate. */
  public Complex conj() {
    return new Complex(real, imaginary.neg());
  }

  /** −z. */
  public Complex neg() {
    return map(Tensor::neg);
  }

  /** The sum. */
  public Complex add(Complex other) {
    return new Complex(real.add(other.real), imaginary.add(other.imaginary));
  }

  /** The difference. */
  public Complex sub(Complex other) {
    return new Complex(real.sub(other.real), imaginary.sub(other.imaginary));
  }

  /** The product. */
  public Complex mul(Complex other) {
    return new Complex(real.mul(other.real).sub(imaginary.mul(other.imaginary)),
        real.mul(other.imaginary).add(imaginary.mul(other.real)));
  }

  /** The product with real numbers. */
  public Complex mul(Tensor other) {
    return map(part -> part.mul(other));
  }

  /** The product with a real number. */
  public Complex mul(double c) {
    return map(part -> part.mul(c));
  }

  /** The quotient: times the conjugate, divided by the square of the absolute value. */
  public Complex div(Complex other) {
    Tensor square = other.absSquared();
    return mul(other.conj()).map(part -> part.div(square));
  }

  /** Both parts changed alike, as views, sums over axes and other linear functions with real factors do. */
  public Complex map(UnaryOperator<Tensor> linear) {
    return new Complex(linear.apply(real), linear.apply(imaginary));
  }
}
