package dev.nabla.script

import dev.nabla.tensor.Tensor
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import io.kotest.matchers.string.shouldStartWith
import java.io.File
import java.lang.module.ModuleFinder
import java.nio.file.Path

/** The script host as its users meet it: in a JVM of its own, by exit code, standard output and standard error. */
class ScriptSpec :
  FunSpec({
    val folder = tempdir()

    fun run(script: String, vararg args: String, options: List<String> = emptyList()): Outcome {
      val java = File(System.getProperty("java.home"), "bin/java").path
      // As the launcher does, lest newer JDKs warn of what the compiler uses.
      val quiet = listOf("-XX:+IgnoreUnrecognizedVMOptions", "--sun-misc-unsafe-memory-access=allow")
      val quick = listOf("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
      val jvm = listOf(java) + quiet + quick + listOf("-cp", System.getProperty("java.class.path"))
      val out = File(folder, "out.txt")
      val err = File(folder, "err.txt")
      val process =
        ProcessBuilder(jvm + options + "dev.nabla.script.MainKt" + script + args)
          .directory(folder)
          .redirectOutput(out)
          .redirectError(err)
          .apply { environment()["XDG_CACHE_HOME"] = File(folder, "cache").path }
          .start()
      return Outcome(process.waitFor(), out.readText(), err.readText())
    }

    fun script(name: String, text: String) = name.also { File(folder, it).writeText(text) }

    test("scripts import what the core exports, and the DSL") {
      val core = Path.of(Tensor::class.java.protectionDomain.codeSource.location.toURI())
      val exported = ModuleFinder.of(core).findAll().single().descriptor().exports().map { it.source() }
      IMPLICIT_IMPORTS shouldContainExactlyInAnyOrder (exported + "dev.nabla.dsl").map { "$it.*" }
    }

    test("a script has its arguments and the library, and the second start does without the compiler") {
      val hello =
        script(
          "hello.nabla.kts",
          """
          println(args.joinToString("|"))
          println(network(inputs = 4) { dense(3) }.parameters)
          """.trimIndent(),
        )
      val log = File(folder, "classes.txt")
      val first = run(hello, "a", "b c")
      val second = run(hello, "a", "b c", options = listOf("-Xlog:class+load:file=$log"))
      first.code shouldBe 0
      first.out.lines() shouldBe listOf("a|b c", "15", "")
      second.out shouldBe first.out
      log.readText() shouldContain "dev.nabla.script.MainKt"
      log.readText() shouldNotContain "org.jetbrains.kotlin.cli"
    }

    test("a script that does not compile ends with 1, the place and the text") {
      val outcome = run(script("bad.nabla.kts", "val x = 1\nnetwork(4) {\n\tdropuot(x)\n}\n"))
      outcome.code shouldBe 1
      outcome.err.lines() shouldBe
        listOf("bad.nabla.kts:3:2: Unresolved reference 'dropuot'.", "    \tdropuot(x)", "    \t^^^^^^^", "")
    }

    test("a changed script is compiled again; one that throws ends with 2 and its own line, and the trace on demand") {
      val throws = script("hello.nabla.kts", "println(1)\nfun f() = network(4) { dense(0) }\n\nf()\n")
      val outcome = run(throws)
      outcome.code shouldBe 2
      outcome.out.trim() shouldBe "1"
      outcome.err.lines() shouldBe
        listOf("hello.nabla.kts:2: dense: 0 units, needs at least 1", "  called from hello.nabla.kts:4", "")
      run(throws, options = listOf("-Dnabla.trace=true")).err shouldContain "at dev.nabla.dsl."
    }

    test("what the library says about files and positions stands alone; what the JDK says has the exception's name") {
      val says =
        script(
          "says.nabla.kts",
          """
          when (args[0]) {
            "file" -> network(2) { dense(1) }.build(seed = 0).load("none.safetensors")
            "position" -> zeros(2)[3]
            else -> intArrayOf(1)[3]
          }
          """.trimIndent(),
        )
      run(says, "file").err shouldStartWith "says.nabla.kts:2: Safetensors.load: none.safetensors"
      run(says, "position").err shouldStartWith "says.nabla.kts:3: get: index 3"
      run(says, "JDK").err shouldStartWith "says.nabla.kts:4: ArrayIndexOutOfBoundsException: "
    }

    test("the command line is answered in one sentence") {
      run("missing.nabla.kts").let { it.code to it.err.trim() } shouldBe (66 to "nabla: no file missing.nabla.kts")
      run("script.kts").let { it.code to it.err.trim() } shouldBe
        (64 to "nabla: script.kts is no script, needs a name in .nabla.kts")
    }
  })

private class Outcome(val code: Int, val out: String, val err: String)
