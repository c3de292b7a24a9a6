package dev.nabla.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.tensor.Tensor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package of the core may know which, read from the compiled classes. */
class ArchitectureTest {
  private static final String ROOT = "dev.nabla.";

  /** The only arrows allowed: a package knows those listed and what they know. */
  private static final Map<String, List<String>> ARROWS = Map.ofEntries(
      Map.entry("kernel", List.of()),
      Map.entry("tensor", List.of("kernel")),
      Map.entry("op", List.of("tensor")),
      Map.entry("autodiff", List.of("op")),
      Map.entry("distribution", List.of("op")),
      Map.entry("check", List.of("autodiff")),
      Map.entry("nn", List.of("op")),
      Map.entry("optim", List.of("nn", "autodiff")),
      Map.entry("data", List.of("tensor")),
      Map.entry("io", List.of("tensor", "nn")),
      Map.entry("explain", List.of("io")),
      Map.entry("train", List.of("optim", "data")));

  private static final Set<String> MODULES = Set.of("java.base", "jdk.incubator.vector", "jdk.jfr");

  private static final Pattern DEPENDENCY = Pattern.compile("(?m)^ +(\\S+) +-> +(\\S+) +(.*?) *$");

  /** One line of jdeps: a package, one that it uses, and the module where that was found. */
  private record Dependency(String from, String to, String module) {}

  private static final List<Dependency> DEPENDENCIES = dependencies();

  private static List<Dependency> dependencies() {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    int code = ToolProvider.findFirst("jdeps").orElseThrow().run(writer, writer, "-verbose:package", "-filter:none",
        core().toString());
    assertEquals(0, code, out.toString());
    List<Dependency> found = new ArrayList<>();
    Matcher line = DEPENDENCY.matcher(out.toString());
    while (line.find()) {
      found.add(new Dependency(line.group(1), line.group(2), line.group(3)));
    }
    return found;
  }

  private static Path core() {
    try {
      return Path.of(Tensor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For each package of ours those of ours that it uses. */
  private static Map<String, Set<String>> ours() {
    Map<String, Set<String>> ours = new TreeMap<>();
    for (Dependency d : DEPENDENCIES) {
      Set<String> used = ours.computeIfAbsent(d.from.substring(ROOT.length()), none -> new TreeSet<>());
      if (d.to.startsWith(ROOT) && !d.to.equals(d.from)) {
        used.add(d.to.substring(ROOT.length()));
      }
    }
    return ours;
  }

  private static Set<String> allowed(String from) {
    Set<String> allowed = new TreeSet<>();
    for (String to : ARROWS.get(from)) {
      allowed.add(to);
      allowed.addAll(allowed(to));
    }
    return allowed;
  }

  @Test
  void onlyTheArrowsOfTheDesignExist() {
    Map<String, Set<String>> ours = ours();
    assertTrue(ours.get("tensor").contains("kernel"), "jdeps shows the arrows that are known to exist");
    ours.forEach((from, used) -> {
      assertTrue(ARROWS.containsKey(from), "the design knows no package " + from);
      Set<String> wrong = new TreeSet<>(used);
      wrong.removeAll(allowed(from));
      assertEquals(Set.of(), wrong, "package " + from + " must not know");
    });
  }

  /** Packages whose users are all gone are taken away, until none is left or those that are know one another. */
  @Test
  void noPackageKnowsItselfThroughOthers() {
    Map<String, Set<String>> left = ours();
    boolean taken = true;
    while (taken) {
      Set<String> known = left.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
      taken = left.keySet().retainAll(known);
    }
    assertEquals(Map.of(), left, "packages on a cycle");
  }

  @Test
  void theCoreNeedsNothingButTheJdk() {
    for (Dependency d : DEPENDENCIES) {
      assertTrue(d.to.startsWith(ROOT) || MODULES.contains(d.module) || MODULES.contains(d.to),
          d.from + " uses " + d.to + " of " + d.module);
    }
  }

  /** The Vector API may be missing at run time, so no other package names it. */
  @Test
  void onlyKernelsNameTheVectorApi() {
    Set<String> users = DEPENDENCIES.stream().filter(d -> d.to.equals("jdk.incubator.vector")).map(Dependency::from)
        .collect(Collectors.toSet());
    assertEquals(Set.of(ROOT + "kernel"), users);
  }

  /** So may the flight recorder; one class of one package deals with it. */
  @Test
  void onlyTensorsNameTheFlightRecorder() {
    Set<String> users = DEPENDENCIES.stream().filter(d -> d.to.equals("jdk.jfr")).map(Dependency::from)
        .collect(Collectors.toSet());
    assertEquals(Set.of(ROOT + "tensor"), users);
  }

  @Test
  void theModuleExportsAllPackagesButKernels() {
    ModuleDescriptor module = ModuleFinder.of(core()).findAll().iterator().next().descriptor();
    assertEquals("dev.nabla.core", module.name());
    Set<String> expected = new TreeSet<>(ours().keySet().stream().map(ROOT::concat).toList());
    expected.remove(ROOT + "kernel");
    Set<String> exported = module.exports().stream().filter(e -> !e.isQualified())
        .map(ModuleDescriptor.Exports::source).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(expected, exported);
    assertEquals(MODULES,
        module.requires().stream().map(ModuleDescriptor.Requires::name).collect(Collectors.toSet()));
    assertTrue(module.requires().stream().filter(r -> !r.name().equals("java.base"))
        .allMatch(r -> r.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC)), "a JVM may lack them");
  }

  @Test
  void everyPackageIsDescribedInOneParagraph() throws IOException {
    Path sources = Path.of(System.getProperty("basedir", "."), "..", "core-java", "src", "main", "java");
    for (String name : ours().keySet()) {
      Path description = sources.resolve((ROOT + name).replace('.', '/')).resolve("package-info.java");
      assertTrue(Files.exists(description), "package " + name + " has no package-info.java");
      try (Stream<String> lines = Files.lines(description)) {
        String comment =
            lines.takeWhile(line -> !line.startsWith("package ")).map(line -> line.replaceAll("[/* ]+", " "))
                .collect(Collectors.joining());
        assertTrue(comment.length() > 60 && comment.strip().endsWith("."), "package " + name + ": " + comment);
      }
    }
  }
}
