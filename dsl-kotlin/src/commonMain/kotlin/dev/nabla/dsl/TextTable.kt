package dev.nabla.dsl

/** A table in fixed-width letters: a header, rows, and rules between groups of rows. */
internal class TextTable(private val header: List<String>, private val rightAligned: Set<Int>) {
  /** A row of cells, or null for a rule. */
  private val lines = mutableListOf<List<String>?>(header, null)

  fun row(vararg cells: String): TextTable = rows(listOf(cells.toList()))

  fun rows(rows: List<List<String>>): TextTable = apply { lines += rows }

  fun rule(): TextTable = apply { lines += null }

  override fun toString(): String {
    val widths = header.indices.map { column -> lines.maxOf { it?.get(column)?.length ?: 0 } }
    val rule = "─".repeat(widths.sum() + GAP.length * (widths.size - 1))
    return lines.joinToString("\n") { cells -> cells?.let { aligned(it, widths) } ?: rule }
  }

  private fun aligned(cells: List<String>, widths: List<Int>): String =
    cells.indices
      .joinToString(GAP) { column ->
        val cell = cells[column]
        if (column in rightAligned) cell.padStart(widths[column]) else cell.padEnd(widths[column])
      }.trimEnd()

  private companion object {
    const val GAP = "   "
  }
}

/** The number with a comma before every third digit from the right. */
internal fun Long.grouped(): String =
  toString()
    .reversed()
    .chunked(3)
    .joinToString(",")
    .reversed()
