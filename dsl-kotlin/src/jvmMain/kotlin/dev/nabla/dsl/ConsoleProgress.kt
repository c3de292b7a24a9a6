package dev.nabla.dsl

import dev.nabla.train.EpochResult
import dev.nabla.train.TrainingListener
import me.tongfei.progressbar.ConsoleProgressBarConsumer
import me.tongfei.progressbar.ProgressBar
import me.tongfei.progressbar.ProgressBarBuilder
import java.io.Console
import java.io.PrintStream
import java.util.Locale

/** Shows on standard error how far training is. */
internal interface ConsoleProgress :
  TrainingListener,
  AutoCloseable

/** A bar that grows where someone watches a terminal, else a line for every epoch. */
internal fun consoleProgress(): ConsoleProgress = if (isTerminal()) GrowingBar(System.err) else LinePerEpoch(System.err)

/** From JDK 22 on there may be a console without a terminal; only those JDKs can say so. */
private fun isTerminal(): Boolean {
  val console = System.console() ?: return false
  val says = Console::class.java.methods.firstOrNull { it.name == "isTerminal" }
  return System.getenv("TERM") != "dumb" && (says == null || says.invoke(console) == true)
}

/** One bar for all epochs, behind which the last numbers stand. */
private class GrowingBar(private val out: PrintStream) : ConsoleProgress {
  private var bar: ProgressBar? = null
  private var epochs = 0
  private var numbers = ""

  override fun epochStarted(epoch: Int, epochs: Int, batches: Int) {
    this.epochs = epochs
    val growing = bar ?: bar(epochs.toLong() * batches).also { bar = it }
    growing.extraMessage = "epoch $epoch/$epochs$numbers"
  }

  private fun bar(steps: Long) =
    ProgressBarBuilder()
      .setTaskName("train")
      .setInitialMax(steps)
      .setUpdateIntervalMillis(100)
      .hideEta()
      .setConsumer(ConsoleProgressBarConsumer(out))
      .build()

  override fun batchDone(epoch: Int, batch: Int, batches: Int, loss: Double) {
    bar?.step()
  }

  override fun epochDone(result: EpochResult) {
    numbers = ", ${result.watched()}"
    bar?.extraMessage = "epoch ${result.epoch}/$epochs$numbers"
  }

  override fun close() {
    bar?.close()
  }
}

private class LinePerEpoch(private val out: PrintStream) : ConsoleProgress {
  private var epochs = 0

  override fun epochStarted(epoch: Int, epochs: Int, batches: Int) {
    this.epochs = epochs
  }

  override fun epochDone(result: EpochResult) {
    out.println("epoch ${result.epoch.toString().padStart("$epochs".length)}/$epochs, ${result.numbers()}")
  }

  override fun close() = out.flush()
}

/** The loss that matters and the metrics, short enough to leave room for a bar: `loss 0.235, accuracy 0.967`. */
private fun EpochResult.watched(): String =
  (listOf("loss" to watchedLoss()) + metrics.toList()).joinToString { (name, value) ->
    "$name %.3f".format(Locale.ROOT, value)
  }

/** `loss 0.1234, validation loss 0.2345, accuracy 0.967`. */
private fun EpochResult.numbers(): String {
  val losses = listOfNotNull("loss" to loss, validationLoss?.let { "validation loss" to it })
  return (losses + metrics.toList()).joinToString { (name, value) -> "$name %.4f".format(Locale.ROOT, value) }
}
