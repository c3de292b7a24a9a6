package dev.nabla.tensor;

import java.util.List;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * The event that every operation leaves in a flight recording: {@code java -XX:StartFlightRecording …}, or {@code jcmd PID
 * JFR.start}. While it runs no operation waits to be computed along with others. The module jdk.jfr may be missing;
 * nothing here touches it then.
 */
final class FlightRecording {
  private static final boolean AVAILABLE = FlightRecording.class.getModule().isNamed()
      ? FlightRecording.class.getModule().getLayer().findModule("jdk.jfr").isPresent()
      : ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  private FlightRecording() {}

  /** Whether a recording that takes these events runs. The class of events is not loaded before: it takes its time. */
  static boolean on() {
    return AVAILABLE && FlightRecorder.isInitialized() && OperationEvent.PROBE.isEnabled();
  }

  static Object begin() {
    OperationEvent event = new OperationEvent();
    event.begin();
    return event;
  }

  static void end(Object begun, Op op, List<Tensor> inputs, Tensor y, boolean inReversePass) {
    OperationEvent event = (OperationEvent) begun;
    event.end();
    if (event.shouldCommit()) {
      event.operation = op.label();
      event.inputs = String.join(" ", inputs.stream().map(x -> x.shape().toString()).toList());
      event.output = y.dtype() + " " + y.shape();
      event.backward = inReversePass;
      event.bytes = Watch.bytes(y);
      event.commit();
    }
  }

  /** One operation on plain values, with the operations that it is made of inside. */
  @Name("dev.nabla.Operation")
  @Label("Tensor operation")
  @Description("One operation on tensors; those that it is made of are events within its time")
  @Category("Nabla")
  @StackTrace(false)
  private static final class OperationEvent extends Event {
    static final OperationEvent PROBE = new OperationEvent();

    @Label("Operation")
    String operation;

    @Label("Shapes of the inputs")
    String inputs;

    @Label("Type and shape of the result")
    String output;

    @Label("In a backward pass")
    boolean backward;

    @Label("Size of the result")
    @DataAmount
    long bytes;
  }
}
