package vn.baodanh.registration.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordingTest {
  private static final JsonObject LIST = new JsonObject().put("filed", 1);

  @Test
  void everyKindHasWordsInBothLanguages() {
    for (MessageKind kind : MessageKind.values()) {
      Notice notice = Wording.of(kind, new JsonObject());
      for (String words :
          List.of(notice.title(), notice.titleEn(), notice.text(), notice.textEn())) {
        assertFalse(words.isBlank() || words.contains("null"), kind + ": " + words);
      }
      assertEquals(kind, MessageKind.of(kind.text()));
    }
  }

  @Test
  void aRefusalSaysWhyAlsoWhereTheReasonHasNoWords() {
    JsonObject stale = LIST.copy().put("reason", "stale-version");
    assertTrue(Wording.of(MessageKind.FILING_REFUSED, stale).text().contains("ở nơi khác"));
    JsonObject odd = LIST.copy().put("reason", "something-new");
    assertTrue(Wording.of(MessageKind.FILING_REFUSED, odd).textEn().contains("something-new"));
  }

  @Test
  void timesOfAWindowAreVietnams() {
    JsonObject window =
        new JsonObject()
            .put("step", "preferences")
            .put("opens", "2026-07-01T17:00:00Z")
            .put("closes", "2026-07-14T10:00:00Z");
    String text = Wording.of(MessageKind.WINDOW_CHANGED, window).text();
    assertTrue(text.contains("từ 00:00 02/07/2026 đến trước 17:00 14/07/2026"), text);
  }

  @Test
  void severalPiecesOfNewsAreOneLetterUnderTheNewest() {
    Notice letter =
        Wording.of(
            List.of(
                new Outbox.Told(MessageKind.FILING_APPLIED, LIST),
                new Outbox.Told(MessageKind.FILING_OVERTAKEN, LIST)));
    assertEquals("Your list of preferences counts", letter.titleEn());
    assertEquals(2, letter.textEn().lines().filter(line -> line.startsWith("- ")).count());
  }
}
