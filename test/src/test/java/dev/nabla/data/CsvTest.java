package dev.nabla.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @TempDir
  Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), text);
  }

  private static String written(Tensor values, String field, String separator, String lineBreak) {
    int columns = values.extent(1);
    double[] numbers = values.toDoubles();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < numbers.length; i++) {
      text.append(String.format(field, Double.toString(numbers[i])))
          .append(i % columns == columns - 1 ? lineBreak : separator);
    }
    return text.toString();
  }

  static Stream<Arguments> spellings() {
    return Stream.of(arguments("%s", ',', "\n"), arguments("%s", ';', "\r\n"), arguments("\"%s\"", ',', "\r\n"),
        arguments(" %s ", '\t', "\n"));
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void readsTheNumbersThatWereWritten(String field, char separator, String lineBreak) throws IOException {
    Tensor values = Rng.of(1).randn(DType.FLOAT64, 1023, 3).mul(1e12).pow(3);
    String text = written(values, field, "" + separator, lineBreak);
    CsvFormat format = CsvFormat.withoutHeader().separator(separator);
    assertEquals(values, Csv.read(file(text), format).values());
    assertEquals(values,
        Csv.read(file("\uFEFF" + text.substring(0, text.length() - lineBreak.length())), format).values());
    assertEquals(values, Csv.read(file("a;b;c\n".replace(';', separator) + text + "\n\n"),
        CsvFormat.withHeader().separator(separator)).values());
  }

  @Test
  void gzipIsKnownByItsContent() throws IOException {
    Path packed = folder.resolve("packed.csv");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(Csv.read(file("a,b\n1,2\n")), Csv.read(packed));
  }

  @Test
  void quotedFieldsHoldAnything() throws IOException {
    String header = "\"width, \"\"in cm\"\"\",\"two\r\nlines\",Größe,\"\"";
    Table table = Csv.read(file(header + "\r\n1,2,3,4"));
    assertEquals(List.of("width, \"in cm\"", "two\nlines", "Größe", ""), table.columns());
    assertEquals(Tensor.of(3.0), table.column("Größe"));
  }

  @Test
  void textIsNumberedInAlphabeticalOrder() throws IOException {
    Path path = file("1,pear,0\n2,apple,0\n3,\"fig, dried\",1\n4,pear,1\n");
    Table table = Csv.read(path, CsvFormat.withoutHeader().text("1"));
    assertEquals(List.of("0", "1", "2"), table.columns());
    assertEquals(List.of("apple", "fig, dried", "pear"), table.classes("1"));
    assertEquals(List.of(), table.classes("0"));
    Dataset data = table.labelledBy("1");
    assertEquals(Tensor.of(2L, 0L, 1L, 2L), data.labels());
    assertEquals(Tensor.of(new float[] {1, 0, 2, 0, 3, 1, 4, 1}, 4, 2), data.inputs());
  }

  @Test
  void labelsAreAColumnByNameOrPosition() throws IOException {
    Table table = Csv.read(file("x,class,y\n1.5,1,2\n0.5,0,3\n"));
    assertEquals(Tensor.of(1L, 0L), table.labelledBy("class").labels());
    assertEquals(Tensor.of(1L, 0L), table.labelledBy(-2).labels());
    assertEquals(Tensor.of(2L, 3L), table.labelledBy(-1).labels());
    assertEquals(Tensor.of(new float[] {1.5f, 2, 0.5f, 3}, 2, 2), table.labelledBy(1).inputs());
  }

  @Test
  void targetsAreColumnsOfNumbers() throws IOException {
    Dataset data = Csv.read(file("x,price,y\n1.5,10,2\n0.5,20,3\n")).predicting("price");
    assertEquals(Tensor.of(new float[] {10, 20}, 2, 1), data.labels());
    assertEquals(Tensor.of(new float[] {1.5f, 2, 0.5f, 3}, 2, 2), data.inputs());
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        arguments("", "holds no lines of data"),
        arguments("a,b\n", "holds no lines of data"),
        arguments("a,b\n1,2\n3\n", "line 3, column 2: a number of fields of 1 differs from the first line's 2"),
        arguments("a,b\n1,2\n3,4,5\n", "line 3, column 3: a number of fields of 3 differs from the first line's 2"),
        arguments("a,b\n1,2\n3,four\n", "line 3, column 2 (b): 'four' is not a number"),
        arguments("a,b\n1,\n", "line 2, column 2 (b): is empty, needs a number"),
        arguments("a,b\n1,NaN\n", "line 2, column 2 (b): 'NaN' is not a number"),
        arguments("a,b\n1,0x1p3\n", "line 2, column 2 (b): '0x1p3' is not a number"),
        arguments("a,b\n1,2f\n", "line 2, column 2 (b): '2f' is not a number"),
        arguments("a,b\n1,1e\n", "line 2, column 2 (b): '1e' is not a number"),
        arguments("a,b\n1,1e999\n", "line 2, column 2 (b): '1e999' is too large for float64"),
        arguments("a,b\n1,2\n\n3,4\n", "line 3, column 1: is an empty line among the data"),
        arguments("a,b\n1,\"2\n3,4\n", "line 2, column 2: opens a quote that is never closed"),
        arguments("a,b\n1,\"2\"3\n", "line 2, column 2: goes on with '3' behind the closing quote"),
        arguments("a,b\n1,2\"3\n",
            "line 2, column 2: has a quote in the middle; a field with quotes stands in quotes, its own doubled"),
        arguments("\"a\nb\",c\n\n", "holds no lines of data"),
        arguments("\"a\nb\",c\n1,2\n3,x", "line 4, column 2 (c): 'x' is not a number"),
        arguments("a,b\n1,2\r3,4\n", "line 2: has a carriage return without a line feed"),
        arguments("a,a\n1,2\n", "line 1: two columns have the same name in [a, a]"),
        arguments("1,2\n3,4\n", "line 1: holds only numbers, where the names of the columns were expected; a file"
            + " without them is read with CsvFormat.withoutHeader()"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aBrokenFileIsToldInOneSentence(String text, String problem) throws IOException {
    assertBroken(file(text), CsvFormat.withHeader(), problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ã", "1,2\nÿ,3\n"})
  void textThatIsNotUtf8IsRefused(String text) throws IOException {
    Path path = Files.write(folder.resolve("table.csv"), text.getBytes(StandardCharsets.ISO_8859_1));
    assertBroken(path, CsvFormat.withHeader(), "holds bytes that are not UTF-8 text");
  }

  @Test
  void missingFilesAndColumnsAreNamed() throws IOException {
    assertBroken(folder.resolve("none.csv"), CsvFormat.withHeader(), "there is no such file");
    assertBroken(folder, CsvFormat.withHeader(), "is a folder, not a file");
    assertBroken(file("a,b\n1,2\n"), CsvFormat.withHeader().text("c"),
        "has no column 'c' of text, its columns are [a, b]");
    Table table = Csv.read(file("a,b\n1.5,2\n"));
    assertEquals("table: got the column 'c', has [a, b]",
        assertThrows(IllegalArgumentException.class, () -> table.labelledBy("c")).getMessage());
    assertEquals("table: column 2 is out of range for [a, b]",
        assertThrows(IndexOutOfBoundsException.class, () -> table.labelledBy(2)).getMessage());
    assertEquals("labelledBy: column 'a' holds 1.5 in row 0; classes are whole numbers from 0",
        assertThrows(IllegalArgumentException.class, () -> table.labelledBy("a")).getMessage());
  }

  @Test
  void everyTruncationOfGzipIsFound() throws IOException {
    Path whole = folder.resolve("whole.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
      out.write("a,b\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = Files.readAllBytes(whole);
    for (int length = 2; length < bytes.length; length++) {
      Path part = Files.write(folder.resolve("part.csv.gz"), Arrays.copyOf(bytes, length));
      assertBroken(part, CsvFormat.withHeader(), "the gzip data break off before their end");
    }
  }

  @ParameterizedTest
  @ValueSource(chars = {'"', '\n', '.', '-', '5', 'e'})
  void aSeparatorIsNoPartOfAField(char separator) {
    assertThrows(IllegalArgumentException.class, () -> CsvFormat.withHeader().separator(separator));
  }

  private static void assertBroken(Path path, CsvFormat format, String problem) {
    UncheckedIOException thrown = assertThrows(UncheckedIOException.class, () -> Csv.read(path, format));
    assertEquals("Csv.read: " + path + ": " + problem, thrown.getMessage());
  }

  @Test
  void digitsAreTheUciDigits() {
    Dataset digits = Digits.load();
    assertEquals("1797 examples: inputs float32 [1797×64], labels int64 [1797]", digits.toString());
    assertEquals(0, digits.inputs().min().item());
    assertEquals(1, digits.inputs().max().item());
    assertArrayEquals(new long[] {178, 182, 177, 183, 181, 182, 181, 179, 174, 180}, counts(digits, 10));
  }

  @Test
  void irisIsFishersIris() {
    Dataset iris = Iris.load();
    assertEquals("150 examples: inputs float32 [150×4], labels int64 [150]", iris.toString());
    assertArrayEquals(new long[] {50, 50, 50}, counts(iris, 3));
    assertEquals(List.of("setosa", "versicolor", "virginica"), Iris.classNames());
    Tensor means = iris.inputs().mean(0); // the means in cm that Fisher's paper gives, over all species
    assertEquals("5.843 3.057 3.758 1.199", Arrays.stream(means.toDoubles())
        .mapToObj("%.3f"::formatted).collect(Collectors.joining(" ")));
  }

  private static long[] counts(Dataset data, int classes) {
    long[] counts = new long[classes];
    for (long label : data.labels().toLongs()) {
      counts[(int) label]++;
    }
    return counts;
  }
}
