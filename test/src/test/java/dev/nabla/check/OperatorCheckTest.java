package dev.nabla.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.tensor.BinaryOp;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Domain;
import dev.nabla.tensor.FreeOf;
import dev.nabla.tensor.Kinked;
import dev.nabla.tensor.Law;
import dev.nabla.tensor.Sample;
import dev.nabla.tensor.Samples;
import dev.nabla.tensor.Tensor;
import dev.nabla.tensor.UnaryOp;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The laws see what is wrong: each mistake below is made once, and the law that it breaks says so. */
class OperatorCheckTest {
  /** x², right in everything; the mistakes are variations of it. */
  private interface Square extends UnaryOp {
    @Override
    default Tensor forward(Tensor x) {
      return x.mul(x);
    }

    @Override
    default Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(x).mul(2);
    }

    @Override
    default Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return dx.mul(x).mul(2);
    }

    @Override
    default boolean needsOutput() {
      return false;
    }
  }

  record Right() implements Square {
    static List<Sample> samples() {
      return Samples.elementwise(new Right(), Domain.REALS);
    }
  }

  private static Set<Law> broken(OperatorReport report) {
    Set<Law> broken = EnumSet.noneOf(Law.class);
    report.verdicts().forEach((law, verdict) -> {
      if (verdict instanceof Verdict.Broken) {
        broken.add(law);
      }
    });
    return broken;
  }

  @Test
  void aRightOperatorObeysEveryLaw() {
    OperatorReport report = OperatorCheck.check(Right.class).orThrow();
    assertTrue(report.satisfied());
    assertEquals(new Verdict.Free("it has one operand"), report.verdicts().get(Law.BROADCASTING));
    assertEquals(new Verdict.Holds(5), report.verdicts().get(Law.GRADIENT));
    assertTrue(report.toString().startsWith("OperatorCheckTest.Right: every law holds"), report.toString());
  }

  record WrongGradient() implements Square {
    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(x);
    }

    static List<Sample> samples() {
      return Samples.elementwise(new WrongGradient(), Domain.REALS);
    }
  }

  @Test
  void aWrongGradientIsSeen() {
    OperatorReport report = OperatorCheck.check(WrongGradient.class);
    assertEquals(EnumSet.of(Law.GRADIENT, Law.ADJOINT, Law.SECOND_ORDER), broken(report));
    String sentence = assertThrows(BrokenLaw.class, report::orThrow).getMessage();
    assertTrue(
        sentence.startsWith("OperatorCheckTest.WrongGradient, gradient: WrongGradient[] of [3×4]: the gradient of "
            + "input 0 is "),
        sentence);
  }

  record WrongTangent() implements Square {
    @Override
    public Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return dx.mul(x).mul(3);
    }

    static List<Sample> samples() {
      return Samples.elementwise(new WrongTangent(), Domain.REALS);
    }
  }

  @Test
  void aWrongTangentIsSeen() {
    assertEquals(EnumSet.of(Law.TANGENT, Law.ADJOINT, Law.SECOND_ORDER, Law.EDGES),
        broken(OperatorCheck.check(WrongTangent.class)));
  }

  record ConstantGradient() implements Square {
    @Override
    public Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(x.detach()).mul(2);
    }

    static List<Sample> samples() {
      return Samples.elementwise(new ConstantGradient(), Domain.REALS);
    }
  }

  @Test
  void aGradientThatCannotBeDifferentiatedIsSeen() {
    assertEquals(EnumSet.of(Law.SECOND_ORDER), broken(OperatorCheck.check(ConstantGradient.class)));
  }

  record AlwaysSingle() implements Square {
    @Override
    public Tensor forward(Tensor x) {
      return x.mul(x).to(DType.FLOAT32);
    }

    static List<Sample> samples() {
      return Samples.elementwise(new AlwaysSingle(), Domain.REALS);
    }
  }

  @Test
  void aWrongTypeIsSeen() {
    assertTrue(broken(OperatorCheck.check(AlwaysSingle.class)).contains(Law.FLOAT64));
  }

  record SingleIsWrong() implements Square {
    @Override
    public Tensor forward(Tensor x) {
      return x.dtype() == DType.FLOAT32 ? x.abs() : x.mul(x);
    }

    static List<Sample> samples() {
      return Samples.elementwise(new SingleIsWrong(), Domain.REALS);
    }
  }

  @Test
  void aMistakeInFloat32IsSeen() {
    assertEquals(EnumSet.of(Law.FLOAT32), broken(OperatorCheck.check(SingleIsWrong.class)));
  }

  record InOrderOnly() implements Square {
    @Override
    public Tensor forward(Tensor x) {
      return x.isContiguous() ? x.mul(x) : x.mul(x).add(1);
    }

    static List<Sample> samples() {
      return List.of(Sample.of(new InOrderOnly(), Domain.REALS.draw(1, 3, 4)));
    }
  }

  @Test
  void aLayoutThatMattersIsSeen() {
    assertEquals(EnumSet.of(Law.STRIDED), broken(OperatorCheck.check(InOrderOnly.class)));
  }

  record KeepsInVain() implements Square {
    @Override
    public boolean needsOutput() {
      return true;
    }

    static List<Sample> samples() {
      return Samples.elementwise(new KeepsInVain(), Domain.REALS);
    }
  }

  @Test
  void memoryHeldInVainIsSeen() {
    assertEquals(EnumSet.of(Law.MEMORY), broken(OperatorCheck.check(KeepsInVain.class)));
  }

  /** |x| + x². */
  private interface Cusp extends UnaryOp {
    @Override
    default Tensor forward(Tensor x) {
      return x.abs().add(x.mul(x));
    }

    @Override
    default Tensor backward(Tensor g, Tensor y, Tensor x) {
      return g.mul(slope(x).add(x.mul(2)));
    }

    @Override
    default Tensor tangent(Tensor dx, Tensor y, Tensor x) {
      return backward(dx, y, x);
    }

    @Override
    default boolean needsOutput() {
      return false;
    }

    default Tensor slope(Tensor x) {
      return x.sign();
    }
  }

  record Undeclared() implements Cusp {
    static List<Sample> samples() {
      return Samples.elementwise(new Undeclared(), Domain.AWAY_FROM_ZERO);
    }
  }

  record Declared() implements Cusp, Kinked {
    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).eq(0);
    }

    static List<Sample> samples() {
      return Samples.elementwise(new Declared(), Domain.AWAY_FROM_ZERO);
    }
  }

  record DeclaredElsewhere() implements Cusp, Kinked {
    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).eq(0).logicalOr(x.get(0).eq(1));
    }

    static List<Sample> samples() {
      return Samples.elementwise(new DeclaredElsewhere(), Domain.AWAY_FROM_ZERO);
    }
  }

  record BeyondBothSides() implements Cusp, Kinked {
    @Override
    public Tensor slope(Tensor x) {
      return Tensor.where(x.eq(0), Tensor.full(2, x.shape(), x.dtype()), x.sign());
    }

    @Override
    public Tensor kinks(List<Tensor> x) {
      return x.get(0).eq(0);
    }

    static List<Sample> samples() {
      return Samples.elementwise(new BeyondBothSides(), Domain.AWAY_FROM_ZERO);
    }
  }

  @Test
  void kinksAreLookedFor() {
    assertEquals(EnumSet.noneOf(Law.class), broken(OperatorCheck.check(Declared.class)));
    assertEquals(EnumSet.of(Law.EDGES), broken(OperatorCheck.check(Undeclared.class)));
    assertEquals(EnumSet.of(Law.EDGES), broken(OperatorCheck.check(DeclaredElsewhere.class)));
    assertEquals(EnumSet.of(Law.EDGES), broken(OperatorCheck.check(BeyondBothSides.class)));
  }

  /** a · b, but where b is broadcast twice that. */
  record WrongBroadcast() implements BinaryOp {
    @Override
    public Tensor forward(Tensor a, Tensor b) {
      return a.shape().equals(b.shape()) ? a.mul(b) : a.mul(b).mul(2);
    }

    @Override
    public Tensor backwardA(Tensor g, Tensor y, Tensor a, Tensor b) {
      return a.shape().equals(b.shape()) ? g.mul(b) : g.mul(b).mul(2);
    }

    @Override
    public Tensor backwardB(Tensor g, Tensor y, Tensor a, Tensor b) {
      return backwardA(g, y, b, a);
    }

    @Override
    public boolean needsOutput() {
      return false;
    }

    static List<Sample> samples() {
      return Samples.broadcasting(new WrongBroadcast(), Domain.REALS, Domain.REALS);
    }
  }

  @Test
  void aMistakeInBroadcastingIsSeen() {
    assertEquals(EnumSet.of(Law.BROADCASTING), broken(OperatorCheck.check(WrongBroadcast.class)));
  }

  record FailsOnNothing() implements Square {
    @Override
    public Tensor forward(Tensor x) {
      return x.mul(x).sub(x.max()).add(x.max());
    }

    static List<Sample> samples() {
      return Samples.elementwise(new FailsOnNothing(), Domain.REALS);
    }
  }

  @Test
  void failureOnNothingIsSeen() {
    assertTrue(broken(OperatorCheck.check(FailsOnNothing.class)).contains(Law.EMPTY));
  }

  record WithoutSamples() implements Square {}

  @FreeOf(value = {Law.GRADIENT, Law.TANGENT, Law.ADJOINT, Law.SECOND_ORDER, Law.EDGES, Law.MEMORY},
      because = "nobody has worked it out")
  record WithoutGradient() implements Square {
    @Override
    public boolean differentiable() {
      return false;
    }

    static List<Sample> samples() {
      return Samples.elementwise(new WithoutGradient(), Domain.REALS);
    }
  }

  @Test
  void whatIsNotShownIsDeclaredOrAsksForSamples() {
    assertEquals(
        List.of("OperatorCheckTest.WithoutSamples does not show gradient, tangent, adjoint, second order, float32, "
            + "float64, broadcasting, empty, strided, edges, memory: it needs samples from 'static List<Sample> samples()', "
            + "or @FreeOf with a reason"),
        OperatorCheck.check(WithoutSamples.class).faults());
    OperatorReport declared = OperatorCheck.check(WithoutGradient.class);
    assertEquals(List.of(), declared.faults());
    assertEquals(new Verdict.Free("nobody has worked it out"), declared.verdicts().get(Law.SECOND_ORDER));
    assertInstanceOf(Verdict.Holds.class, declared.verdicts().get(Law.FLOAT32));
  }

  @Test
  void operatorsOfAUserAreFoundInFolders() {
    assertTrue(Operators.beside(OperatorCheckTest.class).contains(WithoutSamples.class));
  }

  @Test
  void operatorsOfAUserAreFoundInArchives(@TempDir Path folder) throws Exception {
    Path jar = folder.resolve("user.jar");
    Path classes = Path.of(OperatorCheckTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path file : classFiles(classes)) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
    try (URLClassLoader loader = new ChildFirst(jar.toUri().toURL())) {
      Class<?> anchor = loader.loadClass(OperatorCheckTest.class.getName());
      assertEquals(loader, anchor.getClassLoader());
      List<String> names = Operators.beside(anchor).stream().map(Class::getSimpleName).toList();
      assertTrue(names.containsAll(List.of("Right", "WrongTangent")), names.toString());
      assertTrue(OperatorCheck.check(Operators.beside(anchor).get(names.indexOf("Right"))).satisfied());
    }
  }

  private static List<Path> classFiles(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes.resolve("dev/nabla/check"))) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    }
  }

  /** Loads what is in the archive from there, though the class path has it too. */
  private static final class ChildFirst extends URLClassLoader {
    ChildFirst(URL jar) {
      super(new URL[] {jar}, OperatorCheckTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return findResource(name.replace('.', '/') + ".class") == null || findLoadedClass(name) != null
          ? super.loadClass(name, resolve)
          : findClass(name);
    }
  }
}
