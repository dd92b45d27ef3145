package vn.baodanh.load.receipt;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;

/**
 * Checks a receipt offline: {@code VerifyReceipt receipt.json heads.json}, where heads.json is what
 * {@code GET /v1/log/heads} answered, or {@code VerifyReceipt receipt.json --key BASE64}.
 */
public final class VerifyReceipt {
  private static final String USAGE =
      """
      Usage: VerifyReceipt receipt.json heads.json
             VerifyReceipt receipt.json --key BASE64
      receipt.json  answer of GET /v1/me/filings/{id}/receipt
      heads.json    answer of GET /v1/log/heads, for the published keys
      BASE64        the public key itself, 32 bytes
      """;

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out));
  }

  /** 0: it proves what it says; 1: it does not; 2: it could not be read. */
  static int run(List<String> arguments, PrintStream out) {
    boolean withFile = arguments.size() == 2;
    boolean withKey = arguments.size() == 3 && arguments.get(1).equals("--key");
    if (!withFile && !withKey) {
      out.print(USAGE);
      return 2;
    }
    try {
      var keys =
          withKey
              ? PublicKeys.only(arguments.get(2))
              : PublicKeys.published(Json.array(read(arguments.get(1)), "keys"));
      var receipt = Receipt.of(read(arguments.get(0)));
      var faults = receipt.faults(keys);
      faults.forEach(fault -> out.println("FAULT " + fault));
      if (faults.isEmpty()) {
        out.printf(
            "Verified: filing %s (%s), received %s, %s, in head %d/%d signed by %s%n",
            receipt.entry().getString("filingId"),
            receipt.entry().getString("kind"),
            receipt.entry().getString("receivedAt"),
            receipt.entry().getString("outcome"),
            receipt.head().partition(),
            receipt.head().number(),
            receipt.head().keyId());
      }
      return faults.isEmpty() ? 0 : 1;
    } catch (IOException | DecodeException | IllegalArgumentException | DateTimeException e) {
      out.println("Cannot be read: " + e);
      return 2;
    }
  }

  private static JsonObject read(String file) throws IOException {
    return new JsonObject(Files.readString(Path.of(file)));
  }

  private VerifyReceipt() {}
}
