package vn.baodanh.payment.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.baodanh.kit.ProblemException;

/** So many at once, and a place is free again however its work ended. */
class PlacesTest {
  private final Places places = new Places(2);
  private final List<Promise<String>> begun = new ArrayList<>();

  private Future<String> take() {
    return places.take(() -> {
      Promise<String> work = Promise.promise();
      begun.add(work);
      return work.future();
    });
  }

  @Test
  void oneMoreThanThereIsRoomForIsBusyAndNotBegun() {
    take();
    take();
    var refused = assertInstanceOf(ProblemException.class, take().cause()).problem();
    assertEquals(503, refused.status());
    assertEquals("busy", refused.code());
    assertTrue(refused.retryAfter().isPresent());
    assertEquals(2, begun.size());
  }

  @Test
  void whoEndsOrFailsLeavesThePlace() {
    var first = take();
    take();
    begun.getFirst().complete("done");
    assertEquals("done", first.result());
    assertFalse(take().failed());
    begun.get(1).fail("not done");
    assertFalse(take().failed());
    assertTrue(take().failed());
  }

  @Test
  void whatFailsToBeginLeavesThePlace() {
    for (int i = 0; i < 3; i++) {
      assertThrows(
          IllegalStateException.class,
          () ->
              places.take(() -> {
                throw new IllegalStateException("not begun");
              }));
    }
    assertFalse(take().failed());
  }
}
