package dev.nabla.script

import java.io.IOException
import java.nio.charset.CharacterCodingException
import java.nio.file.Files
import java.nio.file.Path
import kotlin.system.exitProcess

/** Exit codes: the script ended; it does not compile; it threw; the command line is wrong (sysexits); no such file. */
private object Exit {
  const val OK = 0
  const val COMPILE_ERROR = 1
  const val SCRIPT_THREW = 2
  const val USAGE = 64
  const val NO_INPUT = 66
}

private const val EXTENSION = ".nabla.kts"

/** Runs a script: `FILE.nabla.kts [arguments]`. Everything that the host itself says goes to standard error. */
fun main(args: Array<String>) {
  val code = run(args)
  if (code != Exit.OK) exitProcess(code)
}

private fun run(args: Array<String>): Int {
  val name = args.firstOrNull() ?: return fail(Exit.USAGE, "nabla: no script, needs FILE.nabla.kts [arguments]")
  if (!name.endsWith(EXTENSION)) return fail(Exit.USAGE, "nabla: $name is no script, needs a name in $EXTENSION")
  val file = Path.of(name)
  if (!Files.isRegularFile(file)) return fail(Exit.NO_INPUT, "nabla: no file $name")
  val text =
    try {
      Files.readString(file)
    } catch (e: CharacterCodingException) {
      return fail(Exit.COMPILE_ERROR, "$name: not a text in UTF-8")
    } catch (e: IOException) {
      return fail(Exit.NO_INPUT, "nabla: cannot read $name: ${e.message}")
    }
  val script = Script(name, file.toAbsolutePath().normalize(), text)
  return when (val compilation = ScriptCache.ofUser().getOrCompile(script)) {
    is Compilation.Refused -> fail(Exit.COMPILE_ERROR, compilation.errors.joinToString("\n"))
    is Compilation.Done -> execute(compilation.program, script, args.copyOfRange(1, args.size))
  }
}

private fun execute(program: Program, script: Script, args: Array<String>): Int =
  try {
    program.run(args)
    Exit.OK
  } catch (
    @Suppress("TooGenericExceptionCaught") e: Throwable,
  ) {
    fail(Exit.SCRIPT_THREW, describe(e, script))
  }

private fun fail(code: Int, message: String): Int {
  System.out.flush()
  System.err.println(message)
  return code
}
