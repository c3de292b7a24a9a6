package dev.nabla.dsl

import dev.nabla.io.Weights
import java.nio.file.Path

/** Writes all parameters by name as safetensors; the file appears complete or not at all. */
fun Network.save(file: String) = save(Path.of(file))

fun Network.save(file: Path) = Weights.save(this, file)

/** Takes all parameters from a safetensors file; throws, with nothing changed, when names, shapes or types differ. */
fun Network.load(file: String) = load(Path.of(file))

fun Network.load(file: Path) = Weights.load(this, file)
