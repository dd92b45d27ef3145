package vn.baodanh.registration.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlaceTest {
  @Test
  void aPlaceIsReadAsItWasWritten() {
    Place place = new Place(1783412345678901L, new UUID(7, -7));
    assertEquals(Optional.of(place), Place.of(place.text()));
    assertTrue(place.text().matches("[A-Za-z0-9_-]{1,120}"), place.text());
  }

  @Test
  void otherTextIsNoPlace() {
    for (String text : List.of("", "A", "AAAA", "%", "x".repeat(33), "x".repeat(120))) {
      assertEquals(Optional.empty(), Place.of(text), text);
    }
  }
}
