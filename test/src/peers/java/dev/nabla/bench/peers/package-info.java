/** The benchmarks of other libraries, set beside ours of the same method and parameters. */
package dev.nabla.bench.peers;
