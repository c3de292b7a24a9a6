// Kotlin names no arguments of methods written in Java: a call that names its seed comes here.
@file:Suppress("EXTENSION_SHADOWED_BY_MEMBER")

package dev.nabla.dsl

import dev.nabla.data.Dataset

/**
 * Parts the examples at random, [share] of them to train with: `val (train, test) = data.split(0.8, seed = 42)`. The
 * same seed parts equally many examples in the same way.
 */
fun Dataset.split(share: Double, seed: Long): Dataset.Split = this.split(share, seed)

operator fun Dataset.Split.component1(): Dataset = train

operator fun Dataset.Split.component2(): Dataset = test
