package vn.baodanh.load.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FiguresTest {
  @Test
  void theMedianIsTheMiddleOrTheMeanOfTheMiddleTwo() {
    assertEquals(3, Spread.of(List.of(9.0, 1.0, 3.0), x -> x).median());
    assertEquals(2, Spread.of(List.of(9.0, 1.0, 3.0, 1.0), x -> x).median());
    assertEquals("3.0 (1.0–9.0)", Spread.of(List.of(9.0, 1.0, 3.0), x -> x).text(1));
  }

  @Test
  void theHeapIsReadFromTheCollectorsLog(@TempDir Path directory) throws IOException {
    var log =
        """
        [1.2s] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 23M->5M(380M) 3.1ms
        [2.2s] GC(1) Pause Young (Concurrent Start) (Metadata GC Threshold) 210M->15M(412M) 4.1ms
        [2.3s] GC(1) Concurrent Mark Cycle
        [3.2s] GC(2) Pause Remark 20M->20M(400M) 1.1ms
        """;
    assertEquals(
        new Heap(210, 412), Heap.read(Files.writeString(directory.resolve("gc.log"), log)));
  }

  @Test
  void argumentsAreUnderstoodOrRefused() {
    assertEquals(new CapacitySettings(5, 10, 40, 0, 0), CapacitySettings.of(List.of()));
    assertEquals(
        new CapacitySettings(4, 2, 5, 1000, 50),
        CapacitySettings.of(
            List.of("--quick", "--rounds", "4", "--on-file", "1000", "--registrations", "50")));
    for (var wrong : List.of(List.of("--rounds"), List.of("--rounds", "0"), List.of("x"))) {
      assertThrows(IllegalArgumentException.class, () -> CapacitySettings.of(wrong));
    }
  }
}
