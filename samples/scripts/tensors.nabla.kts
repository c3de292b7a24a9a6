// 1 · Tensors: making them, computing with them, reading parts of them.

val x = tensor(2, 3) { i, j -> 1 + 3 * i + j }
println("x, ${x.dtype} ${x.shape}:\n$x")

// One row and one column broadcast to a table.
val oneToFive = arange(1, 6)
val table = oneToFive[all, newAxis] * oneToFive
println("\nthe products of 1 to 5:\n$table")

// Ranges are Kotlin's, with both ends; negative ones count from the end.
println("\nx[all, 1..-1]:\n${x[all, 1..-1]}")
println("\nwhere the table exceeds 12: ${table[table gt 12]}")

val mean = x.mean(axis = 0)
println("\nmean of the rows: $mean, of all: ${x.mean()}")
println("tanh(x - mean) / 2:\n${tanh(x - mean) / 2}")

// The same seed gives the same numbers everywhere; large tensors are printed by their edges.
println("\nnormal numbers:\n${randn(1000, 1000, Rng.of(42))}")

check(table[4, 4].item() == 25.0) { "5 times 5 is 25" }
check((x - mean).mean(axis = 0).allClose(zeros(3))) { "deviations from the mean have mean zero" }
check(x.transpose().transpose() == x) { "transposing twice changes nothing" }
