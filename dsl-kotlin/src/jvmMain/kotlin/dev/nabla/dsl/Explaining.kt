package dev.nabla.dsl

import dev.nabla.explain.Anomalies
import dev.nabla.explain.Explain
import dev.nabla.explain.Explanation
import dev.nabla.explain.Profile
import dev.nabla.tensor.Tensor
import java.nio.file.Path

/**
 * The backward pass from [loss] to its parameters, step by step: `println(explain(loss, "x" to x))`.
 *
 * A Kotlin notebook shows the result of a cell as the page that [Explanation.toHtml] gives: the library's archive tells
 * the notebook so by a descriptor in `META-INF/kotlin-jupyter-libraries`, which needs no dependency on either side. A
 * kernel that does not look for descriptors there (they do since August 2025) takes the same one from a file: after
 * `@file:DependsOn` for the archives, `%use @nabla.json` with what stands between the brackets after `"descriptors"`.
 *
 * @param names a name for each tensor that formulas should call by one
 * @throws IllegalStateException when [loss] was not computed from a parameter, its operations were freed, or it has
 *   more than one element
 */
fun explain(loss: Tensor, vararg names: Pair<String, Tensor>): Explanation = Explain.of(loss).names(mapOf(*names))

/** [explain] for ⟨[upstream], [output]⟩, as `output.backward(upstream)` differentiates it. */
fun explain(output: Tensor, upstream: Tensor, vararg names: Pair<String, Tensor>): Explanation =
  Explain.of(output, upstream).names(mapOf(*names))

/** What [computation] gives, explained with all values kept, constants too, and with the line that each step came from. */
fun explain(computation: () -> Tensor): Explanation = Explain.of(computation)

/** Writes the page; the file appears complete or not at all. */
fun Explanation.save(file: String) = writeHtml(Path.of(file))

/**
 * Runs [body] and throws at the first operation, forward or backward, that makes NaN or infinity of numbers that are
 * neither, with the ranges of its inputs and the line that asked for it.
 */
fun <T> detectAnomaly(body: () -> T): T = Anomalies.detect(body)

/**
 * Runs [body] and prints where its time went: a table of operations, those of backward passes apart. Large element-wise
 * operations, which otherwise share a pass over memory, are computed one by one for it and look the more expensive.
 */
fun <T> profile(body: () -> T): T {
  var result: Result<T>? = null
  val profile = Profile.of { result = Result.success(body()) }
  print(profile)
  return result!!.getOrThrow()
}
