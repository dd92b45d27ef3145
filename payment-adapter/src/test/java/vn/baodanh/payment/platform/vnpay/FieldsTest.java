package vn.baodanh.payment.platform.vnpay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.baodanh.payment.platform.Secrets;

/** Signatures of queries, against the vector of the platform's public pages. */
final class FieldsTest {
  private static final String QUERY =
      "vnp_Amount=1000000&vnp_BankCode=NCB&vnp_BankTranNo=VNP14422574&vnp_CardType=ATM"
          + "&vnp_OrderInfo=Thanh+toan+don+hang+2024-05-21T02%3A17%3A31.249Z"
          + "&vnp_PayDate=20240521091806&vnp_ResponseCode=00&vnp_TmnCode=TEST_TMN_CODE"
          + "&vnp_TransactionNo=14422574&vnp_TransactionStatus=00&vnp_TxnRef=1716257871703";
  private static final String HASH =
      "649982421beb422556a1374713c74e58e716ecbd05007c0c0e1f7effdfaf361d"
          + "bf146889ca446139afe11b9954c4d5c486e99e3b86fcfab6957f29eb0be72895";
  private static final String SPACES_AS_20 =
      Secrets.sha512("test_secret", Optional.empty()).sign(QUERY.replace("+", "%20"));
  private static final Secrets SECRETS = Secrets.sha512("test_secret", Optional.empty());

  @Test
  void theVectorIsSignedAsPublished() {
    assertEquals(
        QUERY + "&vnp_SecureHash=" + HASH, Fields.parse(QUERY).orElseThrow().signedQuery(SECRETS));
    assertTrue(isGood(QUERY, HASH));
  }

  @Test
  void theOrderOfFieldsAndTheCaseOfDigitsDoNotMatter() {
    List<String> fields = Arrays.asList(QUERY.split("&"));
    assertTrue(isGood(String.join("&", fields.reversed()), HASH.toUpperCase(Locale.ROOT)));
    assertTrue(isGood(QUERY.replace("%3A", "%3a"), HASH));
    assertTrue(isGood(QUERY.replace("NCB", "%4E%43%42"), HASH));
  }

  @Test
  void aSpaceMayBeSentAndSignedEitherWay() {
    for (String query : List.of(QUERY, QUERY.replace("+", "%20"))) {
      assertTrue(isGood(query, HASH), query);
      assertTrue(isGood(query, SPACES_AS_20), query);
    }
  }

  @Test
  void whatIsEmptyOrNotThePlatformsIsNotSigned() {
    assertTrue(isGood(QUERY + "&vnp_Empty=&utm_source=mail", HASH));
    assertTrue(isGood(QUERY + "&vnp_SecureHashType=HmacSHA512", HASH));
  }

  @Test
  void aFieldThatIsMissingChangedOrThereTwiceBreaksTheSignature() {
    List<String> fields = Arrays.asList(QUERY.split("&"));
    for (String field : fields) {
      String without =
          fields.stream().filter(other -> !other.equals(field)).collect(Collectors.joining("&"));
      assertFalse(isGood(without, HASH), "without " + field);
      String name = field.substring(0, field.indexOf('='));
      String value = field.substring(name.length() + 1);
      for (String changed :
          List.of(
              value + "0",
              value.substring(1),
              value + "%00",
              "+" + value,
              value + "x".repeat(3_000),
              value.toLowerCase(Locale.ROOT) + "-")) {
        assertFalse(isGood(without + "&" + name + "=" + changed, HASH), name + "=" + changed);
      }
      assertFalse(isGood(QUERY + "&" + field, HASH), field + " twice");
      assertFalse(isGood(field + "&" + QUERY, HASH), field + " twice");
      assertFalse(isGood(without + "&" + name.toUpperCase(Locale.ROOT) + "=" + value, HASH));
      assertFalse(isGood(QUERY.replace(value, value + "%zz"), HASH), "not encoded " + field);
    }
    assertFalse(isGood(QUERY + "&vnp_More=1", HASH));
  }

  @Test
  void noOtherSignatureIsGood() {
    for (int i = 0; i < HASH.length(); i++) {
      char other = HASH.charAt(i) == '0' ? '1' : '0';
      assertFalse(
          isGood(QUERY, HASH.substring(0, i) + other + HASH.substring(i + 1)), "digit " + i);
    }
    for (String bad : List.of("", HASH.substring(1), HASH + "0", "0".repeat(128), "é" + HASH)) {
      assertFalse(isGood(QUERY, bad), bad);
    }
    assertFalse(Fields.parse(QUERY).orElseThrow().isSigned(SECRETS), "none at all");
    assertFalse(isGood(QUERY, HASH + "&vnp_SecureHash=" + HASH), "twice");
  }

  @Test
  void whileASecretIsChangedEitherIsGoodAndOneSigns() {
    Secrets changing = Secrets.sha512("next_secret", Optional.of("test_secret"));
    Fields old = Fields.parse(QUERY + "&vnp_SecureHash=" + HASH).orElseThrow();
    assertTrue(old.isSigned(changing));
    Secrets changed = Secrets.sha512("next_secret", Optional.empty());
    assertFalse(old.isSigned(changed));
    String signed = Fields.parse(QUERY).orElseThrow().signedQuery(changing);
    assertTrue(Fields.parse(signed).orElseThrow().isSigned(changed));
    assertTrue(
        Fields.parse(signed)
            .orElseThrow()
            .isSigned(Secrets.sha512("test_secret", Optional.of("next_secret"))));
  }

  private static boolean isGood(String query, String hash) {
    return Fields.parse(query + "&vnp_SecureHash=" + hash)
        .filter(fields -> fields.isSigned(SECRETS))
        .isPresent();
  }
}
