package dev.nabla.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.op.Losses;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles count every operation once, where it belongs. */
class ProfileTest {
  private final Parameter w = Parameter.of("w", Rng.of(1).randn(8, 4));
  private final Tensor x = Rng.of(2).randn(16, 8);

  private static Profile.Row row(Profile profile, String operation, boolean backward) {
    return profile.rows().stream().filter(r -> r.operation().equals(operation) && r.backward() == backward).findFirst()
        .orElseThrow(() -> new AssertionError(operation + " is not in\n" + profile));
  }

  @Test
  void forwardAndBackwardAreApart() {
    Profile profile = Profile.of(() -> {
      for (int i = 0; i < 3; i++) {
        x.matmul(w).tanh().sum().backward();
      }
    });
    assertEquals(3, row(profile, "matmul", false).calls());
    assertEquals(3, row(profile, "matmul", true).calls(), "x is a constant, so one product a pass");
    assertEquals(3, row(profile, "tanh", false).calls());
    assertEquals(3, row(profile, "tanhGradient", true).calls());
    assertEquals(3 * 16 * 4 * 4, row(profile, "matmul", false).bytes());
    assertEquals(0, row(profile, "permute", true).bytes(), "a view takes no memory");
    assertTrue(profile.rows().stream().mapToLong(Profile.Row::nanos).sum() <= profile.nanos());
    List<Long> times = profile.rows().stream().map(Profile.Row::nanos).toList();
    assertEquals(times.stream().sorted((a, b) -> Long.compare(b, a)).toList(), times);
  }

  @Test
  void partsAreNotCountedTwice() {
    Profile profile = Profile.of(() -> Losses.mse(x, x.neg()));
    assertEquals(1, row(profile, "mse", false).calls());
    assertEquals(0, row(profile, "mse", false).bytes(), "its parts made the result");
    assertEquals(16 * 8 * 4, row(profile, "sub", false).bytes());
    assertTrue(profile.rows().stream().mapToLong(Profile.Row::nanos).sum() <= profile.nanos());
  }

  @Test
  void otherThreadsAreNotHeard() throws InterruptedException {
    AtomicReference<Profile> other = new AtomicReference<>();
    Profile mine = Profile.of(() -> {
      Thread thread = new Thread(() -> other.set(Profile.of(() -> x.exp())));
      thread.start();
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      x.neg();
    });
    assertEquals(List.of("neg"), mine.rows().stream().map(Profile.Row::operation).toList());
    assertEquals(List.of("exp"), other.get().rows().stream().map(Profile.Row::operation).toList());
  }

  @Test
  void aProfileWithinAProfileHearsItsOwn() {
    Profile[] inner = new Profile[1];
    Profile outer = Profile.of(() -> {
      x.neg();
      inner[0] = Profile.of(() -> x.exp());
      x.abs();
    });
    assertEquals(List.of("exp"), inner[0].rows().stream().map(Profile.Row::operation).toList());
    assertEquals(List.of("abs", "neg"), outer.rows().stream().map(Profile.Row::operation).sorted().toList());
  }

  @Test
  void theTableHasARowForEach() {
    Profile profile = new Profile(1_000_000_000L, List.of(new Profile.Row("matmul", false, 2, 600_000_000L, 4096),
        new Profile.Row("exp", true, 1, 150_000L, 12_500_000)));
    assertEquals(String.format("""
        operation           pass          calls         time   share      memory
        matmul              forward           2     600.0 ms  60.0 %%      4096 B
        exp                 backward          1     150.0 µs   0.0 %%     12.5 MB
        outside operations                          399.9 ms  40.0 %%
        all                                   3    1000.0 ms   100 %%     12.5 MB
        """).lines().map(String::stripTrailing).toList(), profile.toString().lines().map(String::stripTrailing)
        .toList());
  }

  @Test
  void flightRecordingsHaveAnEventForEveryOperation(@TempDir Path folder) throws IOException {
    x.neg();
    Path file = folder.resolve("recording.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("dev.nabla.Operation").withoutThreshold();
      recording.start();
      x.matmul(w).sum().backward();
      recording.stop();
      recording.dump(file);
    }
    x.exp();
    List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
        .filter(e -> e.getEventType().getName().equals("dev.nabla.Operation")).toList();
    RecordedEvent product = events.stream().filter(e -> e.getString("operation").equals("matmul")).findFirst()
        .orElseThrow();
    assertEquals("[16×8] [8×4]", product.getString("inputs"));
    assertEquals("float32 [16×4]", product.getString("output"));
    assertEquals(false, product.getBoolean("backward"));
    assertEquals(16 * 4 * 4, product.getLong("bytes"));
    assertTrue(events.stream().anyMatch(e -> e.getBoolean("backward")), "the pass back is there");
    assertTrue(events.stream().noneMatch(e -> List.of("neg", "exp").contains(e.getString("operation"))));
    assertTrue(Files.size(file) > 0);
  }
}
