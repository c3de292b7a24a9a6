package dev.nabla.kernel;

import java.util.Arrays;

/**
 * Keys and the places they come from, to be brought into ascending order (as unsigned numbers), equals in the order of
 * their places. Used again for one run after the other.
 *
 * <p>Long runs are distributed by one byte of the key after the other, the lowest first (D. E. Knuth: <i>The art of computer
 * programming</i>, vol. 3, §5.2.5), which needs no comparison that a processor could mispredict.
 */
final class SortedRun {
  private static final int DIGIT = 8;
  private static final int DIGITS = 1 << DIGIT;

  /** Up to this length insertion is faster than to count. */
  static final int SHORT = 40;

  /** Fewest elements that are collected. */
  private static final int ROOM = 512;

  private static final int NONE = -1;

  private final int bits;
  private final int[] counts;
  private long[] otherKeys;
  private int[] otherPlaces;
  private int sought;
  private int kept;
  private long bound;
  private int last;

  long[] keys;
  int[] places;

  SortedRun(int n, int bits) {
    this.bits = bits;
    keys = new long[n];
    places = new int[n];
    counts = n > SHORT ? new int[bits / DIGIT * DIGITS] : null;
  }

  /** The key that comes from a place. */
  void put(int place, long key) {
    keys[place] = key;
    places[place] = place;
  }

  /** Sorts the first {@code n}. */
  void sort(int n) {
    if (n <= SHORT) {
      insert(n);
    } else {
      distribute(n);
    }
  }

  private void insert(int n) {
    for (int i = 1; i < n; i++) {
      insert(keys[i], places[i], i);
    }
  }

  /** Inserts into the first {@code n}, which are sorted, and make room for one more. */
  private void insert(long key, int place, int n) {
    int j = n;
    for (; j > 0 && Long.compareUnsigned(keys[j - 1], key) > 0; j--) {
      keys[j] = keys[j - 1];
      places[j] = places[j - 1];
    }
    keys[j] = key;
    places[j] = place;
  }

  private void distribute(int n) {
    if (otherKeys == null) {
      otherKeys = new long[keys.length];
      otherPlaces = new int[keys.length];
    }
    count(n);
    for (int shift = 0; shift < bits; shift += DIGIT) {
      int base = shift / DIGIT * DIGITS;
      if (counts[base + digit(keys[0], shift)] < n) { // otherwise all have the same digit
        move(n, shift, base);
      }
    }
  }

  /** How often each digit occurs at each position, in one pass. */
  private void count(int n) {
    int[] c = counts;
    Arrays.fill(c, 0);
    for (int i = 0; i < n; i++) {
      long key = keys[i];
      for (int base = 0; base < c.length; base += DIGITS) {
        c[base + (int) (key & DIGITS - 1)]++;
        key >>>= DIGIT;
      }
    }
  }

  private void move(int n, int shift, int base) {
    int[] c = counts;
    int start = 0;
    for (int d = base; d < base + DIGITS; d++) {
      int count = c[d];
      c[d] = start;
      start += count;
    }
    long[] from = keys;
    long[] to = otherKeys;
    int[] fromPlaces = places;
    int[] toPlaces = otherPlaces;
    for (int i = 0; i < n; i++) {
      long key = from[i];
      int at = c[base + digit(key, shift)]++;
      to[at] = key;
      toPlaces[at] = fromPlaces[i];
    }
    keys = to;
    otherKeys = from;
    places = toPlaces;
    otherPlaces = fromPlaces;
  }

  private static int digit(long key, int shift) {
    return (int) (key >>> shift) & DIGITS - 1;
  }

  /** Whether the first {@code k} of {@code n} are better sought than all sorted. */
  static boolean few(int n, int k) {
    return n > SHORT && k <= n / 4;
  }

  /** How much room a run needs to seek the first {@code k} of {@code n}; after as many offers there is a last one. */
  static int room(int n, int k) {
    return k <= SHORT ? k : Math.min(n, Math.max(2 * k, ROOM));
  }

  /** Begins to seek the first {@code k} of the elements that are offered from now on, in the order of their places. */
  void seek(int k) {
    sought = k;
    kept = 0;
    last = NONE;
  }

  /**
   * One more element. A few are kept in order. Of many all that may be among the first are collected; when there is no room
   * for more, the first of them are kept.
   */
  void offer(long key, int place) {
    if (last != NONE && Long.compareUnsigned(key, bound) >= 0) {
      return;
    }
    if (sought <= SHORT) {
      insert(key, place, kept < sought ? kept++ : sought - 1);
      if (kept == sought) {
        bound = keys[sought - 1];
        last = places[sought - 1];
      }
      return;
    }
    keys[kept] = key;
    places[kept++] = place;
    if (kept == keys.length) {
      keepFirst(kept, sought);
      kept = sought;
    }
  }

  /** The place of an element that no later one is behind if it is among the first. */
  int last() {
    return last;
  }

  /** Brings the first of what was offered to the front, in order. */
  void finish() {
    sort(kept);
  }

  /** Brings the first {@code k} of the sorted order to the front, in the order of their places. */
  private void keepFirst(int n, int k) {
    bound = key(n, k);
    int equals = k - below(n, bound);
    int count = 0;
    for (int i = 0; i < n; i++) {
      int order = Long.compareUnsigned(keys[i], bound);
      if (order < 0 || order == 0 && equals-- > 0) {
        last = order == 0 ? places[i] : last;
        keys[count] = keys[i];
        places[count++] = places[i];
      }
    }
  }

  /** Brings the k-th of the sorted order, counted from 1, to place k-1; the others are lost or anywhere. */
  void select(int n, int k) {
    if (n <= SHORT) {
      sort(n);
      return;
    }
    long bound = key(n, k);
    int equals = k - below(n, bound);
    for (int i = 0; i < n; i++) {
      if (keys[i] == bound && --equals == 0) {
        places[k - 1] = places[i];
        return;
      }
    }
  }

  private int below(int n, long bound) {
    int count = 0;
    for (int i = 0; i < n; i++) {
      if (Long.compareUnsigned(keys[i], bound) < 0) {
        count++;
      }
    }
    return count;
  }

  /** The k-th key in ascending order, counted from 1: found digit by digit, the highest first. */
  private long key(int n, int k) {
    long found = 0;
    long mask = 0;
    int before = k - 1;
    for (int shift = bits - DIGIT; shift >= 0; shift -= DIGIT) {
      Arrays.fill(counts, 0, DIGITS, 0);
      for (int i = 0; i < n; i++) {
        if ((keys[i] & mask) == found) {
          counts[digit(keys[i], shift)]++;
        }
      }
      int d = 0;
      while (before >= counts[d]) {
        before -= counts[d++];
      }
      found |= (long) d << shift;
      mask |= (DIGITS - 1L) << shift;
    }
    return found;
  }
}
