package dev.nabla.explain;

import dev.nabla.tensor.RecordedGraph.Vertex;

/** The graph for Graphviz: parameters and constants as boxes, operations as ellipses, shapes on the edges. */
final class DotReport {
  private final Walk walk;

  DotReport(Walk walk) {
    this.walk = walk;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("digraph backward {\n  rankdir=BT;\n  node [fontname=\"sans-serif\"];\n");
    for (Vertex v : walk.graph.vertices()) {
      String name = walk.names.get(v.index());
      String shape = v.op() != null ? "ellipse" : "box";
      String style = v.isConstant() ? "dashed" : v.parameter() != null ? "bold" : "solid";
      out.append("  v").append(v.index()).append(" [label=\"").append(name)
          .append(v.op() == null ? "" : "\\n" + v.op().label()).append("\", shape=").append(shape).append(", style=")
          .append(style).append("];\n");
    }
    for (Vertex v : walk.graph.vertices()) {
      for (int input : v.inputs()) {
        out.append("  v").append(input).append(" -> v").append(v.index()).append(" [label=\"")
            .append(Dimensions.extents(walk.graph.vertices().get(input).shape())).append("\"];\n");
      }
    }
    return out.append("}\n").toString();
  }
}
