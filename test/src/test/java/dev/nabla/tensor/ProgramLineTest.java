package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import example.Program;
import org.junit.jupiter.api.Test;

/** Messages find the line of the program, behind the library's frames and those of Java. */
class ProgramLineTest {
  @Test
  void shapesThatDoNotFitNameTheLineWherePrinted() {
    ShapeException e = assertThrows(ShapeException.class, () -> Program.misfit(Tensor.ones(2, 3), Tensor.ones(4)));
    String sentence = "add: shapes [2×3] and [4] do not broadcast: axis -1 has extent 3 against 4";
    assertEquals(sentence, e.getMessage());
    assertTrue(e.toString().startsWith("dev.nabla.tensor.ShapeException: " + sentence + " (Program.java:"
        + Program.line("add") + ", in "), e.toString());
  }

  @Test
  void theLibrarysOwnFramesAreNoProgram() {
    Exception e = new Exception();
    e.setStackTrace(new StackTraceElement[] {
      frame("dev.nabla.tensor.Tensor"), frame("java.util.List"), frame("dev.nabla.dsl.Functions"),
      frame("kotlin.collections.CollectionsKt"), frame("dev.nabla.samples.Mnist"), frame("my.Program")});
    assertEquals("dev.nabla.samples.Mnist", ProgramLine.of(e).orElseThrow().getClassName());
    e.setStackTrace(new StackTraceElement[] {frame("dev.nabla.tensor.Tensor")});
    assertTrue(ProgramLine.of(e).isEmpty());
  }

  private static StackTraceElement frame(String type) {
    return new StackTraceElement(type, "run", "File.java", 1);
  }
}
