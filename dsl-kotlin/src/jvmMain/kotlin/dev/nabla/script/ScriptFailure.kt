package dev.nabla.script

import java.io.UncheckedIOException

/**
 * What a script threw, in one sentence that begins with the script's line: `digits.nabla.kts:12: sentence`.
 *
 * The library and `require`, `check` and `error` throw exceptions whose message is the whole sentence; others are named.
 * The way through functions of the script follows below; everything else only with `-Dnabla.trace=true`.
 */
internal fun describe(failure: Throwable, script: Script): String {
  val lines = failure.framesIn(script).map { it.lineNumber }.distinct()
  val place = lines.firstOrNull()?.let { "${script.name}:$it" } ?: script.name
  val callers = lines.drop(1).take(CALLERS)
  return buildString {
    append("$place: ${failure.sentence()}")
    callers.forEach { append("\n  called from ${script.name}:$it") }
    if (System.getProperty("nabla.trace") == "true") append("\n${failure.stackTraceToString()}")
  }
}

private const val CALLERS = 10

private fun Throwable.sentence(): String {
  val name = this::class.java.simpleName
  val text = message?.takeIf { it.isNotBlank() } ?: return name
  return if (isSentence()) text else "$name: $text"
}

/**
 * Whether the message needs no name before it; the library's answers to an axis out of range and to a file that cannot be
 * read do not, the JDK's do.
 */
private fun Throwable.isSentence(): Boolean {
  if (this is IllegalArgumentException || this is IllegalStateException) return true
  val fromLibrary = stackTrace.firstOrNull()?.className.orEmpty().startsWith("dev.nabla.")
  return fromLibrary && (this::class == IndexOutOfBoundsException::class || this is UncheckedIOException)
}

/** The frames in the script's own code, of the exception itself or else of the first cause that has any. */
private fun Throwable.framesIn(script: Script): List<StackTraceElement> {
  val file = script.path.fileName.toString()
  return generateSequence(this) { it.cause }
    .take(CALLERS)
    .map { failure -> failure.stackTrace.filter { it.fileName == file && it.lineNumber > 0 } }
    .firstOrNull { it.isNotEmpty() }
    .orEmpty()
}
