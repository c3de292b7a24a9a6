package dev.nabla.script

import kotlin.script.experimental.api.CompiledScript
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.ScriptDiagnostic
import kotlin.script.experimental.api.dependencies
import kotlin.script.experimental.host.FileScriptSource
import kotlin.script.experimental.impl.internalScriptingRunSuspend
import kotlin.script.experimental.jvm.JvmDependency
import kotlin.script.experimental.jvm.impl.KJvmCompiledModuleInMemory
import kotlin.script.experimental.jvm.impl.KJvmCompiledScript
import kotlin.script.experimental.jvmhost.JvmScriptCompiler
import kotlin.script.experimental.jvmhost.createJvmCompilationConfigurationFromTemplate

/** What came of compiling a script. */
internal sealed interface Compilation {
  class Done(val program: Program) : Compilation

  class Refused(val errors: List<CompileError>) : Compilation
}

/** Compiles with the Kotlin compiler on the class path; only this file loads it. */
internal fun compile(script: Script): Compilation {
  val definition = createJvmCompilationConfigurationFromTemplate<NablaScript>()
  val source = FileScriptSource(script.path.toFile(), script.text)
  val compiler =
    try {
      JvmScriptCompiler()
    } catch (_: NoClassDefFoundError) {
      return refused("no Kotlin compiler on the class path, needs org.jetbrains.kotlin:kotlin-compiler-embeddable")
    }
  @Suppress("DEPRECATION_ERROR")
  return when (val result = internalScriptingRunSuspend { compiler(source, definition) }) {
    is ResultWithDiagnostics.Success -> Compilation.Done(program(result.value as KJvmCompiledScript))
    is ResultWithDiagnostics.Failure -> Compilation.Refused(errors(script, result.reports))
  }
}

private fun refused(message: String) = Compilation.Refused(listOf(CompileError(message)))

private fun program(compiled: KJvmCompiledScript): Program {
  val module = compiled.getCompiledModule() as KJvmCompiledModuleInMemory
  val added = compiled.compilationConfiguration.classPath() - NablaScriptCompilation.classPath()
  return Program(compiled.scriptClassFQName, module.compilerOutputFiles, added.map { it.toPath().toAbsolutePath() })
}

private fun ScriptCompilationConfiguration.classPath() =
  this[ScriptCompilationConfiguration.dependencies]
    .orEmpty()
    .filterIsInstance<JvmDependency>()
    .flatMap { it.classpath }
    .toSet()

private fun errors(script: Script, reports: List<ScriptDiagnostic>): List<CompileError> =
  reports
    .filter { it.severity >= ScriptDiagnostic.Severity.ERROR }
    .distinctBy { it.message to it.location }
    .map { CompileError(it.message, script.name, it.location, script.text) }
