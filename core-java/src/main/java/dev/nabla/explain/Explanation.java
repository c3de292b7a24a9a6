package dev.nabla.explain;

import dev.nabla.io.ReplacedFile;
import dev.nabla.tensor.RecordedGraph;
import dev.nabla.tensor.RecordedGraph.Vertex;
import dev.nabla.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link Explain} has found: steps, the gradients in which they end, and ways to show them. Tensors have letters for
 * names until they are given others.
 */
public final class Explanation {
  private final RecordedGraph graph;
  private final Tensor upstream;
  private final Map<Integer, String> given;
  private Walk walk;

  Explanation(RecordedGraph graph, Tensor upstream, Map<Integer, String> given) {
    this.graph = graph;
    this.upstream = upstream;
    this.given = given;
  }

  /**
   * This explanation with a name for one tensor: a parameter, a constant or a result on the way. Digits at the end of the
   * name are written below the line.
   *
   * @throws IllegalArgumentException when the tensor does not take part, or nothing kept its elements
   */
  public Explanation name(String name, Tensor x) {
    return names(Map.of(name, x));
  }

  /** {@link #name} for each entry, as {@code layer.namedParameters()} has them. */
  public Explanation names(Map<String, ? extends Tensor> names) {
    Map<Integer, String> all = new LinkedHashMap<>(given);
    names.forEach((name, x) -> all.put(vertex(name, x).index(), Names.symbol(name)));
    return new Explanation(graph, upstream, all);
  }

  private Vertex vertex(String name, Tensor x) {
    return graph.find(x).orElseThrow(() -> new IllegalArgumentException("explain: '" + name + "', a " + x.dtype()
        + " tensor of shape " + x.shape() + ", is no value that this recording has kept; name what takes part, and "
        + "compute within Explain.of(() -> …), which keeps all constants"));
  }

  /** The steps, from the output back. */
  public List<Step> steps() {
    return walk().steps();
  }

  /** The gradients of the parameters, in the order in which the computation met them. */
  public List<ParameterGradient> gradients() {
    return walk().gradients();
  }

  private Walk walk() {
    if (walk == null) {
      walk = new Walk(graph, upstream, Names.of(graph, given));
    }
    return walk;
  }

  /** For a terminal. */
  public String toText() {
    return new TextReport(walk()).toString();
  }

  /** One page that needs nothing else: a document of HTML that is XML as well. */
  public String toHtml() {
    return new HtmlReport(walk()).toString();
  }

  /** Markdown with formulas in LaTeX. */
  public String toMarkdown() {
    return new MarkdownReport(walk()).toString();
  }

  /** The graph in the language of Graphviz. */
  public String toDot() {
    return new DotReport(walk()).toString();
  }

  /** Writes {@link #toHtml()}; the file appears complete or not at all. */
  public void writeHtml(Path file) throws IOException {
    write(file, toHtml());
  }

  /** Writes {@link #toMarkdown()}; the file appears complete or not at all. */
  public void writeMarkdown(Path file) throws IOException {
    write(file, toMarkdown());
  }

  /** Writes {@link #toDot()}; the file appears complete or not at all. */
  public void writeDot(Path file) throws IOException {
    write(file, toDot());
  }

  private static void write(Path file, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    ReplacedFile.write(file, channel -> {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    });
  }

  @Override
  public String toString() {
    return toText();
  }
}
