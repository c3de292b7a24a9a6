package dev.nabla.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerTableTest {
  @Test
  void aRatioSaysHowManyTimesAsFastWeAre() {
    Map<String, Map<String, Double>> times = new LinkedHashMap<>();
    times.put("matmul 64x64", Map.of("", 4.0, "mkl", 6.0, "openblas", 3.0));
    times.put("softmax", Map.of("", 10.0, "mkl", 5.0));
    List<List<String>> rows = new PeerTable(times).toString().lines()
        .map(line -> List.of(line.strip().split(" {2,}"))).toList();
    assertEquals(List.of("µs", "Nabla", "mkl", "ratio", "openblas", "ratio"), rows.get(0));
    assertEquals(List.of("matmul 64x64", "4.00", "6.00", "1.50", "3.00", "0.75"), rows.get(1));
    assertEquals(List.of("softmax", "10.00", "5.00", "0.50"), rows.get(2));
  }

  @Test
  void withoutMeasurementsThereIsNoTable() {
    assertTrue(PeerTable.of(List.of()).isEmpty());
  }
}
