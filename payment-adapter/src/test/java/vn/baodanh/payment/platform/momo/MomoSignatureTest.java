package vn.baodanh.payment.platform.momo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * MoMo's signatures, against vectors computed with openssl over MoMo's published order of fields.
 */
final class MomoSignatureTest {
  private static final String NOTICE =
      """
      {"orderType":"momo_wallet","amount":45000,"partnerCode":"PARTNER","orderId":"01K3ZAHM2QX5T7RN",
       "extraData":"","transId":14000001,"responseTime":1784186130123,"resultCode":0,
       "message":"Thành công.","payType":"qr","requestId":"01K3ZAHM2QX5T7RN",
       "orderInfo":"BaoDanh01K3ZAHM2QX5T7RN","signature":"%s"}
      """;
  private static final String HASH =
      "cb6595f290f0eb20563dab9412bdb7e86195dd9fc747226d0f1e52ae8dbda0a5";
  private static final MomoSignature SIGNATURE = signature("test_secret", Optional.empty());

  private static MomoSignature signature(String secret, Optional<String> other) {
    URI nowhere = URI.create("http://127.0.0.1:1/");
    return new MomoSignature(
        new MomoSettings(
            "PARTNER", "AK", secret, other, nowhere, nowhere, nowhere, nowhere, Duration.ZERO));
  }

  @Test
  void theVectorsAreSignedAsPublished() {
    assertTrue(isGood(SIGNATURE, HASH));
    assertTrue(isGood(SIGNATURE, HASH.toUpperCase(Locale.ROOT)));
    Map<String, String> refund =
        Map.of(
            "amount", "45000",
            "description", "",
            "orderId", "R1",
            "partnerCode", "PARTNER",
            "requestId", "R1",
            "transId", "14000001");
    assertEquals(
        "c3b814d78559d9e482b33c57d5a176b1e1a60c34da21b9b93c8ad3e7916576ff",
        SIGNATURE.of(MomoSignature.REFUND, name -> refund.getOrDefault(name, "")));
  }

  @Test
  void noOtherSignatureIsGood() {
    for (int i = 0; i < HASH.length(); i++) {
      char other = HASH.charAt(i) == '0' ? '1' : '0';
      assertFalse(isGood(SIGNATURE, HASH.substring(0, i) + other + HASH.substring(i + 1)));
    }
    for (String bad : List.of("", HASH.substring(1), HASH + "0", "0".repeat(64), "é" + HASH)) {
      assertFalse(isGood(SIGNATURE, bad), bad);
    }
  }

  @Test
  void whileASecretIsChangedEitherIsGood() {
    assertTrue(isGood(signature("next", Optional.of("test_secret")), HASH));
    assertTrue(isGood(signature("test_secret", Optional.of("next")), HASH));
    assertFalse(isGood(signature("next", Optional.empty()), HASH));
  }

  @Test
  void aFieldThatIsThereTwiceOrNeitherTextNorWholeNumberCannotBeRead() {
    String good = NOTICE.formatted(HASH);
    assertTrue(MomoFields.ofJson(good.getBytes(UTF_8)).isPresent());
    for (String name : new JsonObject(good).fieldNames()) {
      String twice = good.strip().replaceFirst("}$", ",\"" + name + "\":\"\"}");
      assertTrue(MomoFields.ofJson(twice.getBytes(UTF_8)).isEmpty(), twice);
    }
    for (String bad :
        List.of("45000.0", "4.5e4", "true", "null", "[45000]", "{}", "1".repeat(21))) {
      String body = good.replace("45000", bad);
      assertTrue(MomoFields.ofJson(body.getBytes(UTF_8)).isEmpty(), body);
    }
  }

  private static boolean isGood(MomoSignature signature, String hash) {
    return MomoFields.ofJson(NOTICE.formatted(hash).getBytes(UTF_8))
        .filter(signature::isGood)
        .isPresent();
  }
}
