/**
 * Training and judging: a {@link Trainer} describes a run and makes it, either as a blocking loop or as a
 * {@link Training} whose pieces a caller drives, with the same numbers from the same seed; an {@link Evaluation}
 * measures a network on data that it does not learn from. No progress bars and no pictures: listeners and the history
 * are what those are made from.
 */
package dev.nabla.train;
