/**
 * A course of small programs, in the order of {@code samples/README.md}. Each ends in a check of what it has shown, and
 * fails when that does not hold.
 */
package dev.nabla.samples;
