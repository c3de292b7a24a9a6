package dev.nabla.script

/** What a script may name without importing it: everything that the core exports, and the DSL. */
val IMPLICIT_IMPORTS: List<String> =
  listOf(
    "dev.nabla.tensor.*",
    "dev.nabla.op.*",
    "dev.nabla.autodiff.*",
    "dev.nabla.distribution.*",
    "dev.nabla.check.*",
    "dev.nabla.nn.*",
    "dev.nabla.optim.*",
    "dev.nabla.data.*",
    "dev.nabla.io.*",
    "dev.nabla.train.*",
    "dev.nabla.explain.*",
    "dev.nabla.dsl.*",
  )
