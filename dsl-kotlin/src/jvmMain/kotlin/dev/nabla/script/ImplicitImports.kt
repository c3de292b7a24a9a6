package dev.nabla.script

/** What a script may name without importing it. */
val IMPLICIT_IMPORTS: List<String> =
  listOf(
    "dev.nabla.tensor.*",
    "dev.nabla.op.*",
    "dev.nabla.autodiff.*",
    "dev.nabla.nn.*",
    "dev.nabla.optim.*",
    "dev.nabla.data.*",
    "dev.nabla.train.*",
    "dev.nabla.explain.*",
    "dev.nabla.dsl.*",
  )
