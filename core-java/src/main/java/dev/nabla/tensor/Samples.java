package dev.nabla.tensor;

import java.util.ArrayList;
import java.util.List;

/** Samples in the shapes and layouts that every operator of a kind must bear. */
public final class Samples {
  private Samples() {}

  /** A matrix, a scalar, an empty tensor, one with an axis of extent 1, and one that is not contiguous. */
  public static List<Sample> elementwise(UnaryOp op, Domain domain) {
    return List.of(
        Sample.of(op, domain.draw(1, 3, 4)),
        Sample.of(op, domain.draw(2)),
        Sample.of(op, domain.draw(3, 0, 2)),
        Sample.of(op, domain.draw(4, 2, 1, 3)),
        Sample.of(op, domain.draw(5, 4, 6).transpose().get(Index.range(null, null, -2))));
  }

  /** Operands of one shape, ones that broadcast on either side or on both, empty ones, and ones in other layouts. */
  public static List<Sample> broadcasting(BinaryOp op, Domain a, Domain b) {
    return List.of(
        Sample.of(op, a.draw(1, 3, 4), b.draw(2, 3, 4)),
        Sample.of(op, a.draw(3), b.draw(4)),
        Sample.of(op, a.draw(5, 3, 4), b.draw(6, 4)),
        Sample.of(op, a.draw(7), b.draw(8, 2, 3)),
        Sample.of(op, a.draw(9, 3, 1), b.draw(10, 2, 1, 4)),
        Sample.of(op, a.draw(11, 0, 3), b.draw(12, 1, 3)),
        Sample.of(op, a.draw(13, 4, 3).transpose(), b.draw(14, 3, 8).get(Index.ALL, Index.range(1, null, 2))));
  }

  /** All of these lists in one. */
  @SafeVarargs
  public static List<Sample> join(List<Sample>... lists) {
    List<Sample> all = new ArrayList<>();
    for (List<Sample> list : lists) {
      all.addAll(list);
    }
    return all;
  }
}
