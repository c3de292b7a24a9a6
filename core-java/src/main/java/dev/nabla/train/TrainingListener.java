package dev.nabla.train;

/** Is told how training goes, on the thread that trains; what it throws ends the run. Every method may be left out. */
public interface TrainingListener {
  /** An epoch begins: number {@code epoch} of {@code epochs} at most, from 1, with so many batches. */
  default void epochStarted(int epoch, int epochs, int batches) {}

  /** A step was made with number {@code batch} of {@code batches}, from 1, whose loss before the step was this. */
  default void batchDone(int epoch, int batch, int batches, double loss) {}

  /** An epoch has come to its end, validation included. */
  default void epochDone(EpochResult result) {}
}
