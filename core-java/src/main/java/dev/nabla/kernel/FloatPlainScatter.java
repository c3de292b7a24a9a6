package dev.nabla.kernel;

/**
 * Writing at places given by numbers, along the middle axis of {@code [outer, n, inner]}, for every type of number; the scatter that
 * adds is {@link FloatPlainIndexing#gatherGradient}. Source and index are {@code [outer, m, inner]}, y is
 * {@code [outer, n, inner]}, all begin at 0, and indices were checked by the caller.
 *
 * <p>What goes to one place goes there in the order of j, by one thread.
 */
public final class FloatPlainScatter {
  /** Elements that are not worth the attention of a second thread. */
  private static final int PIECE = 1 << 14;

  /** Columns that one thread writes. */
  private static final int COLUMNS = 256;

  private FloatPlainScatter() {}

  /** y[o, index[o, j, i], i] = x[o, j, i]; of several for one place the last stays. */
  public static void assign(float[] x, int outer, int n, int inner, long[] index, int m, float[] y) {
    tiles(outer, inner, m, (o, first, width) -> {
      for (int j = 0; j < m; j++) {
        int k = (o * m + j) * inner + first;
        for (int i = first; i < first + width; i++, k++) {
          y[(o * n + (int) index[k]) * inner + i] = x[k];
        }
      }
    });
  }

  /** y[o, index[o, j, i], i] = f of it and x[o, j, i]. */
  public static void reduce(Reduction f, float[] x, int outer, int n, int inner, long[] index, int m, float[] y) {
    tiles(outer, inner, m, (o, first, width) -> {
      for (int j = 0; j < m; j++) {
        int k = (o * m + j) * inner + first;
        for (int i = first; i < first + width; i++, k++) {
          int place = (o * n + (int) index[k]) * inner + i;
          y[place] = combine(f, y[place], x[k]);
        }
      }
    });
  }

  private static float combine(Reduction f, float a, float b) {
    return switch (f) {
      case SUM -> a + b;
      case PROD -> a * b;
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
    };
  }

  /** All rows of some columns of one matrix. */
  @FunctionalInterface
  private interface Work {
    void on(int o, int first, int width);
  }

  private static void tiles(int outer, int inner, int m, Work work) {
    if (inner == 0) {
      return;
    }
    int tiles = (inner - 1) / COLUMNS + 1;
    long size = Math.max(1, (long) m * Math.min(inner, COLUMNS));
    Parallel.range(outer * tiles, (int) (PIECE / size) + 1, (from, to) -> {
      for (int t = from; t < to; t++) {
        int first = t % tiles * COLUMNS;
        work.on(t / tiles, first, Math.min(COLUMNS, inner - first));
      }
    });
  }
}
