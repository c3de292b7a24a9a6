package dev.nabla.dsl

import dev.nabla.tensor.Parameter
import dev.nabla.tensor.Tensor
import java.lang.reflect.Method

/** The tensors in a tensor, list, map or data class, at any depth, in the order of elements and components. */
internal fun tensorsIn(value: Any?): List<Tensor> =
  when (value) {
    is Tensor -> listOf(value)
    is List<*> -> value.flatMap(::tensorsIn)
    is Map<*, *> -> value.values.flatMap(::tensorsIn)
    else -> DataClass.of(value)?.components(value)?.flatMap(::tensorsIn).orEmpty()
  }

/** The same structure with [tensors], in the order of [tensorsIn], in place of its own. */
internal fun <P : Any> P.withTensors(tensors: List<Tensor>): P {
  @Suppress("UNCHECKED_CAST") // what is put together has the classes of what was taken apart
  return replaced(this, tensors.iterator()) as P
}

private fun replaced(value: Any?, tensors: Iterator<Tensor>): Any? =
  when (value) {
    is Tensor -> tensors.next()
    is List<*> -> value.map { replaced(it, tensors) }
    is Map<*, *> -> value.mapValues { replaced(it.value, tensors) }
    else -> {
      val type = DataClass.of(value)
      if (type == null) value else type.copy(value, type.components(value).map { replaced(it, tensors) })
    }
  }

/** A data class by what the compiler gives it: `component1()`, `component2()`, … and `copy` of as many arguments. */
private class DataClass(private val components: List<Method>, private val copy: Method) {
  fun components(value: Any?): List<Any?> = components.map { it.invoke(value) }

  fun copy(value: Any?, components: List<Any?>): Any? = copy.invoke(value, *components.toTypedArray())

  companion object {
    /** The class of [value] when it is a data class, else null. */
    fun of(value: Any?): DataClass? {
      val type = value?.javaClass ?: return null
      val components =
        generateSequence(1) { it + 1 }
          .map { position -> type.methodOrNull("component$position") }
          .takeWhile { it != null }
          .filterNotNull()
          .toList()
      val types = components.map { it.returnType }
      val copy = type.methodOrNull("copy", *types.toTypedArray()) ?: return null
      require(Parameter::class.java !in types) {
        "grad: component ${types.indexOf(Parameter::class.java) + 1} of ${type.simpleName} is a Parameter, whose " +
          "gradient backward() collects; declare it as a Tensor, which a Parameter is too"
      }
      return DataClass(components, copy)
    }

    private fun Class<*>.methodOrNull(name: String, vararg types: Class<*>): Method? =
      try {
        getMethod(name, *types).apply { isAccessible = true }
      } catch (_: NoSuchMethodException) {
        null
      }
  }
}
