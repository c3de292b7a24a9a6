/**
 * Benchmarks: JMH measures single operations, the {@linkplain dev.nabla.bench.Suite suite} whole pieces of work that
 * other libraries are measured with too. Neither is part of what users get.
 */
package dev.nabla.bench;
