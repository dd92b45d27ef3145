package vn.baodanh.load.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReceiptTest {
  private final SelfMade log = new SelfMade();
  private final PublicKeys keys = PublicKeys.published(log.publishedKeys());

  @Test
  void everyReceiptOfBatchesOfAllSizesIsVerified() {
    for (int size : List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 33, 100)) {
      for (var receipt : log.batch(size).receipts()) {
        assertEquals(List.of(), Receipt.of(receipt).faults(keys), receipt::encodePrettily);
      }
    }
  }

  @Test
  void aRegistrationAndItsWithdrawalAreVerified() {
    var receipts = log.registrations().receipts();
    for (var receipt : receipts) {
      assertEquals(List.of(), Receipt.of(receipt).faults(keys), receipt::encodePrettily);
    }
    entry(receipts.getFirst()).getJsonObject("registration").put("fullName", "Nguyễn Văn Bình");
    assertFalse(Receipt.of(receipts.getFirst()).faults(keys).isEmpty());
    entry(receipts.getLast()).remove("withdrawn");
    entry(receipts.getLast()).put("registration", new JsonObject());
    assertFalse(Receipt.of(receipts.getLast()).faults(keys).isEmpty());
  }

  @Test
  void noFieldCanBeChanged() {
    tampered(
        "filingId",
        receipt -> entry(receipt).put("filingId", "11112222-3333-8444-0000-000000000099"));
    tampered(
        "candidateId",
        receipt -> entry(receipt).put("candidateId", "11112222-3333-8444-0000-000000000099"));
    tampered("partition", receipt -> entry(receipt).put("partition", 3));
    tampered("seq", receipt -> entry(receipt).put("seq", entry(receipt).getLong("seq") + 1));
    tampered("order", receipt -> entry(receipt).put("order", "1784023199999872"));
    tampered(
        "receivedAt", receipt -> entry(receipt).put("receivedAt", "2026-07-14T09:59:59.999872Z"));
    tampered("outcome", receipt -> entry(receipt).put("outcome", "overtaken"));
    tampered(
        "kind", receipt -> entry(receipt).put("kind", "exam-registration").put("withdrawn", true));
    tampered("reason", receipt -> entry(receipt).put("reason", "x"));
    tampered("digest", receipt -> flip(entry(receipt), "digest"));
    tampered("salt", receipt -> flip(entry(receipt), "salt"));
    tampered("preferences", receipt -> entry(receipt).getJsonArray("preferences").remove(0));
    tampered(
        "programme",
        receipt ->
            entry(receipt)
                .getJsonArray("preferences")
                .getJsonObject(1)
                .put("programmeCode", "IT2"));
    tampered("leafIndex", receipt -> receipt.put("leafIndex", receipt.getLong("leafIndex") + 1));
    tampered("path", receipt -> receipt.getJsonArray("path").remove(0));
    tampered("longer path", receipt -> receipt.getJsonArray("path").add("00".repeat(32)));
    tampered("no path", receipt -> receipt.put("path", new JsonArray()));
    for (var hash : List.of("root", "previous", "signature")) {
      tampered(hash, receipt -> flip(receipt.getJsonObject("head"), hash));
    }
    for (var number : List.of("partition", "number", "firstSeq", "size")) {
      tampered(number, receipt -> raise(receipt.getJsonObject("head"), number));
    }
    tampered(
        "recordedAt",
        receipt -> receipt.getJsonObject("head").put("recordedAt", "2026-07-14T10:00:00.204114Z"));
    tampered("keyId", receipt -> receipt.getJsonObject("head").put("keyId", "k2"));
  }

  private void tampered(String what, Consumer<JsonObject> change) {
    for (var receipt : log.batch(5).receipts()) {
      change.accept(receipt);
      assertFalse(Receipt.of(receipt).faults(keys).isEmpty(), "Went unnoticed: " + what);
    }
  }

  private static JsonObject entry(JsonObject receipt) {
    return receipt.getJsonObject("entry");
  }

  private static void raise(JsonObject json, String name) {
    json.put(name, json.getLong(name) + 1);
  }

  private static void flip(JsonObject json, String name) {
    var hex = json.getString(name);
    json.put(name, (hex.charAt(0) == '0' ? "1" : "0") + hex.substring(1));
  }

  @Test
  void anotherKeyVerifiesNothing() {
    var receipt = Receipt.of(log.batch(1).receipts().getFirst());
    assertEquals(List.of(), receipt.faults(PublicKeys.only(log.publicKey())));
    assertEquals(
        List.of("head: not signed by the published key"),
        receipt.faults(PublicKeys.only(new SelfMade().publicKey())));
  }

  @Test
  void aChainIsWholeOrSaysWhereItBreaks() {
    var first = Head.of(log.batch(3).head());
    var second = Head.of(log.batch(4).head());
    var third = Head.of(log.batch(5).head());
    var whole = new Chain(2, keys);
    assertTrue(whole.follow(first).isEmpty());
    assertTrue(whole.follow(second).isEmpty());
    assertTrue(whole.follow(third).isEmpty());
    assertEquals(12, whole.filings());
    var gap = new Chain(2, keys);
    assertTrue(gap.follow(first).isEmpty());
    assertEquals("head 2/3: follows number 1", gap.follow(third).orElseThrow());
    var late = new Chain(2, keys);
    assertEquals("head 2/2: follows number 0", late.follow(second).orElseThrow());
  }

  @Test
  void theProgramSaysWhatItFound(@TempDir Path directory) throws IOException {
    var receipt = log.batch(3).receipts().get(1);
    var file = Files.writeString(directory.resolve("receipt.json"), receipt.encode());
    var heads =
        Files.writeString(
            directory.resolve("heads.json"),
            new JsonObject().put("keys", log.publishedKeys()).encode());
    assertTrue(said(0, file.toString(), heads.toString()).startsWith("Verified: filing 11112222"));
    assertTrue(said(0, file.toString(), "--key", log.publicKey()).startsWith("Verified"));
    flip(entry(receipt), "salt");
    Files.writeString(file, receipt.encode());
    assertEquals(
        "FAULT root: the entry is not under the head's root\n",
        said(1, file.toString(), heads.toString()));
    entry(receipt).remove("salt");
    Files.writeString(file, receipt.encode());
    assertTrue(said(2, file.toString(), heads.toString()).contains("\"salt\" is missing"));
    assertTrue(said(2).startsWith("Usage"));
  }

  private static String said(int status, String... arguments) {
    var out = new ByteArrayOutputStream();
    assertEquals(status, VerifyReceipt.run(List.of(arguments), new PrintStream(out)));
    return out.toString(StandardCharsets.UTF_8);
  }
}
