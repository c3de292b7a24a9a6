package dev.nabla.dsl

import dev.nabla.autodiff.Branching
import dev.nabla.tensor.Parameter
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Method
import java.lang.reflect.Modifier

/** Data classes as [trees][dev.nabla.autodiff.Trees] of tensors; the core finds this class as a service. */
class DataClassBranching : Branching {
  override fun covers(value: Any): Boolean = DataClass.of(value) != null

  override fun parts(branch: Any): Map<String, Any?> {
    val type = checkNotNull(DataClass.of(branch))
    return type.names.zip(type.components.map { it.invoke(branch) }).toMap()
  }

  override fun with(branch: Any, parts: List<Any?>): Any = checkNotNull(DataClass.of(branch)).copy(branch, parts)
}

/** A data class by what the compiler gives it: `component1()`, `component2()`, … and `copy` of as many arguments. */
private class DataClass(private val type: Class<*>, val components: List<Method>, private val copy: Method) {
  /** The names of the components: the fields of a class begin with them. */
  val names: List<String> =
    type.declaredFields.filter { !Modifier.isStatic(it.modifiers) }.take(components.size).map { it.name }

  fun copy(value: Any, parts: List<Any?>): Any {
    for ((i, part) in parts.withIndex()) {
      require(copy.parameterTypes[i] != Parameter::class.java || part is Parameter?) {
        "tree: component ${names[i]} of ${type.simpleName} is a Parameter, whose gradient backward() collects; " +
          "declare it as a Tensor, which a Parameter is too"
      }
    }
    try {
      return copy.invoke(value, *parts.toTypedArray())
    } catch (failed: InvocationTargetException) {
      throw failed.cause ?: failed
    }
  }

  companion object {
    private val known =
      object : ClassValue<List<DataClass>>() {
        override fun computeValue(type: Class<*>) = listOfNotNull(read(type))
      }

    /** The class of [value] when it is a data class, else null. */
    fun of(value: Any): DataClass? = known.get(value.javaClass).firstOrNull()

    private fun read(type: Class<*>): DataClass? {
      val components =
        generateSequence(1) { it + 1 }
          .map { position -> type.methodOrNull("component$position") }
          .takeWhile { it != null }
          .filterNotNull()
          .toList()
      if (components.isEmpty()) return null
      val copy = type.methodOrNull("copy", *components.map { it.returnType }.toTypedArray()) ?: return null
      return DataClass(type, components, copy)
    }

    private fun Class<*>.methodOrNull(name: String, vararg types: Class<*>): Method? =
      try {
        getMethod(name, *types).apply { isAccessible = true }
      } catch (_: NoSuchMethodException) {
        null
      }
  }
}
