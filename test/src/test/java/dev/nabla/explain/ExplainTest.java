package dev.nabla.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.op.Losses;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Graph;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Explanations say what the texts derive and what the engine computes. */
class ExplainTest {
  private final Rng rng = Rng.of(7);

  private Tensor random(int... shape) {
    return rng.randn(DType.FLOAT64, shape);
  }

  private static List<String> formulas(Explanation e) {
    return e.steps().stream().flatMap(s -> Stream.concat(Stream.of(s.formula()),
        s.parts().stream().map(Step.Part::formula))).toList();
  }

  private static ParameterGradient gradient(Explanation e, String name) {
    return e.gradients().stream().filter(g -> g.name().equals(name)).findFirst().orElseThrow();
  }

  private static void same(Tensor expected, Tensor actual) {
    assertTrue(expected.allClose(actual, 1e-12, 1e-12), () -> expected + " is not " + actual);
  }

  /** T = XW + b: dX = dT·Wᵀ (6), dW = Xᵀ·dT (7), db = the sum over rows of dT (8). */
  @Test
  void theLinearLayer() {
    Parameter x = Parameter.of("X", random(5, 3));
    Parameter w = Parameter.of("W", random(3, 2));
    Parameter b = Parameter.of("b", random(2));
    Tensor t = x.matmul(w).add(b);
    Tensor dT = random(5, 2);
    Explanation e = Explain.of(t, dT);

    assertEquals(List.of("T = t₁ + b", "∂l/∂t₁ = ∂l/∂T", "∂l/∂b = Σᵢ ∂l/∂T", "t₁ = X·W", "∂l/∂X = ∂l/∂t₁·Wᵀ",
        "∂l/∂W = Xᵀ·∂l/∂t₁"), formulas(e));
    assertEquals("∂l/∂X = ∂l/∂T·Wᵀ", gradient(e, "X").formula());
    assertEquals("(5×2)·(2×3) → 5×3", gradient(e, "X").dimensions());
    same(dT.matmul(w.value().transpose()), gradient(e, "X").gradient());
    assertEquals("∂l/∂W = Xᵀ·∂l/∂T", gradient(e, "W").formula());
    assertEquals("(3×5)·(5×2) → 3×2", gradient(e, "W").dimensions());
    same(x.value().transpose().matmul(dT), gradient(e, "W").gradient());
    assertEquals("∂l/∂b = Σᵢ ∂l/∂T", gradient(e, "b").formula());
    same(dT.sum(0), gradient(e, "b").gradient());
    assertEquals("Σᵢ (5×2) → 2", e.steps().get(0).parts().get(1).dimensions());
    assertEquals("broadcast: every element appears 5 times, and the gradients of its copies add up",
        e.steps().get(0).parts().get(1).structure());
    assertEquals("a product with the constant W: J = Wᵀ ⊗ I₅", structure(e, 2, 0).replace("  ", " "));
  }

  private static String structure(Explanation e, int step, int part) {
    return e.steps().get(step - 1).parts().get(part).structure();
  }

  private final Tensor x = random(4, 1);
  private final Tensor y = random(2, 1);
  private final Parameter w1 = Parameter.of("W1", random(5, 4));
  private final Parameter w2 = Parameter.of("W2", random(3, 5));
  private final Parameter w3 = Parameter.of("W3", random(2, 3));
  private final Tensor h1 = w1.matmul(x);
  private final Tensor z1 = h1.tanh();
  private final Tensor h2 = w2.matmul(z1);
  private final Tensor z2 = h2.tanh();
  private final Tensor prediction = w3.matmul(z2);
  private final Tensor loss = Losses.mse(prediction, y);

  private Explanation network() {
    return Explain.of(loss).name("x", x).name("y", y).name("h1", h1).name("z1", z1).name("h2", h2).name("z2", z2)
        .name("ŷ", prediction);
  }

  /** h₁ = W₁x, z₁ = φ(h₁), h₂ = W₂z₁, z₂ = φ(h₂), ŷ = W₃z₂, f = L(y, ŷ), step by step. */
  @Test
  void theNetworkOfThreeLayers() {
    assertEquals(List.of(
        "f = mean((ŷ − y)²)", "∂f/∂ŷ = [2·(ŷ − y)]/n",
        "ŷ = W₃·z₂", "∂f/∂W₃ = ∂f/∂ŷ·z₂ᵀ", "∂f/∂z₂ = W₃ᵀ·∂f/∂ŷ",
        "z₂ = tanh(h₂)", "∂f/∂h₂ = tanh′(h₂) ⊙ ∂f/∂z₂",
        "h₂ = W₂·z₁", "∂f/∂W₂ = ∂f/∂h₂·z₁ᵀ", "∂f/∂z₁ = W₂ᵀ·∂f/∂h₂",
        "z₁ = tanh(h₁)", "∂f/∂h₁ = tanh′(h₁) ⊙ ∂f/∂z₁",
        "h₁ = W₁·x", "∂f/∂W₁ = ∂f/∂h₁·xᵀ"), formulas(network()));
  }

  /** Equations (26), (32) and (38), with the dimensions of (33). */
  @Test
  void theEquationsOfTheNetwork() {
    Explanation e = network();
    assertEquals(List.of("∂f/∂W₃ = ∂f/∂ŷ·z₂ᵀ", "∂f/∂W₂ = [tanh′(h₂) ⊙ (W₃ᵀ·∂f/∂ŷ)]·z₁ᵀ",
        "∂f/∂W₁ = [tanh′(h₁) ⊙ (W₂ᵀ·∂f/∂h₂)]·xᵀ"),
        Stream.of("W₃", "W₂", "W₁").map(name -> gradient(e, name).formula()).toList());
    assertEquals(List.of("(2×1)·(1×3) → 2×3", "(3×3)·(3×2)·(2×1)·(1×5) → 3×5", "(5×5)·(5×3)·(3×1)·(1×4) → 5×4"),
        Stream.of("W₃", "W₂", "W₁").map(name -> gradient(e, name).dimensions()).toList());

    Tensor dPrediction = prediction.detach().sub(y);
    Tensor dh2 = slope(z2).mul(w3.value().transpose().matmul(dPrediction));
    Tensor dh1 = slope(z1).mul(w2.value().transpose().matmul(dh2));
    same(dPrediction.matmul(z2.detach().transpose()), gradient(e, "W₃").gradient());
    same(dh2.matmul(z1.detach().transpose()), gradient(e, "W₂").gradient());
    same(dh1.matmul(x.transpose()), gradient(e, "W₁").gradient());
  }

  private static Tensor slope(Tensor z) {
    return z.detach().mul(z.detach()).neg().add(1);
  }

  /** ∂y/∂x = W (11), ∂y/∂vec(W) = (x₁I, …, x_dI) (22), and a diagonal for what works element by element (29). */
  @Test
  void localJacobiansAreThoseOfTheText() {
    Explanation e = network();
    List<Step.Part> product = e.steps().get(1).parts();
    same(w3.value(), product.get(1).jacobian());
    assertEquals("a product with the constant W₃: J = W₃", product.get(1).structure());
    Tensor identity = Tensor.eye(2, 2, DType.FLOAT64);
    Tensor z = z2.detach();
    same(Tensor.cat(1, Stream.of(0, 1, 2).map(i -> identity.mul(z.select(0, i))).toList()), product.get(0).jacobian());
    assertEquals("a product with the constant z₂: J = z₂ᵀ ⊗ I₂", product.get(0).structure());
    Step.Part activation = e.steps().get(2).parts().get(0);
    same(Tensor.eye(3, 3, DType.FLOAT64).mul(slope(z2)), activation.jacobian());
    assertTrue(activation.structure().startsWith("diagonal"));
    assertEquals("tanh′(h₂) = 1 − z₂²", e.steps().get(2).where());
    assertEquals("(3×3)·(3×1) → 3×1", activation.dimensions());
  }

  @Test
  void everyProductIsComparedWithItsJacobian() {
    List<Step.Part> parts = network().steps().stream().flatMap(s -> s.parts().stream()).toList();
    assertEquals(8, parts.size());
    parts.forEach(p -> assertTrue(p.deviation() < 1e-12, p.formula() + " " + p.deviation()));
    Tensor wrong = parts.get(0).gradient().add(0.5);
    assertEquals(0.5, LocalJacobian.deviation(parts.get(0).jacobian(), Tensor.scalar(1.0), wrong), 1e-12);
  }

  @Test
  void wherePathsMeetGradientsAddUp() {
    Parameter p = Parameter.of("p", Tensor.of(1.0, 2.0));
    Tensor a = p.mul(3);
    Tensor f = a.exp().add(a.tanh()).sum();
    Step meeting = Explain.of(f).name("a", a).steps().stream().filter(s -> s.output().equals("a")).findFirst()
        .orElseThrow();
    assertEquals(2, meeting.from().size());
    Tensor v = a.detach();
    same(v.exp().add(slope(v.tanh())), meeting.upstream());
    ParameterGradient twice = gradient(Explain.of(p.mul(p).sum()), "p");
    assertEquals("∂f/∂p = ∂f/∂t₁ ⊙ p + ∂f/∂t₁ ⊙ p", twice.formula());
    same(Tensor.of(2.0, 4.0), twice.gradient());
  }

  @Test
  void aParameterIsItsOwnGradientsOnlyStep() {
    Explanation explanation = Explain.of(Parameter.of("w", Tensor.scalar(3.0)));
    assertEquals(List.of(), explanation.steps());
    assertEquals(Tensor.scalar(1.0), explanation.gradients().get(0).gradient());
    assertTrue(explanation.toText().contains("= 1"), explanation.toText());
    assertTrue(explanation.toHtml().contains("svg"));
  }

  @Test
  void structuresAreRecognised() {
    Parameter p = Parameter.of("p", random(3, 4));
    assertEquals("the identity", only(p.add(1)));
    assertEquals("−2 times the identity", only(p.mul(-2)));
    assertEquals("the identity on the elements in row-major order: only the shape changes", only(p.reshape(2, 6)));
    assertTrue(only(p.transpose()).startsWith("permutation"));
    assertTrue(only(p.narrow(1, 1, 2)).startsWith("selection:"));
    assertTrue(only(p.indexSelect(0, Tensor.of(0L, 0L, 1L))).startsWith("selection with repetition"));
    assertTrue(only(p.sum(1)).startsWith("sum: every element of the output adds up 4 elements"));
    assertTrue(only(p.sign()).startsWith("zero"));
    assertTrue(only(p.exp()).startsWith("diagonal"));
    assertEquals("one row: the output is a single number", structure(network(), 1, 0));
    assertNull(only(p.softmax(-1)));
    assertTrue(only(p.add(Parameter.of("q", random(5, 3, 4)))).startsWith("broadcast: every element appears 5 times"));
  }

  /** The Jacobian's structure in the first step of a tensor's own gradient. */
  private String only(Tensor t) {
    return Explain.of(t, Tensor.onesLike(t)).steps().get(0).parts().get(0).structure();
  }

  @Test
  void largeJacobiansAreNotWrittenOutButCompared() {
    Parameter w = Parameter.of("W", rng.randn(64, 32));
    Tensor t = w.matmul(rng.randn(32, 16)).tanh().sum();
    for (Step step : Explain.of(t).steps()) {
      Step.Part part = step.parts().get(0);
      assertNull(part.jacobian());
      assertTrue(part.deviation() < 1e-2, step.formula() + " " + part.deviation());
      assertTrue(part.structure() != null, step.formula());
    }
  }

  @Test
  void explainingChangesNothing() {
    String before = network().toText();
    assertEquals(before, network().toText());
    loss.backward(Tensor.scalar(1.0), Graph.KEEP);
    same(gradient(network(), "W₁").gradient(), w1.gradient());
  }

  /** A difference keeps no operand, so only a computation that is explained as it runs knows them all. */
  @Test
  void aComputationIsExplainedWithAllItsConstantsAndLines() {
    Tensor target = random(2, 1);
    Explanation e = Explain.of(() -> example.Program.roots(Parameter.of("p", target.abs())));
    assertEquals("Program.java", e.steps().get(1).line().getFileName());
    assertEquals(example.Program.line("sqrt"), e.steps().get(1).line().getLineNumber());
    Tensor[] difference = new Tensor[1];
    Explanation all = Explain.of(() -> difference[0] = w3.matmul(z2.detach()).sub(target).pow(2).sum());
    assertEquals("t₂ = t₁ − y", all.name("y", target).steps().get(2).formula());
    IllegalArgumentException unknown = assertThrows(IllegalArgumentException.class,
        () -> Explain.of(w3.matmul(z2.detach()).sub(target).sum()).name("y", target));
    assertEquals("explain: 'y', a float64 tensor of shape [2×1], is no value that this recording has kept; name what "
        + "takes part, and compute within Explain.of(() -> …), which keeps all constants", unknown.getMessage());
  }

  @Test
  void misuseIsRefusedInOneSentence() {
    Tensor freed = w1.sum();
    freed.backward();
    assertEquals("explain: these operations were freed by a backward pass; explain before backward(), or pass "
        + "Graph.KEEP to it", refusal(() -> Explain.of(freed)));
    assertEquals("backward: an output of shape [5×4] needs an upstream gradient of that shape; only a single element "
        + "does without", refusal(() -> Explain.of(w1.exp())));
    assertEquals("explain: a name needs a letter, got '1'", assertThrows(IllegalArgumentException.class,
        () -> network().name("1", w2)).getMessage());
    Tensor read = w1.exp().sum();
    w1.assign(Tensor.zerosLike(w1));
    assertEquals("explain: parameter 'W1' [5×4] was assigned a new value after it was read; compute the output again",
        refusal(() -> Explain.of(read)));
  }

  private static String refusal(Runnable action) {
    return assertThrows(IllegalStateException.class, action::run).getMessage();
  }

  @Test
  void namesAreDifferent() {
    Parameter a = Parameter.of("weight", Tensor.zeros(Shape.of(2, 2), DType.FLOAT64));
    Parameter b = Parameter.of("weight", Tensor.ones(Shape.of(2, 2), DType.FLOAT64));
    Explanation e = Explain.of(a.matmul(b).sum());
    assertEquals(List.of("weight₁", "weight₂"), e.gradients().stream().map(ParameterGradient::name).sorted().toList());
    assertEquals(List.of("layer.0.weight", "weight"), e.name("layer.0.weight", a).gradients().stream()
        .map(ParameterGradient::name).sorted().toList());
  }
}
