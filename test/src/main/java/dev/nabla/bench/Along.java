package dev.nabla.bench;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The axis of a matrix along which something is done. */
@State(Scope.Benchmark)
public class Along {
  @Param({"0", "1"})
  public int axis;
}
