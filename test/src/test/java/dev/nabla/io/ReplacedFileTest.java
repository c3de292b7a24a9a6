package dev.nabla.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is replaced whole or not at all. */
class ReplacedFileTest {
  @TempDir
  Path folder;

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  @Test
  void whatFailsHalfwayLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("x"), "old");
    IOException full = new IOException("no space left");
    assertEquals(full, assertThrows(IOException.class, () -> ReplacedFile.write(file, channel -> {
      channel.write(ByteBuffer.wrap(new byte[10]));
      throw full;
    })));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of(file), files());
  }

  @Test
  void theOldFileCanBeReadUntilTheNewOneIsWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("x"), "old");
    ReplacedFile.write(file, channel -> {
      channel.write(ByteBuffer.wrap("new".getBytes(StandardCharsets.UTF_8)));
      assertEquals("old", Files.readString(file));
    });
    assertEquals("new", Files.readString(file));
    assertEquals(List.of(file), files());
  }
}
