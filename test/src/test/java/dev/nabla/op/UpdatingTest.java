package dev.nabla.op;

import static dev.nabla.autodiff.Autodiff.gradients;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Index;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Updates without assignment. */
class UpdatingTest {
  private static final Tensor X = Tensor.arange(24).to(DType.FLOAT64).reshape(2, 3, 4);

  /** Indices, none of which names a place twice. */
  static Stream<List<Index>> indices() {
    Tensor mask = X.gt(5).logicalAnd(X.lt(17));
    return Stream.of(
        List.of(),
        List.of(Index.at(-1)),
        List.of(Index.at(1), Index.at(2), Index.at(3)),
        List.of(Index.ALL, Index.range(null, null, -2), Index.NEW_AXIS, Index.range(1, 3)),
        List.of(Index.ELLIPSIS, Index.range(4, 4)),
        List.of(Index.of(Tensor.of(1, 0))),
        List.of(Index.at(0), Index.of(Tensor.of(2, 0)), Index.range(1, null)),
        List.of(Index.of(Tensor.of(0, 1)), Index.ALL, Index.of(Tensor.of(3, -1))),
        List.of(Index.of(mask)));
  }

  /** What is written is read again, what is not stays, and gradients go the same ways. */
  @ParameterizedTest
  @MethodSource("indices")
  void withReplacesWhatGetReads(List<Index> entries) {
    Index[] index = entries.toArray(Index[]::new);
    Tensor value = Rng.of(1).randn(DType.FLOAT64, X.get(index).shape().extents());
    Tensor y = Updating.with(X, value, index);
    assertEquals(value, y.get(index));
    Tensor chosen = Updating.with(Tensor.zeros(X.shape(), DType.BOOL), Tensor.scalar(true), index);
    assertEquals(Tensor.where(chosen, y, X), y);
    Tensor u = Rng.of(2).randn(DType.FLOAT64, 2, 3, 4);
    List<Tensor> g = gradients(in -> Updating.with(in.get(0), in.get(1), index).mul(u).sum()).apply(List.of(X, value));
    assertEquals(Tensor.where(chosen, Tensor.zerosLike(u), u), g.get(0));
    assertEquals(u.get(index), g.get(1));
  }

  @Test
  void theTensorUpdatedStaysAsItIs() {
    Tensor x = Tensor.of(1.0, 2.0, 3.0);
    Tensor y = Updating.with(x, 9, Index.at(1));
    assertEquals(Tensor.of(1.0, 9.0, 3.0), y);
    assertEquals(Tensor.of(1.0, 2.0, 3.0), x);
    Tensor view = x.get(Index.range(null, null, -1));
    assertEquals(Tensor.of(3.0, 2.0, 7.0), Updating.with(view, 7, Index.at(2)));
    assertEquals(Tensor.of(1.0, 2.0, 3.0), x);
  }

  @Test
  void aValueIsBroadcastConvertedAndSummed() {
    assertEquals(Tensor.of(1, 7, 7), Updating.with(Tensor.of(1, 2, 3), 7.9, Index.range(1, null)));
    List<Tensor> g = gradients(in -> Updating.with(in.get(0), in.get(1), Index.ALL, Index.at(0)).sum())
        .apply(List.of(X, Tensor.zeros(4)));
    assertEquals(Tensor.full(2, 4), g.get(1));
    assertEquals("with: a value of shape [3] does not broadcast to the shape [3×4] of what it replaces",
        assertThrows(IllegalArgumentException.class, () -> Updating.with(X, Tensor.zeros(3), Index.at(0)))
            .getMessage());
    assertThrows(IndexOutOfBoundsException.class, () -> Updating.with(X, 1, Index.at(2)));
  }

  @Test
  void ofSeveralForOnePlaceTheLastStaysOrAllAreAdded() {
    Tensor x = Tensor.zeros(2, 2);
    List<Tensor> places = List.of(Tensor.of(0, 1, 0), Tensor.of(1, 1, 1));
    Tensor values = Tensor.of(1f, 2f, 3f);
    assertEquals(Tensor.of(new float[] {0, 3, 0, 2}, 2, 2), Updating.indexPut(x, places, values, false));
    assertEquals(Tensor.of(new float[] {0, 4, 0, 2}, 2, 2), Updating.indexPut(x, places, values, true));
    List<Tensor> g = gradients(in -> Updating.indexPut(in.get(0), places, in.get(1), true).mul(Tensor.arange(4).reshape(
        2, 2)).sum()).apply(List.of(x, values));
    assertEquals(Tensor.of(1f, 3f, 1f), g.get(1));
    assertEquals(Tensor.full(2, 2, 2), Updating.indexPut(x, List.of(), Tensor.scalar(2f), true));
  }
}
