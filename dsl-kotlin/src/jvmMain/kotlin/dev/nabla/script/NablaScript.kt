package dev.nabla.script

import kotlin.script.experimental.annotations.KotlinScript
import kotlin.script.experimental.api.ScriptAcceptedLocation
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.acceptedLocations
import kotlin.script.experimental.api.compilerOptions
import kotlin.script.experimental.api.defaultImports
import kotlin.script.experimental.api.ide
import kotlin.script.experimental.api.refineConfiguration
import kotlin.script.experimental.dependencies.DependsOn
import kotlin.script.experimental.dependencies.Repository
import kotlin.script.experimental.jvm.dependenciesFromClassContext
import kotlin.script.experimental.jvm.jvm

/**
 * What every `.nabla.kts` file is: a program from its first line to its last, with the library imported and the
 * command line in [args].
 *
 * Editors and the Kotlin compiler find this definition through the marker file in `META-INF/kotlin/script/templates`.
 */
@KotlinScript(
  displayName = "Nabla script",
  fileExtension = "nabla.kts",
  compilationConfiguration = NablaScriptCompilation::class,
)
abstract class NablaScript(val args: Array<String>)

/** How a `.nabla.kts` file is compiled: against the whole class path and what its `@file:DependsOn` lines add. */
object NablaScriptCompilation : ScriptCompilationConfiguration({
  defaultImports(IMPLICIT_IMPORTS)
  defaultImports(DependsOn::class, Repository::class)
  compilerOptions("-jvm-target", "17")
  jvm { dependenciesFromClassContext(NablaScript::class, wholeClasspath = true) }
  refineConfiguration { onAnnotations(DependsOn::class, Repository::class, handler = ::withDependencies) }
  ide { acceptedLocations(ScriptAcceptedLocation.Everywhere) }
}) {
  private fun readResolve(): Any = NablaScriptCompilation
}
