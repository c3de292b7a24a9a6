package dev.nabla.tensor;

/**
 * Elements selected along an axis, and where they stood.
 *
 * @param values the elements
 * @param indices their positions along the axis, int64, of the same shape
 */
public record Selected(Tensor values, Tensor indices) {
  /**
   * Where a selected element is not the only one of its value along the axis: another would have done as well.
   *
   * @param x what was selected from
   * @param values one element along the axis
   * @return bool, of the shape of {@code values}
   */
  public static Tensor tied(Tensor x, Tensor values, int axis) {
    return x.eq(values).sum(Axes.KEEP, axis).gt(1);
  }
}
