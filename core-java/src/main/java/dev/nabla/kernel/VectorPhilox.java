package dev.nabla.kernel;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Philox} for as many blocks at a time as a vector has lanes: the ten multiplications of one wait for each other. */
final class VectorPhilox {
  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final LongVector IOTA = LongVector.zero(SPECIES).addIndex(1);

  private VectorPhilox() {}

  /** The halves of all blocks that fill whole vectors; returns their number. */
  static int fill(long key, long counter, long[] first, long[] second, int blocks) {
    int b = 0;
    for (; b <= blocks - LANES; b += LANES) {
      LongVector at = IOTA.add(counter + b);
      LongVector c0 = at.and(Philox.WORD);
      LongVector c1 = at.lanewise(VectorOperators.LSHR, 32);
      LongVector c2 = LongVector.zero(SPECIES);
      LongVector c3 = c2;
      int k0 = (int) key;
      int k1 = (int) (key >>> 32);
      for (int round = 0; round < Philox.ROUNDS; round++) {
        LongVector p0 = c0.mul(Philox.MULTIPLIER_0);
        LongVector p1 = c2.mul(Philox.MULTIPLIER_1);
        c0 = p1.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, c1).lanewise(VectorOperators.XOR,
            k0 & Philox.WORD);
        c1 = p1.and(Philox.WORD);
        c2 = p0.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, c3).lanewise(VectorOperators.XOR,
            k1 & Philox.WORD);
        c3 = p0.and(Philox.WORD);
        k0 += Philox.WEYL_0;
        k1 += Philox.WEYL_1;
      }
      c0.or(c1.lanewise(VectorOperators.LSHL, 32)).intoArray(first, b);
      c2.or(c3.lanewise(VectorOperators.LSHL, 32)).intoArray(second, b);
    }
    return b;
  }
}
