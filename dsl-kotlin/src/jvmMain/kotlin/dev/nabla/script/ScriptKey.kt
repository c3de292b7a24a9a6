package dev.nabla.script

import java.io.File
import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest
import java.util.HexFormat

/** A digest of everything that a compiled script depends on before its own dependencies are known. */
internal fun scriptKey(script: Script): String {
  val classPath = System.getProperty("java.class.path").split(File.pathSeparator).map(Path::of)
  return digest(
    "${script.path}\n${script.text}\n${Runtime.version()}\n$IMPLICIT_IMPORTS\n${stamps(classPath)}",
  )
}

/** Name, size and time of every file, and of every file in every folder. */
internal fun stamps(paths: List<Path>): String = digest(paths.joinToString("\n", transform = ::stamp))

private fun stamp(path: Path): String {
  if (!Files.isDirectory(path)) return stampOfFile(path)
  val files = Files.walk(path).use { tree -> tree.filter(Files::isRegularFile).sorted().toList() }
  return files.joinToString("\n", transform = ::stampOfFile)
}

private fun stampOfFile(path: Path): String {
  val file = path.toFile()
  return "$path ${file.length()} ${file.lastModified()}"
}

internal fun digest(text: String): String =
  MessageDigest.getInstance("SHA-256").digest(text.toByteArray()).let(HexFormat.of()::formatHex)
