package dev.nabla.kernel;

/** cos 2πk/n and sin 2πk/n to the last place or nearly: turns are reduced to an eighth in whole numbers. */
final class RootsOfUnity {
  private RootsOfUnity() {}

  /** cos 2πk/n; exact where it is 0, ±1 or ±½ of a quarter turn. */
  static double cosine(long k, long n) {
    long turn = Math.floorMod(k, n);
    long folded = Math.min(turn, n - turn);
    return 4 * folded > n ? -acute(n - 2 * folded, 2 * n) : acute(folded, n);
  }

  /** sin 2πk/n. */
  static double sine(long k, long n) {
    return cosine(4 * k - n, 4 * n);
  }

  /** cos 2πk/n for 0 ≤ k ≤ n/4. */
  private static double acute(long k, long n) {
    return 8 * k <= n ? Math.cos(2 * Math.PI * k / n) : Math.sin(2 * Math.PI * (n - 4 * k) / (4.0 * n));
  }
}
