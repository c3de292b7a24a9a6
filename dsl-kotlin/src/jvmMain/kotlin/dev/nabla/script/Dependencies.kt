package dev.nabla.script

import java.io.File
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.api.ScriptCollectedData
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.ScriptConfigurationRefinementContext
import kotlin.script.experimental.api.ScriptDiagnostic
import kotlin.script.experimental.api.ScriptSourceAnnotation
import kotlin.script.experimental.api.SourceCode
import kotlin.script.experimental.api.asSuccess
import kotlin.script.experimental.api.collectedAnnotations
import kotlin.script.experimental.api.makeFailureResult
import kotlin.script.experimental.api.with
import kotlin.script.experimental.dependencies.CompoundDependenciesResolver
import kotlin.script.experimental.dependencies.DependsOn
import kotlin.script.experimental.dependencies.ExternalDependenciesResolver
import kotlin.script.experimental.dependencies.RepositoryCoordinates
import kotlin.script.experimental.dependencies.maven.MavenDependenciesResolver
import kotlin.script.experimental.dependencies.resolveFromScriptSourceAnnotations
import kotlin.script.experimental.host.FileBasedScriptSource
import kotlin.script.experimental.impl.internalScriptingRunSuspend
import kotlin.script.experimental.jvm.updateClasspath

/** The configuration with the jars that the script's `@file:DependsOn` lines name: files, or Maven coordinates. */
internal fun withDependencies(
  context: ScriptConfigurationRefinementContext,
): ResultWithDiagnostics<ScriptCompilationConfiguration> {
  val configuration = context.compilationConfiguration
  val annotations = context.collectedData?.get(ScriptCollectedData.collectedAnnotations).orEmpty()
  if (annotations.isEmpty()) return configuration.asSuccess()
  val folder = (context.script as? FileBasedScriptSource)?.file?.absoluteFile?.parentFile ?: File("")
  val resolver = CompoundDependenciesResolver(JarFiles(folder), MavenDependenciesResolver(true))
  @Suppress("DEPRECATION_ERROR")
  return when (val jars = internalScriptingRunSuspend { resolver.resolveFromScriptSourceAnnotations(annotations) }) {
    is ResultWithDiagnostics.Success -> configuration.with { updateClasspath(jars.value) }.asSuccess()
    is ResultWithDiagnostics.Failure -> makeFailureResult(jars.reports.map { located(it, annotations) })
  }
}

/** Jar files by path, relative to the folder of the script. */
private class JarFiles(private val folder: File) : ExternalDependenciesResolver {
  override fun acceptsArtifact(artifactCoordinates: String) = artifactCoordinates.endsWith(".jar")

  override suspend fun resolve(
    artifactCoordinates: String,
    options: ExternalDependenciesResolver.Options,
    sourceCodeLocation: SourceCode.LocationWithId?,
  ): ResultWithDiagnostics<List<File>> {
    val file = folder.resolve(artifactCoordinates)
    if (file.isFile) return listOf(file).asSuccess()
    return makeFailureResult("no file $artifactCoordinates, looked for $file")
  }

  override fun acceptsRepository(repositoryCoordinates: RepositoryCoordinates) = false

  override fun addRepository(
    repositoryCoordinates: RepositoryCoordinates,
    options: ExternalDependenciesResolver.Options,
    sourceCodeLocation: SourceCode.LocationWithId?,
  ) = false.asSuccess()
}

/** The resolver's report as an error in the line of the annotation that it is about. */
private fun located(report: ScriptDiagnostic, annotations: List<ScriptSourceAnnotation<*>>): ScriptDiagnostic {
  val culprit =
    annotations.firstOrNull { (annotation, _) ->
      annotation is DependsOn && annotation.artifactsCoordinates.any { it in report.message }
    } ?: annotations.first()
  val message = report.exception?.message ?: report.message
  return ScriptDiagnostic(
    ScriptDiagnostic.unspecifiedError,
    message,
    ScriptDiagnostic.Severity.ERROR,
    culprit.location,
  )
}
