package dev.nabla.script

import java.io.IOException
import java.nio.charset.CharacterCodingException
import java.nio.file.Files
import java.nio.file.InvalidPathException
import java.nio.file.Path
import kotlin.system.exitProcess

private const val EXTENSION = ".nabla.kts"

/** Runs a script: `FILE.nabla.kts [arguments]`. Everything that the host itself says goes to standard error. */
fun main(args: Array<String>) {
  try {
    val script =
      script(args.firstOrNull() ?: throw Stop(Exit.USAGE, "nabla: no script, needs FILE$EXTENSION [arguments]"))
    run(program(script), script, args.copyOfRange(1, args.size))
  } catch (stop: Stop) {
    System.out.flush()
    System.err.println(stop.sentence)
    exitProcess(stop.code)
  }
}

/** Exit codes other than 0: the script does not compile; it threw; the command line is wrong; there is no such file. */
private object Exit {
  const val COMPILE_ERROR = 1
  const val SCRIPT_THREW = 2
  const val USAGE = 64
  const val NO_INPUT = 66
}

private class Stop(val code: Int, val sentence: String) : Exception(sentence)

private fun script(name: String): Script {
  if (!name.endsWith(EXTENSION)) throw Stop(Exit.USAGE, "nabla: $name is no script, needs a name in $EXTENSION")
  try {
    val file = Path.of(name).toAbsolutePath().normalize()
    if (!Files.isRegularFile(file)) throw Stop(Exit.NO_INPUT, "nabla: no file $name")
    return Script(name, file, Files.readString(file))
  } catch (_: InvalidPathException) {
    throw Stop(Exit.NO_INPUT, "nabla: no file $name: its name needs a locale with UTF-8, such as LC_ALL=C.UTF-8")
  } catch (_: CharacterCodingException) {
    throw Stop(Exit.COMPILE_ERROR, "$name: not a text in UTF-8")
  } catch (e: IOException) {
    throw Stop(Exit.NO_INPUT, "nabla: cannot read $name: ${e.message}")
  }
}

private fun program(script: Script): Program =
  when (val compilation = ScriptCache.ofUser().getOrCompile(script)) {
    is Compilation.Done -> compilation.program
    is Compilation.Refused -> throw Stop(Exit.COMPILE_ERROR, compilation.errors.joinToString("\n"))
  }

private fun run(program: Program, script: Script, args: Array<String>) {
  try {
    program.run(args)
  } catch (e: Throwable) {
    throw Stop(Exit.SCRIPT_THREW, describe(e, script))
  }
}
