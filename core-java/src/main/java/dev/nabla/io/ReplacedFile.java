package dev.nabla.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that is written beside the one it replaces, so that no reader, and no crash, ever finds half of it. */
public final class ReplacedFile {
  private ReplacedFile() {}

  /** What is written. */
  public interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * Writes {@code content} to {@code file}, in place of one that was there.
   *
   * @throws IOException when the folder is not there or may not be written to, or the content fails
   */
  public static void write(Path file, Content content) throws IOException {
    Path whole = file.toAbsolutePath();
    if (Files.isDirectory(whole)) {
      throw new IOException("is a folder, not a file");
    }
    // Not createTempFile: its files are for the owner's eyes only, and would stay so under the new name.
    Path unfinished = whole.resolveSibling("." + whole.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE,
          StandardOpenOption.CREATE_NEW)) {
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(unfinished, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
