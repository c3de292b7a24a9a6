package dev.nabla.dsl

import dev.nabla.train.EpochResult
import dev.nabla.train.History
import org.knowm.xchart.ChartEncoder
import org.knowm.xchart.XYChart
import org.knowm.xchart.XYChartBuilder
import org.knowm.xchart.style.Styler
import java.awt.Color
import java.io.IOException
import java.io.OutputStream
import java.io.UncheckedIOException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.nio.file.StandardCopyOption.REPLACE_EXISTING
import java.nio.file.StandardOpenOption.CREATE_NEW
import java.util.UUID

/** Draws the losses, and on an axis of their own the metrics, over the epochs: `history.plot("digits.svg")`. */
fun History.plot(file: String) = plot(Path.of(file))

/**
 * Draws the history into [file], whose name ends in `.svg` or `.png`. The file appears complete or not at all, in place
 * of one that was there.
 */
fun History.plot(file: Path) {
  val format = file.fileName.toString().substringAfterLast('.', "").lowercase()
  require(format in FORMATS) { "plot: got the file $file, needs a name that ends in .svg or .png" }
  check(epochs.isNotEmpty()) { "plot: no epoch has come to its end" }
  val chart = chart()
  replace(file) { ChartEncoder.saveChart(chart, it, format) }
}

private val FORMATS = setOf("svg", "png")

private const val METRICS_AXIS = 1

private fun History.chart(): XYChart {
  val chart = XYChartBuilder().width(800).height(500).xAxisTitle("epoch").yAxisTitle("loss").build()
  chart.styler.chartBackgroundColor = Color.WHITE
  chart.styler.legendPosition = Styler.LegendPosition.OutsideS
  chart.styler.legendLayout = Styler.LegendLayout.Horizontal
  chart.styler.markerSize = if (epochs.size == 1) 6 else 0 // a single point makes no line
  chart.line("loss", epochs) { it.loss }
  if (last().validationLoss != null) chart.line("validation loss", epochs) { it.validationLoss }
  chart.metrics(last().metrics.keys, epochs)
  return chart
}

private fun XYChart.metrics(names: Set<String>, epochs: List<EpochResult>) {
  if (names.isEmpty()) return
  setYAxisGroupTitle(METRICS_AXIS, names.joinToString())
  styler.setYAxisGroupPosition(METRICS_AXIS, Styler.YAxisPosition.Right)
  names.forEach { name -> line(name, epochs) { it.metrics.getValue(name) }.yAxisGroup = METRICS_AXIS }
}

private fun XYChart.line(name: String, epochs: List<EpochResult>, value: (EpochResult) -> Double) =
  addSeries(name, epochs.map { it.epoch }, epochs.map(value))

/** Writes beside [file] and moves into place; a temporary file of the JDK would stay closed to other users. */
private fun replace(file: Path, write: (OutputStream) -> Unit) {
  val whole = file.toAbsolutePath()
  val unfinished = whole.resolveSibling(".${whole.fileName}.${UUID.randomUUID()}.tmp")
  try {
    Files.newOutputStream(unfinished, CREATE_NEW).use(write)
    Files.move(unfinished, whole, ATOMIC_MOVE, REPLACE_EXISTING)
  } catch (e: IOException) {
    throw UncheckedIOException("plot: cannot write $file: $e", e)
  } finally {
    Files.deleteIfExists(unfinished)
  }
}
