package dev.nabla.bench;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * One benchmark of the suite under the name that it has for all libraries.
 *
 * @param prepare makes inputs and work, when it is this benchmark's turn
 * @param unsupported why this library cannot do it; null where it can
 */
record SuiteBenchmark(String name, Supplier<Work> prepare, String unsupported) {
  static SuiteBenchmark of(String name, Supplier<Work> prepare) {
    return new SuiteBenchmark(name, prepare, null);
  }

  static SuiteBenchmark unsupported(String name, String reason) {
    return new SuiteBenchmark(name, null, reason);
  }

  /** Measures, and describes the result in one line of JSON. */
  String measured() {
    if (unsupported != null) {
      return line(",\"unsupported\":\"" + unsupported + "\"");
    }
    Work work = prepare.get();
    return line(result(Timing.of(work.body()), work));
  }

  private static String result(Timing timing, Work work) {
    double median = timing.quantile(0.5);
    StringBuilder fields = new StringBuilder();
    append(fields, ",\"median_us\":%.2f,\"p10_us\":%.2f,\"p90_us\":%.2f", median, timing.quantile(0.1),
        timing.quantile(0.9));
    double check = work.check().getAsDouble();
    append(fields, Double.isFinite(check) ? ",\"iters\":%d,\"check\":%.7g" : ",\"iters\":%d,\"check\":\"%s\"",
        timing.calls(), check);
    if (work.flops() > 0) {
      append(fields, ",\"gflops\":%.1f", work.flops() / median * 1e-3);
    }
    if (work.operations() > 0) {
      append(fields, ",\"ns_per_op\":%.1f", median * 1e3 / work.operations());
    }
    append(fields, ",\"others_cpu\":%.3f", timing.others());
    return fields.toString();
  }

  private static void append(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }

  private String line(String fields) {
    return "{\"peer\":\"nabla\",\"bench\":\"" + name + "\"" + fields + "}";
  }
}
