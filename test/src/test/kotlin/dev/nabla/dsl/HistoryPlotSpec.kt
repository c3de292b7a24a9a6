package dev.nabla.dsl

import dev.nabla.train.EpochResult
import dev.nabla.train.History
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.io.UncheckedIOException
import java.time.Duration
import javax.imageio.ImageIO
import javax.xml.parsers.DocumentBuilderFactory

private fun history(epochs: Int, validated: Boolean): History =
  History(
    (1..epochs).map {
      val metrics = if (validated) mapOf("accuracy" to 1 - 0.5 / it) else emptyMap()
      EpochResult(it, 1.0 / it, if (validated) 1.5 / it else null, metrics, Duration.ofMillis(it.toLong()))
    },
  )

class HistoryPlotSpec :
  FunSpec({
    val folder = tempdir()
    val histories = listOf(history(1, false), history(1, true), history(30, false), history(30, true))

    test("a history becomes a picture, complete and alone in its folder, in place of an earlier one") {
      histories.forEach { history ->
        history.plot(folder.resolve("loss.svg").path)
        history.plot(folder.resolve("loss.PNG").path)
        val xml = DocumentBuilderFactory.newInstance()
        xml.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false)
        xml.newDocumentBuilder().parse(folder.resolve("loss.svg")).documentElement.tagName shouldBe "svg"
        val picture = ImageIO.read(folder.resolve("loss.PNG"))
        (picture.width to picture.height) shouldBe (800 to 500)
        folder.list()!!.sorted() shouldBe listOf("loss.PNG", "loss.svg")
      }
    }

    test("every series of a history is drawn: more validation, more lines") {
      fun size(history: History): Long {
        history.plot(folder.resolve("loss.svg").path)
        return folder.resolve("loss.svg").length()
      }
      (size(history(30, true)) > size(history(30, false))) shouldBe true
    }

    test("what cannot be drawn is refused in one sentence, and nothing is overwritten") {
      val kept = folder.resolve("kept.svg").apply { writeText("kept") }
      shouldThrow<IllegalArgumentException> { history(2, true).plot("loss.jpeg") }.message shouldBe
        "plot: got the file loss.jpeg, needs a name that ends in .svg or .png"
      shouldThrow<IllegalStateException> { History(emptyList()).plot(kept.path) }.message shouldBe
        "plot: no epoch has come to its end"
      kept.readText() shouldBe "kept"
      val nowhere = folder.resolve("nowhere").resolve("loss.svg").path
      shouldThrow<UncheckedIOException> { history(2, true).plot(nowhere) }.message shouldContain
        "plot: cannot write $nowhere"
    }
  })
