package dev.nabla.check;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Op;
import dev.nabla.tensor.Sample;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;

/**
 * The samples that an operator brings.
 *
 * @param missing what it must bring before anything can be checked, or null
 */
record SampleList(List<Sample> all, String missing) {
  static SampleList of(Class<? extends Op> type) {
    List<Sample> samples;
    try {
      samples = declared(type);
    } catch (InvocationTargetException e) {
      return new SampleList(List.of(), "samples() that does not throw " + e.getCause());
    } catch (ReflectiveOperationException e) {
      return new SampleList(List.of(), "samples from 'static List<Sample> samples()'");
    }
    if (samples.isEmpty()) {
      return new SampleList(List.of(), "one sample at least");
    }
    for (Sample sample : samples) {
      if (sample.op().getClass() != type) {
        return new SampleList(List.of(), "samples of its own, not of " + sample.op());
      }
      if (sample.inputs().stream().anyMatch(x -> x.dtype() == DType.FLOAT32)) {
        return new SampleList(List.of(), "float64 in place of float32 in " + description(sample));
      }
    }
    return new SampleList(samples, null);
  }

  private static List<Sample> declared(Class<? extends Op> type) throws ReflectiveOperationException {
    Method samples = type.getDeclaredMethod("samples");
    samples.setAccessible(true);
    return ((List<?>) samples.invoke(null)).stream().map(Sample.class::cast).toList();
  }

  /** The names that messages call the operators by, each once. */
  List<String> labels() {
    return all.stream().map(sample -> sample.op().label()).distinct().toList();
  }

  static String description(Sample sample) {
    return sample.op() + " of " + String.join(" ", sample.inputs().stream().map(x -> x.shape().toString()).toList());
  }
}
