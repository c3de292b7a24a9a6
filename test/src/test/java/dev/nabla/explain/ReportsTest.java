package dev.nabla.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.op.Losses;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The four forms of an explanation are complete, and readable by those they are for. */
class ReportsTest {
  private static final Rng RNG = Rng.of(3);
  private static final Parameter W = Parameter.of("W", RNG.randn(DType.FLOAT64, 3, 4));
  private static final Parameter B = Parameter.of("b<1>&", RNG.randn(DType.FLOAT64, 3, 1));

  private static Explanation explanation() {
    Tensor h = W.matmul(RNG.randn(DType.FLOAT64, 4, 2)).add(B);
    return Explain.of(Losses.mse(h.relu().mul(h.sigmoid()), RNG.randn(DType.FLOAT64, 3, 2))).name("h", h);
  }

  private static Document parsed(String html) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
  }

  private static List<Element> elements(Document page, String name) {
    NodeList found = page.getElementsByTagNameNS("*", name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  @Test
  void thePageIsXmlToo() throws Exception {
    Explanation e = explanation();
    Document page = parsed(e.toHtml());
    assertEquals(e.steps().size(), elements(page, "details").stream()
        .filter(d -> d.getAttribute("class").equals("step")).count());
    List<Element> vertices = elements(page, "g").stream()
        .filter(g -> g.getAttribute("class").startsWith("vertex")).toList();
    List<Element> edges = elements(page, "g").stream().filter(g -> g.getAttribute("class").equals("edge")).toList();
    assertEquals(e.steps().size() + 4, vertices.size(), "two parameters, two constants and what every step made");
    assertTrue(edges.size() >= vertices.size() - 1);
    assertTrue(edges.stream().anyMatch(edge -> edge.getTextContent().strip().equals("3×2")), "shapes stand on edges");
    for (Element step : elements(page, "details")) {
      if (step.hasAttribute("data-vertex")) {
        assertTrue(vertices.stream().anyMatch(v -> v.getAttribute("data-vertex").equals(step.getAttribute(
            "data-vertex"))), "a step is in the graph");
      }
    }
    assertTrue(elements(page, "math").size() > 3 * e.steps().size(), "formulas are typeset");
  }

  /** Nothing is loaded from anywhere. */
  @Test
  void thePageStandsAlone() {
    String html = explanation().toHtml().replace("http://www.w3.org/1999/xhtml", "").replace(
        "http://www.w3.org/2000/svg", "");
    Stream.of("http", "//cdn", "src=", "href=", "@import", "url(").forEach(
        outside -> assertFalse(html.contains(outside), outside));
    assertTrue(html.contains("prefers-color-scheme: dark"));
  }

  @Test
  void valuesOfAllElementsStandInThePage() throws Exception {
    Explanation e = explanation();
    Document page = parsed(e.toHtml());
    List<String> cells = elements(page, "td").stream().map(Element::getTextContent).toList();
    for (double v : e.gradients().get(0).gradient().toDoubles()) {
      assertTrue(cells.contains(Shown.number(v)), v + " is not shown");
    }
  }

  @Test
  void textHasEveryFormula() {
    Explanation e = explanation();
    String text = e.toText();
    for (Step step : e.steps()) {
      assertTrue(text.contains(step.formula()), step.formula());
      step.parts().forEach(p -> assertTrue(text.contains(p.formula()) && text.contains(p.dimensions()), p.formula()));
    }
    assertTrue(text.contains("paths meet: the gradients from steps 3 and 4 add up"), text);
    assertEquals(text, e.toString());
  }

  @Test
  void markdownHasFormulasInLatex() {
    String markdown = explanation().toMarkdown();
    assertTrue(markdown.contains("$$\\frac{\\partial f}{\\partial W} = "), markdown);
    assertTrue(markdown.contains("\\begin{pmatrix}"));
    assertEquals(0, markdown.split("\\$\\$", -1).length % 2 - 1, "every formula that begins ends");
  }

  @Test
  void dotNamesEveryVertexAndEdge() {
    Explanation e = explanation();
    String dot = e.toDot();
    assertTrue(dot.startsWith("digraph backward {") && dot.endsWith("}\n"));
    e.steps().forEach(s -> s.inputs().forEach(i -> assertTrue(dot.contains("  v" + i + " -> v" + s.vertex() + " "))));
    assertTrue(dot.contains("[label=\"3×4\"]"));
  }

  @Test
  void filesAppearWhole(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("page.html");
    Files.writeString(file, "what was there");
    Explanation e = explanation();
    e.writeHtml(file);
    assertEquals(e.toHtml(), Files.readString(file));
    e.writeMarkdown(folder.resolve("page.md"));
    e.writeDot(folder.resolve("page.dot"));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of("page.dot", "page.html", "page.md"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }
}
