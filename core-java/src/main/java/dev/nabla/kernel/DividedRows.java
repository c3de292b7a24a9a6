package dev.nabla.kernel;

import java.util.Arrays;

/**
 * The rows of a matrix that was divided, before its secular equation mixes them: which of them it mixes, and which stay as
 * they are, those with hardly a part in z, and of two with close values one.
 */
final class DividedRows {
  /** The rows that are mixed, in ascending order of their values. */
  final int[] mixed;

  final int[] settled;
  int mixedCount;
  int settledCount;

  /** How many of those mixed, the first ones, nothing takes the place of. */
  private int kept;

  /** The parts of rows in the vector that the equation adds. */
  final double[] z;

  private final double[] values;
  private final DividedBasis[] bases;

  /** Of rows with such values, whose vectors stand in these bases. */
  DividedRows(double[] values, DividedBasis... bases) {
    this.values = values;
    this.bases = bases;
    mixed = new int[values.length];
    settled = new int[values.length];
    z = new double[values.length];
  }

  /** Forgets all rows. */
  void clear() {
    mixedCount = 0;
    settledCount = 0;
    kept = 0;
  }

  /** Mixes a row that no other may take the place of. */
  void keep(int row) {
    mixed[mixedCount++] = row;
    kept = mixedCount;
  }

  void settle(int row) {
    settled[settledCount++] = row;
  }

  /** Mixes a row whose value is not below those before, or settles it, or one before that can give its part in z to it. */
  void add(int row, double rho) {
    int before = mixedCount - 1;
    if (rho * Math.abs(z[row]) <= DividedBasis.TOLERANCE) {
      settle(row);
    } else if (before >= kept && merged(mixed[before], row)) {
      settle(mixed[before]);
      mixed[before] = row;
    } else {
      mixed[mixedCount++] = row;
    }
  }

  /** Turns two rows so that only the second has a part in z, if what this puts beside their values does not count. */
  private boolean merged(int first, int second) {
    double length = Math.hypot(z[first], z[second]);
    double cosine = z[second] / length;
    double sine = z[first] / length;
    double difference = values[second] - values[first];
    if (Math.abs(difference * cosine * sine) > DividedBasis.TOLERANCE) {
      return false;
    }
    z[second] = length;
    values[second] -= difference * sine * sine;
    values[first] += difference * sine * sine;
    for (DividedBasis basis : bases) {
      basis.rotate(first, second, cosine, sine);
    }
    return true;
  }

  /** The values of the rows that are mixed, and then of those settled. */
  double[] values() {
    double[] all = new double[mixedCount + settledCount];
    for (int i = 0; i < all.length; i++) {
      all[i] = values[i < mixedCount ? mixed[i] : settled[i - mixedCount]];
    }
    return all;
  }

  /** The parts in z of the rows that are mixed. */
  double[] weights() {
    return Arrays.stream(mixed, 0, mixedCount).mapToDouble(row -> z[row]).toArray();
  }
}
