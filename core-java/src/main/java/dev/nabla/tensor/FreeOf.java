package dev.nabla.tensor;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that some laws do not concern an operator, or all operators nested in a class, and why. What follows from the
 * operator itself (one operand does not broadcast, a bool result has no gradient) need not be said.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(FreeOf.All.class)
public @interface FreeOf {
  /** The laws. */
  Law[] value();

  /** The reason, as the table of operators prints it: {@code "positions select, they do not pair"}. */
  String because();

  /** Several of these on one class. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    /** The declarations. */
    FreeOf[] value();
  }
}
