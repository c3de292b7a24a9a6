package dev.nabla.dsl

import dev.nabla.op.Scans
import dev.nabla.tensor.Tensor
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.shouldBe
import java.lang.reflect.Method
import java.lang.reflect.Modifier
import java.nio.file.FileSystems
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name

/** Whoever knows an operator from Java finds it in Kotlin under the same name. */
class OperatorNamesSpec :
  FunSpec({
    val kotlin = functions(classes(Class.forName("dev.nabla.dsl.OperatorsKt"), "Kt")).map { it.name }.toSet()
    val methods = Tensor::class.java.methods.map { it.name }.toSet()
    val operators = functions(classes(Scans::class.java, ""))

    test("operators and functions are found") {
      operators.map { it.name } shouldContainAll listOf("cumsum", "gather", "einsum", "crossEntropy")
      kotlin shouldContainAll listOf("cumsum", "plus", "zeros")
    }

    test("every operator of the core is a function of the DSL, or a method of tensors, of the same name") {
      val missing = operators.filter { it.name !in kotlin && it.name !in methods }
      missing.map { "${it.declaringClass.simpleName}.${it.name}" }.distinct().sorted() shouldBe emptyList()
    }
  })

/** The classes of a package, nested ones left out, that lie beside one of them, in a folder or in a jar. */
private fun classes(one: Class<*>, ending: String): List<Class<*>> {
  val place = Path.of(one.protectionDomain.codeSource.location.toURI())
  val folder = one.packageName.replace('.', '/')
  val files =
    if (Files.isDirectory(place)) {
      place.resolve(folder).listDirectoryEntries().map { it.name }
    } else {
      FileSystems.newFileSystem(place).use { jar -> jar.getPath(folder).listDirectoryEntries().map { it.name } }
    }
  return files
    .filter { it.endsWith("$ending.class") && '$' !in it && '-' !in it }
    .map { Class.forName("${one.packageName}.${it.removeSuffix(".class")}") }
}

/** The public static functions that give or take tensors. */
private fun functions(classes: List<Class<*>>): List<Method> =
  classes
    .filter { Modifier.isPublic(it.modifiers) }
    .flatMap { it.declaredMethods.asList() }
    .filter { Modifier.isPublic(it.modifiers) && Modifier.isStatic(it.modifiers) && !it.isSynthetic }
    .filter { "dev.nabla.tensor.Tensor" in it.toGenericString() }
