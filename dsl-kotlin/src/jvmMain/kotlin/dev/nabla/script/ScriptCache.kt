package dev.nabla.script

import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.nio.file.StandardCopyOption.REPLACE_EXISTING

/**
 * Compiled scripts in a folder, one jar for every script's location, so that an unchanged script starts without the
 * compiler. A jar counts only while text, JDK, class path and the script's own dependencies are those it was made from.
 */
internal class ScriptCache(private val folder: Path) {
  /** The program from the folder, or freshly compiled and kept for the next time. */
  fun getOrCompile(script: Script): Compilation {
    val jar = folder.resolve("${script.path.fileName}-${digest(script.path.toString()).take(16)}.jar")
    val key = scriptKey(script)
    kept(jar, key)?.let { return Compilation.Done(it) }
    return compile(script).also { if (it is Compilation.Done) keep(jar, key, it.program) }
  }

  /** The program in [jar] if it is current; a jar that is missing or damaged is none. */
  private fun kept(jar: Path, key: String): Program? =
    try {
      readProgram(jar, key)
    } catch (_: IOException) {
      null
    }

  /** Writes beside and moves into place, so that nobody ever reads half a jar. */
  private fun keep(jar: Path, key: String, program: Program) {
    try {
      Files.createDirectories(folder)
      val temporary = Files.createTempFile(folder, jar.fileName.toString(), ".tmp")
      try {
        writeProgram(temporary, key, program)
        Files.move(temporary, jar, ATOMIC_MOVE, REPLACE_EXISTING)
      } finally {
        Files.deleteIfExists(temporary)
      }
    } catch (e: IOException) {
      System.err.println("nabla: cannot keep the compiled script in $folder, it is compiled again next time: $e")
    }
  }

  companion object {
    /** `$XDG_CACHE_HOME/nabla`, or `.cache/nabla` in the user's home. */
    fun ofUser(): ScriptCache {
      val caches = System.getenv("XDG_CACHE_HOME")?.takeIf { it.isNotEmpty() }?.let(Path::of)
      val folder = caches ?: Path.of(System.getProperty("user.home"), ".cache")
      return ScriptCache(folder.resolve("nabla"))
    }
  }
}
