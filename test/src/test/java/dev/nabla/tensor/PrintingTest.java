package dev.nabla.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Tensors as text, as NumPy prints arrays with four digits. */
class PrintingTest {
  @Test
  void scalarsStandAlone() {
    assertEquals("3.5", Tensor.scalar(3.5f).toString());
    assertEquals("-7", Tensor.scalar(-7).toString());
    assertEquals("true", Tensor.scalar(true).toString());
    assertEquals("nan", Tensor.scalar(Double.NaN).toString());
  }

  @Test
  void columnsAreAligned() {
    assertEquals("""
        [[  1 -20]
         [300   4]]""", Tensor.ofNested(new int[][] {{1, -20}, {300, 4}}).toString());
    assertEquals("[ true false]", Tensor.of(true, false).toString());
    assertEquals("[ 1.00 -2.25  0.50]", Tensor.of(1f, -2.25f, 0.5f).toString());
  }

  @Test
  void digitsAreThoseThatAnyElementNeeds() {
    assertEquals("[1. 2.]", Tensor.of(1f, 2f).toString());
    assertEquals("[0.10 0.25]", Tensor.of(0.1f, 0.25f).toString());
    assertEquals("[0.3333 1.0000]", Tensor.of(1 / 3.0, 1).toString());
    assertEquals("[-0.  0.]", Tensor.of(-0.0, 0).toString());
    assertEquals("[12345678.]", Tensor.of(12345678f).toString());
  }

  @Test
  void exponentsServeWideRanges() {
    assertEquals("[1.0000e-06 1.0000e+00]", Tensor.of(1e-6, 1).toString());
    assertEquals("[1.5000e+10 0.0000e+00]", Tensor.of(1.5e10, 0).toString());
    assertEquals("[-1.0000e-05]", Tensor.of(-1e-5).toString());
  }

  @Test
  void nonNumbersHaveNames() {
    assertEquals("[ nan  inf -inf   1.]",
        Tensor.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1f).toString());
    assertEquals("[nan nan]", Tensor.of(Double.NaN, Double.NaN).toString());
  }

  @Test
  void emptyTensorsSayTheirTypeAndShape() {
    assertEquals("[] (float32 [0])", Tensor.zeros(0).toString());
    assertEquals("[] (int64 [2×0×3])", Tensor.zeros(Shape.of(2, 0, 3), DType.INT64).toString());
  }

  @Test
  void matricesOfMatricesAreSetApart() {
    assertEquals("""
        [[[0 1]
          [2 3]]

         [[4 5]
          [6 7]]]""", Tensor.arange(8).reshape(2, 2, 2).toString());
  }

  @Test
  void theMiddleOfLargeTensorsIsLeftOut() {
    assertEquals("[   0    1    2 ... 1998 1999 2000]", Tensor.arange(2001).toString());
    assertEquals("""
        [[   0    1    2 ...   47   48   49]
         [  50   51   52 ...   97   98   99]
         [ 100  101  102 ...  147  148  149]
         ...
         [4850 4851 4852 ... 4897 4898 4899]
         [4900 4901 4902 ... 4947 4948 4949]
         [4950 4951 4952 ... 4997 4998 4999]]""", Tensor.arange(5000).reshape(100, 50).toString());
    assertTrue(Tensor.zeros(4, 400).toString().startsWith("[[0. 0. 0. ... 0. 0. 0.]\n [0."), "short axes are whole");
    assertEquals(1000, Tensor.arange(1000).toString().replace("[", "").strip().split("\\s+").length);
  }

  @Test
  void longRowsAreBroken() {
    String[] lines = Tensor.arange(100).toString().split("\n");
    assertTrue(lines.length > 1);
    for (String line : lines) {
      assertTrue(line.length() <= 101, line);
    }
    assertTrue(lines[1].startsWith(" "));
  }

  @Test
  void printingReadsViewsAndParameters() {
    Tensor x = Tensor.arange(6).reshape(2, 3);
    assertEquals("[[0 3]\n [1 4]\n [2 5]]", x.transpose().toString());
    assertEquals("[[0. 1. 2.]\n [3. 4. 5.]]", Parameter.of(x.to(DType.FLOAT32)).toString());
  }
}
