package dev.nabla.op;

import dev.nabla.tensor.Tensor;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Axes split, merged, permuted, reduced and repeated as a pattern of names says: {@code "b (h w) c -> b c h w"}. Names stand
 * for axes, brackets for several axes in one, the last of which runs fastest, {@code 1} for an axis of extent 1, and
 * {@code ...} for all axes that no name stands for. Extents that do not follow from the tensor are given by name. A pattern
 * is views and one reduction at most, so it copies only where a reshape must. After A. Rogozhnikov, "Einops: Clear and
 * Reliable Tensor Manipulations with Einstein-like Notation", ICLR 2022.
 */
public final class Patterns {
  private Patterns() {}

  /** The same elements with axes split, merged and permuted. */
  public static Tensor rearrange(Tensor x, String pattern) {
    return rearrange(x, pattern, Map.of());
  }

  /**
   * The same elements with axes split, merged and permuted: {@code rearrange(x, "b (h w) -> b h w", Map.of("h", 4))}.
   *
   * @param extents of names that the shape leaves open
   */
  public static Tensor rearrange(Tensor x, String pattern, Map<String, Integer> extents) {
    AxisPattern axes = AxisPattern.parse("rearrange", pattern);
    axes.requireNoneLost();
    axes.requireNoneNew();
    return axes.apply(x, extents, null);
  }

  /** The tensor without the axes whose names the right side lacks: {@code reduce(x, "b c h w -> b c", Tensor::mean)}. */
  public static Tensor reduce(Tensor x, String pattern, BiFunction<Tensor, int[], Tensor> reduction) {
    return reduce(x, pattern, reduction, Map.of());
  }

  /**
   * The tensor without the axes whose names the right side lacks. A number in brackets on the left is an axis of that
   * extent without a name: {@code reduce(x, "b (h 2) (w 2) -> b h w", Tensor::amax)} is a pooling.
   *
   * @param reduction what becomes of the elements along some axes, at least one, which it takes away
   * @param extents of names that the shape leaves open
   */
  public static Tensor reduce(Tensor x, String pattern, BiFunction<Tensor, int[], Tensor> reduction,
      Map<String, Integer> extents) {
    AxisPattern axes = AxisPattern.parse("reduce", pattern);
    axes.requireNoneNew();
    return axes.apply(x, extents, reduction);
  }

  /** The tensor once for each position along the axes that only the right side has: {@code "h w -> h (w 2)"}. */
  public static Tensor repeat(Tensor x, String pattern) {
    return repeat(x, pattern, Map.of());
  }

  /**
   * The tensor once for each position along the axes that only the right side has, whose gradients add up.
   *
   * @param extents of the new names, and of those that the shape leaves open
   */
  public static Tensor repeat(Tensor x, String pattern, Map<String, Integer> extents) {
    AxisPattern axes = AxisPattern.parse("repeat", pattern);
    axes.requireNoneLost();
    return axes.apply(x, extents, null);
  }
}
