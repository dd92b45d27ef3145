package vn.baodanh.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      TrustedProxies.of(new LinkedHashSet<>(List.of("10.0.0.0/8", "192.0.2.1", "2001:db8:1::/47")));

  private static String client(String peer, String... forwarded) {
    return PROXIES.client(peer, List.of(forwarded));
  }

  @Test
  void aTrustedProxySaysForWhomItAsks() {
    assertEquals("203.0.113.7", client("10.1.2.3", "203.0.113.7"));
    assertEquals("203.0.113.7", client("192.0.2.1", "203.0.113.7:4711"));
    assertEquals("2001:db8:9:0:0:0:0:1", client("2001:db8:0:0:0:0:0:5", "[2001:db8:9::1]:80"));
    assertEquals("203.0.113.7", client("2001:db8:1::5", "::ffff:203.0.113.7"));
  }

  @Test
  void whatAStrangerWritesCountsForNothing() {
    assertEquals("198.51.100.1", client("198.51.100.1", "203.0.113.7"));
    assertEquals("192.0.2.2", client("192.0.2.2", "203.0.113.7"));
    assertEquals("11.0.0.1", client("11.0.0.1", "203.0.113.7"));
    assertEquals("2001:db8:2::1", client("2001:db8:2::1", "203.0.113.7"));
    assertEquals(
        "127.0.0.1", TrustedProxies.of(Set.of()).client("127.0.0.1", List.of("203.0.113.7")));
  }

  @Test
  void theWayIsFollowedFromTheRightAsFarAsItIsTrusted() {
    assertEquals("198.51.100.1", client("10.1.2.3", "203.0.113.7, 198.51.100.1"));
    assertEquals("198.51.100.1", client("10.1.2.3", "203.0.113.7", "198.51.100.1, 10.9.9.9"));
    assertEquals("10.0.0.1", client("10.1.2.3", "10.0.0.1, 10.0.0.2"));
  }

  @Test
  void whatIsNoAddressEndsTheWay() {
    for (String odd :
        List.of(
            "",
            "unknown",
            "localhost",
            "7",
            "1.2",
            "1.2.3.400",
            "[::1",
            "[]",
            "fe80::1%eth0",
            "203.0.113.7/8",
            "a:b:c",
            "203.0.113.7;")) {
      assertEquals("10.1.2.3", client("10.1.2.3", odd), odd);
      assertEquals("10.1.2.3", client("10.1.2.3", "203.0.113.7, " + odd), odd);
      assertEquals("10.0.0.9", client("10.1.2.3", odd + ",10.0.0.9"), odd);
    }
    assertEquals("10.1.2.3", client("10.1.2.3"));
  }

  @Test
  void aSettingThatNamesNoBlockStopsTheService() {
    for (String odd : List.of("proxy", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "10.0.0.0/", "10")) {
      assertThrows(SettingFault.class, () -> TrustedProxies.of(Set.of(odd)), odd);
    }
    TrustedProxies.read(new Settings(Map.of("TRUSTED_PROXIES", "127.0.0.1, ::1/128")));
  }
}
