package dev.nabla.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Index;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tensors survive a file, other programs' files are read, and broken files are told apart. */
class SafetensorsTest {
  @TempDir
  Path folder;

  /** A file with this header and as many bytes behind it, numbered from 0. */
  private Path file(String header, int bytes) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer content = ByteBuffer.allocate(8 + text.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
    content.putLong(text.length).put(text);
    for (int i = 0; i < bytes; i++) {
      content.put((byte) i);
    }
    return Files.write(folder.resolve("x.safetensors"), content.array());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everyTypeSurvives(DType dtype) {
    Rng rng = Rng.of(1);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int[] shape : new int[][] {{}, {0}, {1}, {3, 0, 2}, {17, 33}, {2, 3, 4, 5}, {100_003}}) {
      Tensor numbers = rng.randn(DType.FLOAT64, shape).mul(1e6);
      tensors.put("of shape " + Shape.of(shape), dtype == DType.BOOL ? numbers.gt(0) : numbers.to(dtype));
    }
    Path path = folder.resolve("x.safetensors");
    Safetensors.save(path, tensors);
    assertEquals(List.copyOf(tensors.entrySet()), List.copyOf(Safetensors.load(path).entrySet()));
  }

  @Test
  void typesMixAndTheOrderStays() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("bool", Tensor.of(true, false, true));
    tensors.put("f32", Tensor.of(1f, Float.NaN, -0f, Float.POSITIVE_INFINITY, Float.MIN_VALUE));
    tensors.put("none", Tensor.zeros(0));
    tensors.put("f64", Tensor.of(1.0, Double.NaN, -0.0, Double.NEGATIVE_INFINITY, Double.MIN_VALUE));
    tensors.put("i32", Tensor.of(Integer.MIN_VALUE, -1, Integer.MAX_VALUE));
    tensors.put("i64", Tensor.of(Long.MIN_VALUE, -1L, Long.MAX_VALUE));
    Path path = folder.resolve("x.safetensors");
    Safetensors.save(path, tensors);
    assertEquals(List.copyOf(tensors.entrySet()), List.copyOf(Safetensors.load(path).entrySet()));
    assertEquals(List.of("x.safetensors"), files());
  }

  @Test
  void viewsAndParametersAreWrittenAsTheyLook() {
    Tensor x = Rng.of(1).randn(6, 5);
    Tensor view = x.transpose().get(Index.range(1, null, 2), Index.range(null, null, -1));
    Path path = folder.resolve("x.safetensors");
    Safetensors.save(path, Map.of("view", view, "parameter", Parameter.of(x), "row", Tensor.of(2f).expand(3, 4)));
    assertEquals(Map.of("view", view, "parameter", x, "row", Tensor.full(2, 3, 4)), Safetensors.load(path));
  }

  @Test
  void namesMayHoldAnyCharacter() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : List.of("", "layers.0.weight", "quote \" and \\ and /", "line\nbreak\t\u0001", "∇ and 🙂",
        "a b")) {
      tensors.put(name, Tensor.of(tensors.size()));
    }
    Path path = folder.resolve("x.safetensors");
    Safetensors.save(path, tensors);
    assertEquals(tensors, Safetensors.load(path));
  }

  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    Path path = folder.resolve("x.safetensors");
    Safetensors.save(path, new LinkedHashMap<>(Map.of("a", Tensor.of(new int[] {1, -2}, 2, 1))));
    byte[] bytes = Files.readAllBytes(path);
    String header = "{\"a\":{\"dtype\":\"I32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}";
    int length = (header.length() + 7) / 8 * 8;
    ByteBuffer expected = ByteBuffer.allocate(8 + length + 8).order(ByteOrder.LITTLE_ENDIAN);
    expected.putLong(length).put((header + " ".repeat(length - header.length())).getBytes(StandardCharsets.UTF_8));
    expected.putInt(1).putInt(-2);
    assertArrayEquals(expected.array(), bytes);
  }

  @Test
  void filesOfOtherProgramsAreRead() throws IOException {
    Path path = file("""
        {"__metadata__" : {"format":"pt", "\\u00e9":"\\n"} ,
         "b":{"shape":[ 2 ], "dtype":"I32", "data_offsets":[4,12]},
         "\\u0061\\ud83d\\ude42":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}  """, 12);
    Map<String, Tensor> tensors = Safetensors.load(path);
    assertEquals(List.of("b", "a🙂"), List.copyOf(tensors.keySet()));
    assertEquals(Tensor.of(0x07060504, 0x0b0a0908), tensors.get("b"));
    assertEquals(Tensor.scalar(Float.intBitsToFloat(0x03020100)), tensors.get("a🙂"));
    assertEquals(Map.of(), Safetensors.load(file("{}", 0)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 7 | is truncated: its tensors take 8 bytes, but only 7 "
        + "follow the header",
    "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 9 | has 1 bytes more than its tensors take",
    "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | 8 | tensor 'a' of float32 [3] takes 12 bytes, but the "
        + "header gives it 8",
    "{'a':{'dtype':'I64','shape':[2],'data_offsets':[8,0]}} | 8 | tensor 'a' of int64 [2] takes 16 bytes, but the "
        + "header gives it -8",
    "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 8 | tensor 'a' begins at byte 4 of the elements, but the "
        + "one before it ends at byte 0",
    "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 8 | "
        + "tensor 'b' begins at byte 4 of the elements, but the one before it ends at byte 8",
    "{'a':{'dtype':'BF16','shape':[2],'data_offsets':[0,4]}} | 4 | tensor 'a' has type BF16, and only F32, F64, I32, I64 "
        + "and BOOL can be read",
    "{'a':{'dtype':'F32','shape':[99999999999],'data_offsets':[0,4]}} | 4 | tensor 'a' of shape [99999999999] has more "
        + "elements than one array holds",
    "{'a':{'dtype':'F32','shape':[65536,65536],'data_offsets':[0,4]}} | 4 | tensor 'a' of shape [65536, 65536] has more "
        + "elements than one array holds",
    "{'a':{'dtype':'F32','shape':[1]}} | 4 | the header must tell dtype, shape and two data_offsets of tensor 'a'",
    "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4,8]}} | 4 | the header must tell dtype, shape and two "
        + "data_offsets of tensor 'a'",
    "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'x':1}} | 4 | tensor 'a' has an entry 'x' in the header, which "
        + "safetensors does not know",
    "{'a':{'dtype':'F32','dtype':'F32'}} | 4 | its header names 'dtype' twice",
    "{'__metadata__':{},'__metadata__':{}} | 0 | its header names '__metadata__' twice",
    "{'__metadata__':{'a':1}} | 0 | its header is broken: character 21 is '1', needed '\"'",
    "{'a':{'dtype':'BOOL','shape':[3],'data_offsets':[0,3]}} | 3 | a bool tensor holds the byte 2, needed 0 or 1",
    "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | 4 | its header is broken: character 29 is '-', needed a "
        + "whole number",
    "{'a':{'dtype':'F32','shape':[01],'data_offsets':[0,4]}} | 4 | its header is broken: character 29 is '0', needed a "
        + "whole number",
    "{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,4]}} | 4 | its header is broken: character 30 is '.', needed "
        + "']'",
    "{'a':7} | 0 | its header is broken: character 5 is '7', needed '{'",
    "{'a | 0 | its header is broken: character 3 is its end, needed a closing quotation mark",
    "{'\\x':{}} | 0 | its header is broken: character 3 is 'x', needed an escape of JSON",
    "{'\\u00g0':{}} | 0 | its header is broken: character 3 is 'u', needed an escape of JSON",
    "{}{} | 0 | its header is broken: character 2 is '{', needed the end of the header",
    "{'a':{'dtype':'F32','shape':[0],'data_offsets':[0,0]},} | 0 | its header is broken: character 54 is '}', needed "
        + "'\"'",
    "[] | 0 | is no safetensors file: its header does not begin with '{'"})
  void brokenFilesAreToldApart(String header, int bytes, String problem) throws IOException {
    Path path = file(header.replace('\'', '"'), bytes);
    Exception error = assertThrows(UncheckedIOException.class, () -> Safetensors.load(path));
    assertEquals("Safetensors.load: " + path + ": " + problem, error.getMessage());
  }

  @Test
  void everyTruncationIsNoticed() throws IOException {
    Path path = folder.resolve("x.safetensors");
    Safetensors.save(path, new LinkedHashMap<>(Map.of("a", Tensor.of(1f, 2f, 3f), "b", Tensor.of(true))));
    byte[] whole = Files.readAllBytes(path);
    for (int length = 0; length < whole.length; length++) {
      Files.write(path, Arrays.copyOf(whole, length));
      String message = assertThrows(UncheckedIOException.class, () -> Safetensors.load(path)).getMessage();
      String expected = length < 8 ? ": is no safetensors file: has " + length + " bytes" : ": is truncated: ";
      assertTrue(message.startsWith("Safetensors.load: " + path + expected), message);
    }
  }

  @Test
  void whatIsNoSafetensorsFileIsNamed() throws IOException {
    Path path = Files.writeString(folder.resolve("x.txt"), "just some text, no tensors");
    String message = assertThrows(UncheckedIOException.class, () -> Safetensors.load(path)).getMessage();
    assertTrue(message.startsWith("Safetensors.load: " + path + ": is no safetensors file: announces a header of "),
        message);
    Path gone = folder.resolve("gone");
    assertEquals("Safetensors.load: " + gone + ": there is no such file or folder",
        assertThrows(UncheckedIOException.class, () -> Safetensors.load(gone)).getMessage());
    byte[] notText = {2, 0, 0, 0, 0, 0, 0, 0, '{', (byte) 0xff};
    Files.write(path, notText);
    assertEquals("Safetensors.load: " + path + ": is no safetensors file: its header is not UTF-8 text",
        assertThrows(UncheckedIOException.class, () -> Safetensors.load(path)).getMessage());
    assertEquals("Safetensors.load: " + folder + ": is a folder, not a file",
        assertThrows(UncheckedIOException.class, () -> Safetensors.load(folder)).getMessage());
  }

  @Test
  void savingReplacesTheFileOrLeavesItAlone() throws IOException {
    Path path = folder.resolve("x.safetensors");
    Safetensors.save(path, Map.of("a", Tensor.of(1f)));
    Safetensors.save(path, Map.of("b", Tensor.of(2f)));
    assertEquals(Map.of("b", Tensor.of(2f)), Safetensors.load(path));
    assertThrows(IllegalArgumentException.class, () -> Safetensors.save(path, Map.of("__metadata__", Tensor.of(1f))));
    String message = assertThrows(UncheckedIOException.class, () -> Safetensors.save(path, Map.of("\ud800", Tensor.of(
        1f)))).getMessage();
    assertEquals("Safetensors.save: " + path + ": a name is not valid Unicode", message);
    assertEquals(Map.of("b", Tensor.of(2f)), Safetensors.load(path));
    assertEquals(List.of("x.safetensors"), files());
  }

  @Test
  void placesThatCannotBeWrittenAreNamed() throws IOException {
    Map<String, Tensor> tensors = Map.of("a", Tensor.of(1f));
    Path missing = folder.resolve("no/such/x.safetensors");
    assertEquals("Safetensors.save: " + missing + ": there is no such file or folder",
        assertThrows(UncheckedIOException.class, () -> Safetensors.save(missing, tensors)).getMessage());
    assertEquals("Safetensors.save: " + folder + ": is a folder, not a file",
        assertThrows(UncheckedIOException.class, () -> Safetensors.save(folder, tensors)).getMessage());
    assertEquals(List.of(), files());
  }
}
