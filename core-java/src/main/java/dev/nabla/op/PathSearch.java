package dev.nabla.op;

import java.util.ArrayList;
import java.util.List;

/**
 * The order in which the operands of an einsum are multiplied, two at a time. Operands are numbered from 0, and each
 * product gets the next number.
 */
final class PathSearch {
  /** So many operands have 3⁸/2 ways to part a subset of them in two, less than a tenth of a millisecond's work. */
  private static final int COMPARED = 8;

  /** The product of two operands, summed over all labels that nothing else needs. */
  record Pair(int left, int right, long labels, double flops) {}

  private final long[] operands;
  private final long output;
  private final int[] extents;

  /** A search over operands with these sets of labels; labels of one operand alone are summed before. */
  PathSearch(long[] operands, long output, int[] extents) {
    this.operands = operands.clone();
    this.output = output;
    this.extents = extents;
    for (int i = 0; i < operands.length; i++) {
      long needed = output;
      for (int j = 0; j < operands.length; j++) {
        needed |= j == i ? 0 : operands[j];
      }
      this.operands[i] &= needed;
    }
  }

  /** The fewest operations for up to eight operands; for more, what is best one step ahead. */
  List<Pair> pairs() {
    return operands.length <= COMPARED ? optimal() : greedy();
  }

  /** Multiplications, and as many additions where the product is summed over a label. */
  private double flops(long left, long right, long kept) {
    double products = Subscripts.size(left | right, extents);
    return (left | right) == kept ? products : 2 * products;
  }

  // ---- optimal ----

  /** The best way to make the product of some operands; of a single one there is nothing to make. */
  private record Plan(long labels, Plan left, Plan right, int operand, double pair, double flops, double largest) {
    boolean betterThan(Plan other) {
      return other == null || flops < other.flops || flops == other.flops && largest < other.largest;
    }
  }

  /** By dynamic programming over subsets of the operands, which are bits of an int. */
  private List<Pair> optimal() {
    int all = (1 << operands.length) - 1;
    Plan[] plans = new Plan[all + 1];
    for (int i = 0; i < operands.length; i++) {
      plans[1 << i] = new Plan(operands[i], null, null, i, 0, 0, 0);
    }
    for (int subset = 1; subset <= all; subset++) {
      long kept = union(subset) & (union(all & ~subset) | output);
      double elements = Subscripts.size(kept, extents);
      for (int part = (subset - 1) & subset; part > (subset ^ part); part = (part - 1) & subset) {
        Plan left = plans[subset ^ part];
        Plan right = plans[part];
        if (plans[subset] == null || left.flops + right.flops < plans[subset].flops) {
          Plan plan = join(left, right, kept, elements);
          plans[subset] = plan.betterThan(plans[subset]) ? plan : plans[subset];
        }
      }
    }
    List<Pair> pairs = new ArrayList<>();
    number(plans[all], pairs);
    return pairs;
  }

  private Plan join(Plan left, Plan right, long kept, double elements) {
    double pair = flops(left.labels, right.labels, kept);
    double largest = Math.max(elements, Math.max(left.largest, right.largest));
    return new Plan(kept, left, right, -1, pair, left.flops + right.flops + pair, largest);
  }

  private long union(int subset) {
    long union = 0;
    for (int i = 0; i < operands.length; i++) {
      union |= (subset >> i & 1) == 0 ? 0 : operands[i];
    }
    return union;
  }

  /** Lists what a plan multiplies, innermost first, and says which number its result has. */
  private int number(Plan plan, List<Pair> pairs) {
    if (plan.left == null) {
      return plan.operand;
    }
    int left = number(plan.left, pairs);
    int right = number(plan.right, pairs);
    pairs.add(new Pair(left, right, plan.labels, plan.pair));
    return operands.length + pairs.size() - 1;
  }

  // ---- greedy ----

  /** A tensor that is still to be multiplied. */
  private record Open(int number, long labels) {}

  /** Multiplies, again and again, the two whose product adds the fewest elements; those that share a label first. */
  private List<Pair> greedy() {
    List<Open> open = new ArrayList<>();
    for (int i = 0; i < operands.length; i++) {
      open.add(new Open(i, operands[i]));
    }
    List<Pair> pairs = new ArrayList<>();
    while (open.size() > 1) {
      Candidate best = null;
      for (int i = 0; i < open.size(); i++) {
        for (int j = i + 1; j < open.size(); j++) {
          Candidate candidate = candidate(open, open.get(i), open.get(j));
          best = candidate.betterThan(best) ? candidate : best;
        }
      }
      open.remove(best.left);
      open.remove(best.right);
      open.add(new Open(operands.length + pairs.size(), best.kept));
      pairs.add(new Pair(best.left.number, best.right.number, best.kept, best.flops));
    }
    return pairs;
  }

  private record Candidate(Open left, Open right, long kept, double added, double flops) {
    boolean betterThan(Candidate other) {
      if (other == null || share() != other.share()) {
        return other == null || share();
      }
      return added < other.added || added == other.added && flops < other.flops;
    }

    private boolean share() {
      return (left.labels & right.labels) != 0;
    }
  }

  private Candidate candidate(List<Open> open, Open left, Open right) {
    long needed = output;
    for (Open other : open) {
      needed |= other == left || other == right ? 0 : other.labels;
    }
    long kept = (left.labels | right.labels) & needed;
    double added = Subscripts.size(kept, extents) - Subscripts.size(left.labels, extents)
        - Subscripts.size(right.labels, extents);
    return new Candidate(left, right, kept, added, flops(left.labels, right.labels, kept));
  }
}
