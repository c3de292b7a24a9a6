package dev.nabla.io;

import dev.nabla.nn.Layer;
import dev.nabla.tensor.Parameter;
import dev.nabla.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The parameters of a network in a safetensors file, under the names of {@link Layer#namedParameters()}. */
public final class Weights {
  private static final int NAMES_IN_A_MESSAGE = 3;

  private Weights() {}

  /** Writes the present values of all parameters, as {@link Safetensors#save} does. */
  public static void save(Layer network, Path file) {
    Safetensors.save(file, network.namedParameters());
  }

  /**
   * Assigns to all parameters of {@code network} what the file holds for them.
   *
   * @throws IllegalArgumentException when the file lacks a parameter, holds one that the network does not have, or one
   *     of another shape or type; nothing has been assigned then
   * @throws java.io.UncheckedIOException when the file cannot be read, as {@link Safetensors#load} says
   */
  public static void load(Layer network, Path file) {
    Map<String, Tensor> saved = Safetensors.load(file);
    Map<String, Parameter> parameters = network.namedParameters();
    requireSameNames(file, saved, parameters);
    parameters.forEach((name, parameter) -> requireFitting(file, name, saved.get(name), parameter));
    parameters.forEach((name, parameter) -> parameter.assign(saved.get(name)));
  }

  private static void requireSameNames(Path file, Map<String, Tensor> saved, Map<String, Parameter> parameters) {
    List<String> missing = new ArrayList<>(parameters.keySet());
    missing.removeAll(saved.keySet());
    List<String> unknown = new ArrayList<>(saved.keySet());
    unknown.removeAll(parameters.keySet());
    List<String> differences = new ArrayList<>();
    if (!missing.isEmpty()) {
      differences.add("lacks " + text(missing) + " of the network");
    }
    if (!unknown.isEmpty()) {
      differences.add("holds " + text(unknown) + ", which the network does not have");
    }
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException("Weights.load: " + file + " " + String.join(" and ", differences));
    }
  }

  private static String text(List<String> names) {
    List<String> first = names.subList(0, Math.min(NAMES_IN_A_MESSAGE, names.size()));
    int others = names.size() - first.size();
    return String.join(", ", first) + (others == 0 ? "" : " and " + others + " more");
  }

  private static void requireFitting(Path file, String name, Tensor saved, Parameter parameter) {
    if (!saved.shape().equals(parameter.shape()) || saved.dtype() != parameter.dtype()) {
      throw new IllegalArgumentException("Weights.load: " + file + " holds " + name + " as " + saved.dtype() + " "
          + saved.shape() + ", but the network needs " + parameter.dtype() + " " + parameter.shape());
    }
  }
}
