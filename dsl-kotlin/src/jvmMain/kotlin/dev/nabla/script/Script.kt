package dev.nabla.script

import java.nio.file.Path

/** A script as it was read once: [name] as the user wrote it, for messages; [path] to tell it from others. */
internal data class Script(val name: String, val path: Path, val text: String)
