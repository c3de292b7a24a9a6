package dev.nabla.autodiff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The kinds of values that hold others. */
final class Branchings {
  private static final List<Branching> KNOWN = known();

  private Branchings() {}

  private static List<Branching> known() {
    List<Branching> known = new ArrayList<>(List.of(new OfLists(), new OfMaps(), new RecordBranching()));
    ServiceLoader.load(Branching.class, Branching.class.getClassLoader()).forEach(known::add);
    return List.copyOf(known);
  }

  /** The kind of {@code value}, or null when it holds nothing. */
  static Branching of(Object value) {
    for (Branching branching : KNOWN) {
      if (branching.covers(value)) {
        return branching;
      }
    }
    return null;
  }

  /** Parts are called by their position. */
  private record OfLists() implements Branching {
    @Override
    public boolean covers(Object value) {
      return value instanceof List;
    }

    @Override
    public Map<String, Object> parts(Object branch) {
      Map<String, Object> parts = new LinkedHashMap<>();
      for (Object part : (List<?>) branch) {
        parts.put(String.valueOf(parts.size()), part);
      }
      return parts;
    }

    @Override
    public Object with(Object branch, List<Object> parts) {
      return branch instanceof ArrayList ? new ArrayList<>(parts)
          : branch instanceof LinkedList ? new LinkedList<>(parts)
              : parts;
    }
  }

  /** Parts are called by their key. */
  private record OfMaps() implements Branching {
    @Override
    public boolean covers(Object value) {
      return value instanceof Map;
    }

    @Override
    public Map<String, Object> parts(Object branch) {
      Map<String, Object> parts = new LinkedHashMap<>();
      ((Map<?, ?>) branch).forEach((key, part) -> parts.put(String.valueOf(key), part));
      return parts;
    }

    @Override
    public Object with(Object branch, List<Object> parts) {
      Map<?, ?> old = (Map<?, ?>) branch;
      Map<Object, Object> map = branch instanceof SortedMap<?, ?> sorted ? empty(sorted) : new LinkedHashMap<>();
      Iterator<Object> next = parts.iterator();
      old.keySet().forEach(key -> map.put(key, next.next()));
      return map;
    }

    @SuppressWarnings("unchecked") // keys are only those of the map whose order it is
    private static Map<Object, Object> empty(SortedMap<?, ?> sorted) {
      return new TreeMap<>((Comparator<Object>) sorted.comparator());
    }
  }
}
