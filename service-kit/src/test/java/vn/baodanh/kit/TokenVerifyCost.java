package vn.baodanh.kit;

import java.net.URI;
import java.security.Signature;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;

/**
 * Measures what one verification costs, with and without what surrounds the signature. Run by hand.
 */
final class TokenVerifyCost {

  private TokenVerifyCost() {}

  public static void main(String[] args) throws Exception {
    var issuer = new TestIssuer().withRsa("k1");
    var keys = TokenKeys.read(issuer.jwks());
    var settings =
        new TokenSettings(
            TestIssuer.ISSUER, TestIssuer.AUDIENCE, URI.create("http://unused.example"), 0, 2);
    var judge = new TokenJudge(settings, () -> keys, Clock.fixed(TestIssuer.NOW, ZoneOffset.UTC));
    var tokens = new ArrayList<String>();
    for (int i = 0; i < 2_000; i++) {
      tokens.add(
          TestIssuer.token("k1")
              .subject("p-" + i)
              .expiration(Date.from(TestIssuer.NOW.plusSeconds(3600 + i)))
              .signWith(issuer.pair("k1").getPrivate())
              .compact());
    }
    System.out.println("token of " + tokens.getFirst().length() + " characters");
    for (int round = 1; round <= 5; round++) {
      long whole = System.nanoTime();
      for (int i = 0; i < 20_000; i++) {
        judge.judge(tokens.get(i % tokens.size()));
      }
      whole = System.nanoTime() - whole;
      long signature = System.nanoTime();
      for (int i = 0; i < 20_000; i++) {
        verifyOnly(tokens.get(i % tokens.size()), issuer);
      }
      signature = System.nanoTime() - signature;
      System.out.printf(
          "round %d: judge %.1f µs, RS256 signature alone %.1f µs, the rest %.1f µs%n",
          round, whole / 20e6, signature / 20e6, (whole - signature) / 20e6);
    }
  }

  private static void verifyOnly(String compact, TestIssuer issuer) throws Exception {
    int dot = compact.lastIndexOf('.');
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(issuer.pair("k1").getPublic());
    signature.update(
        compact.substring(0, dot).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    if (!signature.verify(Base64.getUrlDecoder().decode(compact.substring(dot + 1)))) {
      throw new AssertionError("signature");
    }
  }
}
