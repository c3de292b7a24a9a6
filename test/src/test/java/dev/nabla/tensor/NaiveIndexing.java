package dev.nabla.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What NumPy's documentation says of {@code x[…]}, one element at a time: the shape of the result, and for each of its
 * elements the row-major position in x that it is read from.
 */
final class NaiveIndexing {
  /** What an axis of x is read at: by one axis of the result, or by all positions together. */
  private record Reader(int[] range, long[] positions, Shape shape) {}

  private final Shape source;
  private final List<Reader> readers = new ArrayList<>();
  private final Shape together;
  private final List<Integer> rangeAxes = new ArrayList<>();
  private final int insertAt;
  private final Shape shape;

  NaiveIndexing(Shape source, Index... index) {
    this.source = source;
    List<Index> entries = completed(index);
    boolean byTensors = entries.stream().anyMatch(Index.Positions.class::isInstance);
    List<Integer> extents = new ArrayList<>();
    List<Integer> placesOfPositions = new ArrayList<>();
    Shape broadcast = Shape.SCALAR;
    int firstAt = -1;
    int place = 0;
    int axis = 0;
    for (Index entry : entries) {
      if (entry instanceof Index.NewAxis) {
        extents.add(1);
        rangeAxes.add(-1);
      } else if (entry instanceof Index.Range r) {
        int[] range = range(r, source.extent(axis++));
        extents.add(range.length);
        rangeAxes.add(readers.size());
        readers.add(new Reader(range, null, null));
      } else if (entry instanceof Index.At at && !byTensors) {
        readers.add(new Reader(null, new long[] {wrapped(at.position(), source.extent(axis++))}, Shape.SCALAR));
      } else {
        firstAt = firstAt < 0 ? extents.size() : firstAt;
        placesOfPositions.add(place);
        for (Tensor positions : positions(entry)) {
          int n = source.extent(axis++);
          readers.add(new Reader(null, Arrays.stream(positions.toLongs()).map(p -> wrapped(p, n)).toArray(),
              positions.shape()));
          broadcast = broadcast.broadcast(positions.shape(), "reference");
        }
      }
      place++;
    }
    boolean neighbours = placesOfPositions.isEmpty()
        || placesOfPositions.get(placesOfPositions.size() - 1) - placesOfPositions.get(0) == placesOfPositions.size()
            - 1;
    this.together = broadcast;
    this.insertAt = neighbours ? Math.max(0, firstAt) : 0;
    for (int i = 0; i < together.rank(); i++) {
      extents.add(insertAt + i, together.extent(i));
    }
    this.shape = Shape.of(extents.stream().mapToInt(i -> i).toArray());
  }

  private List<Index> completed(Index[] index) {
    int used = 0;
    for (Index entry : index) {
      used += entry instanceof Index.At || entry instanceof Index.Range ? 1 : 0;
      used += entry instanceof Index.Positions p ? p.tensor().dtype() == DType.BOOL ? p.tensor().rank() : 1 : 0;
    }
    List<Index> entries = new ArrayList<>();
    boolean filled = false;
    for (Index entry : index) {
      if (entry instanceof Index.Ellipsis) {
        entries.addAll(java.util.Collections.nCopies(source.rank() - used, Index.ALL));
        filled = true;
      } else {
        entries.add(entry);
      }
    }
    entries.addAll(java.util.Collections.nCopies(filled ? 0 : source.rank() - used, Index.ALL));
    return entries;
  }

  /** The positions that Python's {@code range(*slice.indices(n))} runs through. */
  private static int[] range(Index.Range r, int n) {
    List<Integer> all = new ArrayList<>();
    int step = r.step();
    int from = r.from() == null ? step > 0 ? 0 : n - 1 : r.from() < 0 ? r.from() + n : r.from();
    int to = r.to() == null ? step > 0 ? n : -1 : r.to() < 0 ? Math.max(-1, r.to() + n) : r.to();
    from = step > 0 ? Math.max(0, from) : Math.min(n - 1, from);
    for (int i = from; step > 0 ? i < Math.min(n, to) : i > to && i >= 0; i += step) {
      all.add(i);
    }
    return all.stream().mapToInt(i -> i).toArray();
  }

  private static List<Tensor> positions(Index entry) {
    if (entry instanceof Index.At at) {
      return List.of(Tensor.scalar((long) at.position()));
    }
    Tensor tensor = ((Index.Positions) entry).tensor();
    if (tensor.dtype() != DType.BOOL) {
      return List.of(tensor);
    }
    List<int[]> places = new ArrayList<>();
    boolean[] mask = tensor.toBooleans();
    for (int i = 0; i < mask.length; i++) {
      if (mask[i]) {
        places.add(unravel(i, tensor.shape()));
      }
    }
    List<Tensor> result = new ArrayList<>();
    for (int axis = 0; axis < tensor.rank(); axis++) {
      int a = axis;
      result.add(Tensor.of(places.stream().mapToLong(p -> p[a]).toArray()));
    }
    return result;
  }

  private static long wrapped(long position, int n) {
    return position < 0 ? position + n : position;
  }

  Shape shape() {
    return shape;
  }

  long[] positions() {
    long[] result = new long[shape.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = ravel(read(unravel(i, shape)), source);
    }
    return result;
  }

  /** Where the element at this place of the result stands in x. */
  private int[] read(int[] place) {
    int[] common = Arrays.copyOfRange(place, insertAt, insertAt + together.rank());
    int[] at = new int[source.rank()];
    for (int i = 0; i < rangeAxes.size(); i++) {
      int axis = rangeAxes.get(i);
      if (axis >= 0) {
        at[axis] = readers.get(axis).range[place[i < insertAt ? i : i + together.rank()]];
      }
    }
    for (int axis = 0; axis < at.length; axis++) {
      Reader reader = readers.get(axis);
      if (reader.positions != null) {
        at[axis] = (int) reader.positions[broadcastPlace(common, reader.shape)];
      }
    }
    return at;
  }

  private static int broadcastPlace(int[] common, Shape shape) {
    int[] place = Arrays.copyOfRange(common, common.length - shape.rank(), common.length);
    for (int axis = 0; axis < place.length; axis++) {
      place[axis] = shape.extent(axis) == 1 ? 0 : place[axis];
    }
    return ravel(place, shape);
  }

  /** The coordinates of the element at a row-major position. */
  static int[] unravel(int position, Shape shape) {
    int[] place = new int[shape.rank()];
    for (int axis = place.length - 1; axis >= 0; axis--) {
      place[axis] = position % shape.extent(axis);
      position /= shape.extent(axis);
    }
    return place;
  }

  /** The row-major position of the element at these coordinates. */
  static int ravel(int[] place, Shape shape) {
    int position = 0;
    for (int axis = 0; axis < place.length; axis++) {
      position = position * shape.extent(axis) + place[axis];
    }
    return position;
  }
}
