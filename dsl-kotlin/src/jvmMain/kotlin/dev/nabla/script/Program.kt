package dev.nabla.script

import java.lang.reflect.InvocationTargetException
import java.net.URLClassLoader
import java.nio.file.Path

/** A compiled script: class files by resource name, and the jars that it needs beyond the host's class path. */
internal class Program(val mainClass: String, val classes: Map<String, ByteArray>, val dependencies: List<Path>) {
  /** Runs the script from its first line to its last on this thread; throws what the script throws. */
  fun run(args: Array<String>) {
    val loader = ScriptClassLoader(classes, parent())
    Thread.currentThread().contextClassLoader = loader
    try {
      loader.loadClass(mainClass).getConstructor(Array<String>::class.java).newInstance(args)
    } catch (e: InvocationTargetException) {
      throw e.targetException
    }
  }

  private fun parent(): ClassLoader {
    val host = Program::class.java.classLoader
    if (dependencies.isEmpty()) return host
    return URLClassLoader(dependencies.map { it.toUri().toURL() }.toTypedArray(), host)
  }
}

private class ScriptClassLoader(private val classes: Map<String, ByteArray>, parent: ClassLoader) :
  ClassLoader(parent) {
  override fun findClass(name: String): Class<*> {
    val bytes = classes[name.replace('.', '/') + ".class"] ?: throw ClassNotFoundException(name)
    return defineClass(name, bytes, 0, bytes.size)
  }
}
