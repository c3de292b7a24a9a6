package dev.nabla.bench;

/** The extents of a product [m, k] · [k, n], written {@code 128x784x512}, or {@code 64} where all are equal. */
public record ProductExtents(int m, int k, int n) {
  public static ProductExtents of(String text) {
    String[] parts = text.split("x");
    int m = Integer.parseInt(parts[0]);
    return parts.length == 1 ? new ProductExtents(m, m, m)
        : new ProductExtents(m, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }
}
