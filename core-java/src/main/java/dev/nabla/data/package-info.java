/**
 * Data sets to learn from: examples with their labels, split and batched as values; readers of CSV tables and of IDX
 * files, plain or gzip; and three well-known sets, of which {@link Digits} and {@link Iris} come with the library
 * (sources and licences stand in NOTICE.md beside their files) while {@link Mnist} reads a folder of the user's. A
 * reader delivers everything that a file holds or, in one sentence that names file and place, says what is wrong with
 * it.
 */
package dev.nabla.data;
