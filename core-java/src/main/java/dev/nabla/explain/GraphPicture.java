package dev.nabla.explain;

import dev.nabla.tensor.RecordedGraph.Vertex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The graph as SVG, the output on top: every tensor in the first row below all that read it, each row ordered so that
 * tensors stand below their readers. Edges have the shapes of what flows along them.
 */
final class GraphPicture {
  private static final int COLUMN = 96;
  private static final int ROW = 74;
  private static final int HEIGHT = 34;
  private static final int MARGIN = 14;

  private final Walk walk;
  private final List<Vertex> vertices;
  private final int[] row;
  private final double[] column;
  private final List<List<Vertex>> rows = new ArrayList<>();

  GraphPicture(Walk walk) {
    this.walk = walk;
    this.vertices = walk.graph.vertices();
    this.row = new int[vertices.size()];
    this.column = new double[vertices.size()];
    arrange();
  }

  private void arrange() {
    for (int at = vertices.size() - 1; at >= 0; at--) {
      for (int input : vertices.get(at).inputs()) {
        row[input] = Math.max(row[input], row[at] + 1);
      }
    }
    for (int at = vertices.size() - 1; at >= 0; at--) {
      while (rows.size() <= row[at]) {
        rows.add(new ArrayList<>());
      }
      rows.get(row[at]).add(vertices.get(at));
    }
    for (List<Vertex> each : rows) {
      for (Vertex v : each) {
        column[v.index()] = readersColumn(v);
      }
      each.sort(Comparator.comparingDouble(v -> column[v.index()]));
      spread(each);
    }
  }

  /** The mean column of what reads a tensor, a little to the side by its place among the reader's inputs. */
  private double readersColumn(Vertex v) {
    double sum = 0;
    int readers = 0;
    for (Vertex reader : vertices) {
      int place = reader.inputs().indexOf(v.index());
      if (place >= 0) {
        double aside = v.op() != null ? 0 : reader.inputs().size() == 1 ? 0 : place == 0 ? -1 : 1;
        sum += column[reader.index()] + aside;
        readers++;
      }
    }
    return readers == 0 ? 0 : sum / readers;
  }

  /** Neighbours at least one column apart, as near to where they want to be as that allows. */
  private void spread(List<Vertex> neighbours) {
    for (int i = 1; i < neighbours.size(); i++) {
      int at = neighbours.get(i).index();
      column[at] = Math.max(column[at], column[neighbours.get(i - 1).index()] + 1);
    }
  }

  private double x(int vertex) {
    double least = Arrays.stream(column).min().orElse(0);
    return MARGIN + COLUMN / 2.0 + (column[vertex] - least) * COLUMN;
  }

  private int y(int vertex) {
    return MARGIN + HEIGHT / 2 + row[vertex] * ROW;
  }

  @Override
  public String toString() {
    double width = 0;
    for (Vertex v : vertices) {
      width = Math.max(width, x(v.index()) + COLUMN / 2.0 + MARGIN);
    }
    int height = y(0) + MARGIN;
    for (Vertex v : vertices) {
      height = Math.max(height, y(v.index()) + HEIGHT / 2 + MARGIN);
    }
    StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + (int) width + " "
        + height + "\" width=\"" + (int) width + "\" height=\"" + height + "\">\n");
    vertices.forEach(v -> v.inputs().stream().distinct().forEach(input -> edge(svg, v.index(), input)));
    vertices.forEach(v -> box(svg, v));
    return svg.append("</svg>").toString();
  }

  private void edge(StringBuilder svg, int reader, int input) {
    double x1 = x(reader);
    double x2 = x(input);
    int y1 = y(reader) + HEIGHT / 2;
    int y2 = y(input) - HEIGHT / 2;
    double bend = (y2 - y1) / 2.0;
    svg.append("<g class=\"edge\" data-from=\"").append(reader).append("\" data-to=\"").append(input)
        .append("\"><path d=\"M").append(x1).append(' ').append(y1).append(" C").append(x1).append(' ')
        .append(y1 + bend).append(' ').append(x2).append(' ').append(y2 - bend).append(' ').append(x2).append(' ')
        .append(y2).append("\"/><text x=\"").append(x2 + (x2 < x1 ? -6 : 6)).append("\" y=\"").append(y2 - 7)
        .append("\" text-anchor=\"").append(x2 < x1 ? "end" : "start").append("\">")
        .append(Dimensions.extents(vertices.get(input).shape())).append("</text></g>\n");
  }

  private void box(StringBuilder svg, Vertex v) {
    String kind = v.op() != null ? "operation" : v.parameter() != null ? "parameter" : "constant";
    int half = COLUMN / 2 - 8;
    svg.append("<g class=\"vertex ").append(kind).append("\" data-vertex=\"").append(v.index())
        .append("\" transform=\"translate(").append(x(v.index())).append(' ').append(y(v.index()))
        .append(")\"><rect x=\"-").append(half).append("\" y=\"-").append(HEIGHT / 2).append("\" width=\"")
        .append(2 * half).append("\" height=\"").append(HEIGHT).append("\" rx=\"").append(v.op() == null ? 5 : 17)
        .append("\"/><text class=\"name\" y=\"").append(v.op() == null ? 5 : -1).append("\">")
        .append(Markup.escaped(walk.names.get(v.index()))).append("</text>");
    if (v.op() != null) {
      svg.append("<text class=\"label\" y=\"11\">").append(Markup.escaped(v.op().label())).append("</text>");
    }
    svg.append("</g>\n");
  }
}
