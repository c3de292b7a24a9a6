package dev.nabla.dsl

/** A layer in its place: what reaches it, what leaves it, and how many numbers in it training adjusts. */
data class LayerShape(
  /** The name that its parameters begin with, `layers.2`; nested blocks add their own, `layers.2.layers.0`. */
  val path: String,
  val layer: LayerSpec,
  val input: Extents,
  val output: Extents,
  val parameters: Long,
)

/** The layer at [path] for [input], followed by the layers inside it; throws when one of them does not fit. */
internal fun LayerSpec.placedAt(path: String, input: Extents): List<LayerShape> {
  if (this is LayerSpec.Sequential) {
    val inside = layers.placedIn("$path.", input)
    return listOf(LayerShape(path, this, input, output(input), parameters(input))) + inside
  }
  misfit(input)?.let { throw IllegalArgumentException("$path $description: input $input $it") }
  return listOf(LayerShape(path, this, input, output(input), parameters(input)))
}

/** All layers of a chain in order, with the layers inside them; [prefix] ends in a dot or is empty. */
internal fun List<LayerSpec>.placedIn(prefix: String, input: Extents): List<LayerShape> {
  var extents = input
  return flatMapIndexed { index, layer ->
    layer.placedAt("${prefix}layers.$index", extents).also { extents = it.first().output }
  }
}
