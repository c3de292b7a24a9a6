package dev.nabla.autodiff;

import java.util.List;
import java.util.Map;

/**
 * A kind of values that hold others: how {@link Trees} takes them apart and puts them together. Records, lists and maps
 * are known; implementations for more are found by {@link java.util.ServiceLoader}, as that for Kotlin's data classes is.
 */
public interface Branching {
  /** Whether {@code value} is of this kind. */
  boolean covers(Object value);

  /** What {@code branch} holds, by name and in an order that depends on its class or keys only; parts may be null. */
  Map<String, Object> parts(Object branch);

  /** A value like {@code branch} that holds {@code parts}, in the order of {@link #parts}. */
  Object with(Object branch, List<Object> parts);
}
