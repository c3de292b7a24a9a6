package dev.nabla.dsl

/** The extents of one example, without the batch axis: `[1×28×28]`; no extents at all is one number, `[]`. */
data class Extents(val sizes: List<Int>) {
  constructor(vararg sizes: Int) : this(sizes.toList())

  init {
    sizes.forEachIndexed { axis, size ->
      require(size > 0) { "extents: ${text(sizes)} has $size at axis $axis, needs at least 1" }
    }
  }

  val rank: Int get() = sizes.size

  /** How many numbers one example holds. */
  val count: Long get() = sizes.fold(1L) { product, size -> product * size }

  /** The extent of the last axis, which a dense layer maps. */
  val last: Int get() = sizes.last()

  /** These extents with another last one. */
  fun withLast(size: Int): Extents = Extents(sizes.dropLast(1) + size)

  override fun toString(): String = text(sizes)

  private fun text(sizes: List<Int>): String = sizes.joinToString("×", "[", "]")
}
