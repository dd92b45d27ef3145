package vn.baodanh.local.platform;

import java.util.Map;
import java.util.regex.Pattern;

/** What VNPAY lets a merchant write in each field. */
final class VnpayFormats {
  private static final Pattern DATE = Pattern.compile("[0-9]{14}");
  private static final Pattern AMOUNT = Pattern.compile("[1-9][0-9]{0,9}00");
  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{7,45}");
  private static final Pattern INFO = Pattern.compile("[A-Za-z0-9 .,:_-]{1,255}");
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9]{1,32}");
  private static final Pattern TMN_CODE = Pattern.compile("[A-Za-z0-9]{8}");
  private static final Pattern VERSION = Pattern.compile("2\\.1\\.0");

  static final Map<String, Pattern> PAY =
      Map.ofEntries(
          Map.entry("vnp_Version", VERSION),
          Map.entry("vnp_Command", Pattern.compile("pay")),
          Map.entry("vnp_TmnCode", TMN_CODE),
          Map.entry("vnp_Amount", AMOUNT),
          Map.entry("vnp_CurrCode", Pattern.compile("VND")),
          Map.entry("vnp_CreateDate", DATE),
          Map.entry("vnp_ExpireDate", DATE),
          Map.entry("vnp_IpAddr", ADDRESS),
          Map.entry("vnp_Locale", Pattern.compile("vn|en")),
          Map.entry("vnp_OrderInfo", INFO),
          Map.entry("vnp_OrderType", Pattern.compile("[A-Za-z0-9]{1,100}")),
          Map.entry("vnp_ReturnUrl", Pattern.compile("https?://.{3,248}")),
          Map.entry("vnp_TxnRef", REFERENCE));

  static final Map<String, Pattern> QUERY =
      Map.of(
          "vnp_RequestId", REQUEST_ID,
          "vnp_Version", VERSION,
          "vnp_Command", Pattern.compile("querydr"),
          "vnp_TmnCode", TMN_CODE,
          "vnp_TxnRef", REFERENCE,
          "vnp_TransactionDate", DATE,
          "vnp_CreateDate", DATE,
          "vnp_IpAddr", ADDRESS,
          "vnp_OrderInfo", INFO);

  static final Map<String, Pattern> REFUND =
      Map.ofEntries(
          Map.entry("vnp_RequestId", REQUEST_ID),
          Map.entry("vnp_Version", VERSION),
          Map.entry("vnp_Command", Pattern.compile("refund")),
          Map.entry("vnp_TmnCode", TMN_CODE),
          Map.entry("vnp_TransactionType", Pattern.compile("02|03")),
          Map.entry("vnp_TxnRef", REFERENCE),
          Map.entry("vnp_Amount", AMOUNT),
          Map.entry("vnp_TransactionNo", Pattern.compile("[0-9]{0,15}")),
          Map.entry("vnp_TransactionDate", DATE),
          Map.entry("vnp_CreateBy", Pattern.compile("[A-Za-z0-9 @.:_-]{1,245}")),
          Map.entry("vnp_CreateDate", DATE),
          Map.entry("vnp_IpAddr", ADDRESS),
          Map.entry("vnp_OrderInfo", INFO));

  private VnpayFormats() {}

  /** Whether each field of the formats is there (an absent one counts as empty) and fits. */
  static boolean fit(Map<String, Pattern> formats, Map<String, String> fields) {
    return formats.entrySet().stream()
        .allMatch(format ->
            format.getValue().matcher(fields.getOrDefault(format.getKey(), "")).matches());
  }
}
