/** What libtorch takes for the benchmarks of the same class and method in {@code dev.nabla.bench}. */
package dev.nabla.bench.peers.libtorch;
