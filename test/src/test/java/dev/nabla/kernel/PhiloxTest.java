package dev.nabla.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Philox 4x32-10 against the known answers of Random123, and against its definition written with 128-bit counters. */
class PhiloxTest {
  /** Ten rounds of the definition, S. 2.2 of the paper: counter and key in words of 32 bits, least significant first. */
  private static int[] philox(int[] counter, int[] key) {
    int[] c = counter.clone();
    int[] k = key.clone();
    for (int round = 0; round < 10; round++) {
      long p = (c[0] & 0xFFFFFFFFL) * 0xD2511F53L;
      long q = (c[2] & 0xFFFFFFFFL) * 0xCD9E8D57L;
      c = new int[] {(int) (q >>> 32) ^ c[1] ^ k[0], (int) q, (int) (p >>> 32) ^ c[3] ^ k[1], (int) p};
      k[0] += 0x9E3779B9;
      k[1] += 0xBB67AE85;
    }
    return c;
  }

  /** The vectors for philox4x32, 10 rounds, of Random123's {@code kat_vectors}. */
  @Test
  void theReferenceGivesTheKnownAnswers() {
    assertArrayEquals(new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8},
        philox(new int[] {0, 0, 0, 0}, new int[] {0, 0}));
    assertArrayEquals(new int[] {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd},
        philox(new int[] {-1, -1, -1, -1}, new int[] {-1, -1}));
    assertArrayEquals(new int[] {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}, philox(
        new int[] {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, new int[] {0xa4093822, 0x299f31d0}));
  }

  @Test
  void theKernelGivesTheFirstKnownAnswer() {
    assertEquals(0xe169c58d_6627e8d5L, Philox.next(0, 0));
  }

  /** Few blocks come from the scalar loop, many from the vector one where there is one. */
  @Test
  void blocksOfTheKernelAreThoseOfTheReference() {
    Random random = new Random(1);
    for (int blocks : new int[] {0, 1, 3, 63, 64, 65, 100, 257}) {
      for (long counter : new long[] {0, 5, 0xFFFFFFFFL - 20, Long.MAX_VALUE - 30, -7, random.nextLong()}) {
        long key = random.nextLong();
        long[] first = new long[blocks];
        long[] second = new long[blocks];
        Philox.fill(key, counter, first, second, blocks);
        for (int b = 0; b < blocks; b++) {
          long at = counter + b;
          int[] words =
              philox(new int[] {(int) at, (int) (at >>> 32), 0, 0}, new int[] {(int) key, (int) (key >>> 32)});
          assertEquals(words[0] & 0xFFFFFFFFL | (long) words[1] << 32, first[b]);
          assertEquals(words[2] & 0xFFFFFFFFL | (long) words[3] << 32, second[b]);
        }
      }
    }
  }

  @Test
  void blocksAreCountedWithoutOverflow() {
    assertEquals(0, Philox.blocks(0, 2));
    assertEquals(1, Philox.blocks(1, 1));
    assertEquals(1, Philox.blocks(4, 1));
    assertEquals(3, Philox.blocks(5, 2));
    assertEquals(1L << 30, Philox.blocks(Integer.MAX_VALUE, 2));
  }
}
