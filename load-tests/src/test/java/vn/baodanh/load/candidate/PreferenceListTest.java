package vn.baodanh.load.candidate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PreferenceListTest {
  private static final PreferenceList ONE =
      PreferenceList.of(List.of(new Programme("BKA", "IT1", "7480101")));

  @Test
  void listsHaveOneToFifteenDifferentProgrammesAndNineInTheMean() {
    var lists = PreferenceList.random(2000, new Random(3));
    for (var list : lists) {
      var preferences = new JsonObject(new String(list.json(), UTF_8)).getJsonArray("preferences");
      assertEquals(list.size(), new HashSet<>(preferences.getList()).size());
      assertTrue(list.size() >= 1 && list.size() <= 15);
    }
    double mean = lists.stream().mapToInt(PreferenceList::size).average().orElseThrow();
    assertEquals(9, mean, 0.2);
  }

  @Test
  void theDigestIsOverTheCanonicalLines() {
    // printf 'preferences\nBKA/IT1\n' | sha256sum
    assertEquals(
        "68dae69e5c36256fdc5ed8cc890bbd769d9cbbd5ef9a9fe90f0f2df16b6190bd",
        HexFormat.of().formatHex(ONE.digest()));
  }

  @Test
  void aRequestIsWhatTheContractAsksFor() {
    var out = ByteBuffer.allocate(1000);
    var request = new FilingRequest(new InetSocketAddress("127.0.0.1", 8080));
    request.write(out, "t.o.k".getBytes(ISO_8859_1), 0xabcdL, 1784023199999871L, ONE);
    var text = new String(out.array(), 0, out.position(), UTF_8);
    assertEquals(
        """
        PUT /v1/me/preferences HTTP/1.1
        Host: 127.0.0.1:8080
        Content-Type: application/json
        Authorization: Bearer t.o.k
        Idempotency-Key: 000000000000abcd
        If-Match: "1784023199999871"
        Content-Length: 65

        {"preferences":[{"institutionCode":"BKA","programmeCode":"IT1"}]}\
        """,
        text.replace("\r\n", "\n"));
    assertEquals("000000000000abcd", FilingRequest.keyText(0xabcdL));
  }
}
