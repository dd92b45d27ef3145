package vn.baodanh.local.portal;

/**
 * What a simulated portal is told.
 *
 * @param port of 127.0.0.1; 0 for any free one
 * @param audience who access tokens are for
 * @param seed which test people it knows
 * @param people how many of them can sign in, 1 to {@link TestPeople#MOST}
 */
public record PortalSettings(int port, String audience, long seed, int people) {
  public PortalSettings {
    if (people < 1 || people > TestPeople.MOST) {
      throw new IllegalArgumentException("people: 1 to " + TestPeople.MOST + ", not " + people);
    }
  }

  /** For a test: a free port, audience {@code baodanh}, as many people as there can be. */
  public static PortalSettings forTest(long seed) {
    return new PortalSettings(0, "baodanh", seed, TestPeople.MOST);
  }

  PortalSettings withPort(int actual) {
    return new PortalSettings(actual, audience, seed, people);
  }

  String issuer() {
    return "http://127.0.0.1:" + port;
  }
}
