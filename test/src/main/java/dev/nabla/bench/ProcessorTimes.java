package dev.nabla.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Processor time used up to now, in the kernel's ticks.
 *
 * @param all time of all processors
 * @param idle of it, time in which they had nothing to do
 * @param own of it, time of this process
 */
record ProcessorTimes(long all, long idle, long own) {
  /** The present times; all 0 where there is no {@code /proc}. */
  static ProcessorTimes read() {
    Path machine = Path.of("/proc/stat");
    if (!Files.exists(machine)) {
      return new ProcessorTimes(0, 0, 0);
    }
    try {
      // cpu user nice system idle iowait irq softirq steal …
      long[] ticks = Arrays.stream(Files.readAllLines(machine).get(0).split(" +")).skip(1).limit(8)
          .mapToLong(Long::parseLong).toArray();
      String self = Files.readString(Path.of("/proc/self/stat"));
      // After "pid (name)", which may contain spaces: state … with user and system time at 11 and 12.
      List<String> fields = List.of(self.substring(self.lastIndexOf(')') + 2).split(" "));
      return new ProcessorTimes(Arrays.stream(ticks).sum(), ticks[3] + ticks[4],
          Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12)));
    } catch (IOException e) {
      throw new IllegalStateException("bench: the processor times in /proc cannot be read", e);
    }
  }

  /** The share of the machine that was used by others since, or taken from it by its host; 0 where nothing is known. */
  double othersSince(ProcessorTimes earlier) {
    long passed = all - earlier.all;
    long used = passed - (idle - earlier.idle) - (own - earlier.own);
    return passed == 0 ? 0 : Math.max(0, (double) used / passed);
  }
}
