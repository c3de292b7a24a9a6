package dev.nabla.script

import kotlin.script.experimental.api.SourceCode

/** Why a script does not compile; printed with its place and, below it, the offending text. */
internal class CompileError(
  private val message: String,
  private val file: String = "nabla",
  private val location: SourceCode.Location? = null,
  private val text: String = "",
) {
  override fun toString(): String {
    val start = location?.start ?: return "$file: $message"
    val line = text.lines().getOrElse(start.line - 1) { "" }
    val sentences = message.lines().filter { it.isNotBlank() }
    val more = sentences.drop(1).joinToString("") { "\n  $it" }
    return "$file:${start.line}:${start.col}: ${sentences.first()}\n    $line\n    ${marker(line)}$more"
  }

  /** Carets below the offending text; tabs stay tabs, so that they stand where the line above has them. */
  private fun marker(line: String): String {
    val start = location!!.start
    val end = location.end?.takeIf { it.line == start.line }?.col ?: (line.length + 1)
    val indent = line.take(start.col - 1).map { if (it == '\t') '\t' else ' ' }.joinToString("")
    return indent + "^".repeat((end - start.col).coerceAtLeast(1))
  }
}
