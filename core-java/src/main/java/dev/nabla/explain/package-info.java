/**
 * Looking inside: a backward pass explained step by step as text, page, Markdown or graph, operations that produce NaN or
 * infinity found with the line of the program that asked for them, and the time of every operation.
 */
package dev.nabla.explain;
