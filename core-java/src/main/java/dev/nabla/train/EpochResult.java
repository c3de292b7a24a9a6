package dev.nabla.train;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of one pass over the training data.
 *
 * @param epoch its number, from 1
 * @param loss the mean over the examples as training saw them, each before its batch's step
 * @param validationLoss the mean over the validation data after the epoch; null without validation
 * @param metrics of the validation data after the epoch, by name and in order; empty without validation
 * @param duration how long it took, validation included
 */
public record EpochResult(int epoch, double loss, Double validationLoss, Map<String, Double> metrics,
    Duration duration) {
  /** The result of these numbers. */
  public EpochResult {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** The loss that tells whether training gets anywhere: on the validation data where there are some. */
  public double watchedLoss() {
    return validationLoss == null ? loss : validationLoss;
  }
}
