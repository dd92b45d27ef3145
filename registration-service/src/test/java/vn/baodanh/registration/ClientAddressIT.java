package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * From where a filing came, as the candidate's history shows it, behind a proxy and without one.
 */
class ClientAddressIT {
  private static final String FIELD = "X-Forwarded-For";

  private static Stack stack;
  private static Node inTheOpen;
  private static Node behindAProxy;

  @BeforeAll
  static void start() {
    stack = new Stack("client_address_it");
    inTheOpen = stack.node();
    behindAProxy = stack.node("TRUSTED_PROXIES", "127.0.0.1,10.0.0.0/8");
    stack.openWindow();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static String from(Device device, String... headers) {
    Answer kept = device.file("key-00000001", 0, Lists.ONE, headers).expect(202);
    Stack.eventually("recorded", () -> stack.journal().containsKey(kept.id()));
    JsonObject filing =
        device.get("/v1/me/filings").expect(200).json().getJsonArray("filings").getJsonObject(0);
    return filing.getString("from");
  }

  @Test
  void whatAStrangerSaysOfWhereItIsCountsForNothing() {
    assertEquals("127.0.0.1", from(inTheOpen.of("stranger"), FIELD, "203.0.113.7"));
    assertEquals("127.0.0.1", from(inTheOpen.of("silent")));
  }

  @Test
  void aProxyOfOursSaysForWhomItAsksAndWhatItsClientMadeUpCountsForNothing() {
    assertEquals("203.0.113.7", from(behindAProxy.of("one"), FIELD, "203.0.113.7"));
    assertEquals(
        "203.0.113.7", from(behindAProxy.of("two"), FIELD, "198.51.100.1, 203.0.113.7, 10.1.1.1"));
    assertEquals("127.0.0.1", from(behindAProxy.of("three"), FIELD, "198.51.100.1, nonsense"));
    assertEquals("127.0.0.1", from(behindAProxy.of("four")));
  }
}
