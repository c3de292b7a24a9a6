package dev.nabla.kernel;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Room for a computation that pieces of work take over from those before them: there is one for each thread at most. */
final class Reused<T> {
  private final Queue<T> idle = new ConcurrentLinkedQueue<>();
  private final Supplier<T> maker;

  Reused(Supplier<T> maker) {
    this.maker = maker;
  }

  void use(Consumer<T> body) {
    T room = idle.poll();
    if (room == null) {
      room = maker.get();
    }
    body.accept(room);
    idle.add(room);
  }
}
