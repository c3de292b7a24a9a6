package dev.nabla.op;

import dev.nabla.tensor.Shape;
import java.util.List;

/**
 * The labels of the axes of an einsum's operands and of its result, as numbers from 0. Sets of labels are the bits of a
 * long.
 *
 * @param formula as the user wrote it
 * @param names the letter of each label, a dot for the axes of an ellipsis
 * @param inputs for each operand the labels of its axes
 * @param output the labels of the result's axes
 * @param extents the extent of each label; an operand's own may be 1, and is broadcast to it
 */
record Subscripts(String formula, String names, List<int[]> inputs, int[] output, int[] extents) {
  /** How many different labels there may be. */
  static final int LABELS = Long.SIZE;

  /** The labels that an operand depends on: not those that it is broadcast along. */
  long labels(int operand, Shape shape) {
    long set = 0;
    int[] labels = inputs.get(operand);
    for (int axis = 0; axis < labels.length; axis++) {
      set |= shape.extent(axis) == extents[labels[axis]] ? bit(labels[axis]) : 0;
    }
    return set;
  }

  static long bit(int label) {
    return 1L << label;
  }

  static long set(int[] labels) {
    long set = 0;
    for (int label : labels) {
      set |= bit(label);
    }
    return set;
  }

  /** The number of elements of a tensor with these labels. */
  static double size(long labels, int[] extents) {
    double size = 1;
    for (long rest = labels; rest != 0; rest &= rest - 1) {
      size *= extents[Long.numberOfTrailingZeros(rest)];
    }
    return size;
  }

  /** The letters of these labels, with one ellipsis for all of its axes. */
  String text(int[] labels) {
    StringBuilder text = new StringBuilder();
    for (int label : labels) {
      text.append(names.charAt(label));
    }
    return text.toString().replaceAll("\\.+", "...");
  }

  /** The letters of a set of labels. */
  String text(long labels) {
    int[] ordered = new int[Long.bitCount(labels)];
    long rest = labels;
    for (int i = 0; i < ordered.length; i++) {
      ordered[i] = Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
    }
    return text(ordered);
  }
}
