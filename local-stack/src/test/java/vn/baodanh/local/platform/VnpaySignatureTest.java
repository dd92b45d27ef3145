package vn.baodanh.local.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VnpaySignatureTest {
  private static final String PUBLISHED =
      "vnp_Amount=1000000&vnp_BankCode=NCB&vnp_BankTranNo=VNP14422574&vnp_CardType=ATM"
          + "&vnp_OrderInfo=Thanh+toan+don+hang+2024-05-21T02%3A17%3A31.249Z"
          + "&vnp_PayDate=20240521091806&vnp_ResponseCode=00&vnp_TmnCode=TEST_TMN_CODE"
          + "&vnp_TransactionNo=14422574&vnp_TransactionStatus=00&vnp_TxnRef=1716257871703";
  private static final String PUBLISHED_HASH =
      "649982421beb422556a1374713c74e58e716ecbd05007c0c0e1f7effdfaf361d"
          + "bf146889ca446139afe11b9954c4d5c486e99e3b86fcfab6957f29eb0be72895";

  private final VnpaySignature signature = new VnpaySignature("test_secret");

  @Test
  void aPublishedNotificationHasThePublishedSignature() {
    var fields = Address.fields(PUBLISHED).orElseThrow();
    assertEquals(PUBLISHED_HASH, signature.ofFields(fields));
    assertEquals(PUBLISHED + "&vnp_SecureHash=" + PUBLISHED_HASH, signature.query(fields));
  }

  @Test
  void emptyFieldsAndTheSignaturesOwnAreNotSigned() {
    var fields = new HashMap<>(Address.fields(PUBLISHED).orElseThrow());
    fields.put("vnp_BankCode2", "");
    fields.put("vnp_SecureHash", "abc");
    fields.put("vnp_SecureHashType", "HMACSHA512");
    assertEquals(PUBLISHED_HASH, signature.ofFields(fields));
  }

  @Test
  void valuesAreSignedInTheirOrderWithStrokesBetween() {
    var expected = new Hmac("HmacSHA512", "test_secret").hex("1|2.1.0|querydr||x");
    assertEquals(expected, signature.ofValues(List.of("1", "2.1.0", "querydr", "", "x")));
  }

  @Test
  void signaturesAreComparedIgnoringCase() {
    assertTrue(VnpaySignature.same("ab12", "AB12"));
    assertFalse(VnpaySignature.same("ab12", "ab13"));
    assertFalse(VnpaySignature.same("ab12", "ab1"));
    assertFalse(VnpaySignature.same("ab12", ""));
  }
}
