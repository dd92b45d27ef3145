package vn.baodanh.load.candidate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.IntStream;

/** Signs the candidates' RS256 tokens (RFC 7515, RFC 7518) offline, as the portal would. */
public final class TokenMint {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** 0x00 0x01 0xff… 0x00, then the DER prefix of a SHA-256 digest (RFC 8017, section 9.2). */
  private static final byte[] PADDED = padded();

  private final String issuer;
  private final String audience;
  private final String keyId;
  private final SigningKey key;
  private final Duration lifetime;
  private final String header;

  public TokenMint(
      String issuer, String audience, String keyId, SigningKey key, Duration lifetime) {
    this.issuer = issuer;
    this.audience = audience;
    this.keyId = keyId;
    this.key = key;
    this.lifetime = lifetime;
    header =
        BASE64.encodeToString(
            "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}"
                .formatted(keyId)
                .getBytes(ISO_8859_1));
  }

  public String issuer() {
    return issuer;
  }

  /** Tokens of the candidates {@code first} to {@code first + count - 1}, signed on all cores. */
  public byte[][] tokens(Crowd crowd, int first, int count, Instant now) {
    var tokens = new byte[count][];
    IntStream.range(0, count).parallel().forEach(i -> tokens[i] = token(crowd, first + i, now));
    return tokens;
  }

  byte[] token(Crowd crowd, int candidate, Instant now) {
    var claims =
        """
        {"iss":"%s","sub":"%s","aud":"%s","iat":%d,"nbf":%d,"exp":%d,"jti":"%s-%d",\
        "citizen_id":"%s","name":"%s","birthdate":"2008-05-17"}\
        """
            .formatted(
                issuer,
                crowd.subject(candidate),
                audience,
                now.getEpochSecond(),
                now.getEpochSecond(),
                now.plus(lifetime).getEpochSecond(),
                crowd.subject(candidate),
                now.getEpochSecond(),
                crowd.citizenNumber(candidate),
                "Thi Sinh " + candidate);
    var content = header + "." + BASE64.encodeToString(claims.getBytes(ISO_8859_1));
    return (content + "." + BASE64.encodeToString(signature(content))).getBytes(ISO_8859_1);
  }

  private byte[] signature(String content) {
    var message =
        ByteBuffer.allocate(SigningKey.BITS / 8)
            .put(PADDED)
            .put(PreferenceList.sha256(content.getBytes(ISO_8859_1)))
            .array();
    return unsigned(key.sign(new BigInteger(1, message)), SigningKey.BITS / 8);
  }

  /** The key as a JSON Web Key Set (RFC 7517). */
  public String keySet() {
    return """
    {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}\
    """
        .formatted(
            keyId,
            BASE64.encodeToString(unsigned(key.modulus(), SigningKey.BITS / 8)),
            BASE64.encodeToString(unsigned(key.publicExponent(), 3)));
  }

  private static byte[] unsigned(BigInteger number, int length) {
    var bytes = number.toByteArray();
    var fitted = new byte[length];
    int count = Math.min(length, bytes.length);
    System.arraycopy(bytes, bytes.length - count, fitted, length - count, count);
    return fitted;
  }

  private static byte[] padded() {
    var digestInfo = HexFormat.of().parseHex("3031300d060960864801650304020105000420");
    var padded = new byte[SigningKey.BITS / 8 - 32];
    Arrays.fill(padded, (byte) 0xff);
    padded[0] = 0;
    padded[1] = 1;
    padded[padded.length - digestInfo.length - 1] = 0;
    System.arraycopy(digestInfo, 0, padded, padded.length - digestInfo.length, digestInfo.length);
    return padded;
  }
}
