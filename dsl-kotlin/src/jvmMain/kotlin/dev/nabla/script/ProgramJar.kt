package dev.nabla.script

import java.nio.file.Files
import java.nio.file.Path
import java.util.jar.JarEntry
import java.util.jar.JarFile
import java.util.jar.JarOutputStream
import java.util.zip.ZipEntry

/** The entry that says what the jar was made from: key, main class, stamps of the dependencies, dependencies. */
private const val ORIGIN = "META-INF/nabla-script"

/** Writes [program] as a jar that [readProgram] gives back for the same [key]. */
internal fun writeProgram(jar: Path, key: String, program: Program) {
  val origin = listOf(key, program.mainClass, stamps(program.dependencies)) + program.dependencies
  JarOutputStream(Files.newOutputStream(jar)).use { output ->
    output.entry(ORIGIN, origin.joinToString("\n").toByteArray())
    program.classes.forEach(output::entry)
  }
}

/** The program in [jar], or null when it was made with another [key] or one of its dependencies has changed since. */
internal fun readProgram(jar: Path, key: String): Program? =
  JarFile(jar.toFile()).use { file ->
    val origin = file.getEntry(ORIGIN) ?: return null
    val lines = file.content(origin).decodeToString().lines()
    val dependencies = lines.drop(3).map(Path::of)
    if (lines[0] != key || lines[2] != stamps(dependencies)) return null
    val classes = file.stream().toList().filter { it.name != ORIGIN }
    Program(lines[1], classes.associate { it.name to file.content(it) }, dependencies)
  }

private fun JarOutputStream.entry(name: String, content: ByteArray) {
  putNextEntry(JarEntry(name))
  write(content)
}

private fun JarFile.content(entry: ZipEntry): ByteArray = getInputStream(entry).use { it.readBytes() }
