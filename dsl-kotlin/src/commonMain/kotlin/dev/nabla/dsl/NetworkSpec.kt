package dev.nabla.dsl

/**
 * A network as a value: the extents of one example and the layers that it passes through.
 *
 * It exists only when every layer fits the one before it; the JVM part turns it into layers with parameters.
 */
data class NetworkSpec(val inputs: Extents, val layers: List<LayerSpec>) {
  /** Every layer in its place, blocks before what they hold. */
  val shapes: List<LayerShape> = layers.placedIn("", inputs)

  /** The extents of one example's result. */
  val outputs: Extents = layers.fold(inputs) { extents, layer -> layer.output(extents) }

  /** How many numbers training adjusts. */
  val parameters: Long = LayerSpec.Sequential(layers).parameters(inputs)

  /** A table of the layers: the name that parameters begin with, description, output of one example, parameters. */
  fun summary(): String =
    TextTable(listOf("layer", "", "output", "parameters"), rightAligned = setOf(3))
      .row("", "inputs", inputs.toString(), "")
      .rows(shapes.map(::summaryRow))
      .rule()
      .row("total", "", "", parameters.grouped())
      .toString()

  private fun summaryRow(shape: LayerShape): List<String> {
    val block = shape.layer is LayerSpec.Sequential
    val count = if (block) "" else shape.parameters.grouped()
    return listOf(shape.path, shape.layer.description, shape.output.toString(), count)
  }
}
