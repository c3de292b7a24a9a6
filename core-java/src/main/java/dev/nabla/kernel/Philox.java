package dev.nabla.kernel;

/**
 * Philox 4x32-10, a random function of a counter and a key: no state, so that any element of any sequence can be had
 * without those before it, by any thread.
 *
 * <p>J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw: <i>Parallel random numbers: as easy as 1, 2, 3</i>, SC 2011; the
 * same bits as their library Random123. Of its 128-bit counter the lower 64 bits are used. A block is four words of 32
 * bits, handed out here as two longs, a first and a second half, the earlier word of each in the lower bits.
 */
public final class Philox {
  static final int WORDS = 4;

  static final long MULTIPLIER_0 = 0xD2511F53L;
  static final long MULTIPLIER_1 = 0xCD9E8D57L;
  static final int WEYL_0 = 0x9E3779B9; // the golden ratio
  static final int WEYL_1 = 0xBB67AE85; // √3 - 1
  static final int ROUNDS = 10;
  static final long WORD = 0xFFFFFFFFL;

  /** Fewer blocks are not worth what the vector implementation costs to load and to enter. */
  private static final int FEW = 64;

  private Philox() {}

  /** How many counters {@code n} elements use up that need so many words each. */
  public static long blocks(int n, int wordsPerElement) {
    return ((long) n * wordsPerElement + WORDS - 1) / WORDS;
  }

  /** 64 random bits: the first half of a block. */
  public static long next(long key, long counter) {
    long[] first = new long[1];
    fill(key, counter, first, new long[1], 0, 1);
    return first[0];
  }

  /** The halves of blocks {@code counter}, {@code counter + 1}, … */
  static void fill(long key, long counter, long[] first, long[] second, int blocks) {
    int done = blocks >= FEW && Kernels.vector() ? VectorPhilox.fill(key, counter, first, second, blocks) : 0;
    fill(key, counter, first, second, done, blocks);
  }

  private static void fill(long key, long counter, long[] first, long[] second, int from, int to) {
    for (int b = from; b < to; b++) {
      long at = counter + b;
      long c0 = at & WORD;
      long c1 = at >>> 32;
      long c2 = 0;
      long c3 = 0;
      int k0 = (int) key;
      int k1 = (int) (key >>> 32);
      for (int round = 0; round < ROUNDS; round++) {
        long p0 = MULTIPLIER_0 * c0;
        long p1 = MULTIPLIER_1 * c2;
        c0 = (p1 >>> 32) ^ c1 ^ (k0 & WORD);
        c1 = p1 & WORD;
        c2 = (p0 >>> 32) ^ c3 ^ (k1 & WORD);
        c3 = p0 & WORD;
        k0 += WEYL_0;
        k1 += WEYL_1;
      }
      first[b] = c0 | c1 << 32;
      second[b] = c2 | c3 << 32;
    }
  }
}
