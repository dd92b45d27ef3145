package vn.baodanh.registration.log;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.registration.filing.Micros;

/**
 * Receipts: a recorded filing, the way from it to the root of its batch, and the batch's signed
 * head.
 */
public final class Receipts {
  private static final HexFormat HEX = HexFormat.of();

  private final LogStore store;

  public Receipts(Pool pool) {
    this.store = new LogStore(pool);
  }

  /**
   * The receipt of this candidate's filing; empty if it is not recorded, or is not the candidate's.
   */
  public Future<Optional<JsonObject>> of(UUID candidate, UUID filing) {
    return store
        .headOf(candidate, filing)
        .compose(found ->
            found.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : store
                    .batch(found.get().head())
                    .map(batch -> Optional.of(receipt(filing, found.get(), batch))));
  }

  private static JsonObject receipt(
      UUID filing, LogStore.SignedHead signed, List<LogStore.Proven> batch) {
    MerkleTree tree = new MerkleTree(batch.stream().map(one -> one.leaf().hash()).toList());
    for (int i = 0; i < batch.size(); i++) {
      LogStore.Proven proven = batch.get(i);
      if (proven.leaf().filing().equals(filing)) {
        JsonArray path = new JsonArray();
        tree.path(i).forEach(hash -> path.add(HEX.formatHex(hash)));
        return new JsonObject()
            .put("entry", entry(proven))
            .put("leafIndex", i)
            .put("path", path)
            .put("head", signed.toJson());
      }
    }
    throw new IllegalStateException("the filing is not in the batch that its row names");
  }

  private static JsonObject entry(LogStore.Proven proven) {
    Leaf leaf = proven.leaf();
    JsonObject entry =
        new JsonObject()
            .put("filingId", leaf.filing().toString())
            .put("candidateId", proven.candidate().toString())
            .put("partition", leaf.partition())
            .put("seq", leaf.seq())
            .put("order", Long.toString(leaf.orderUs()))
            .put("receivedAt", Micros.text(leaf.receivedUs()))
            .put("outcome", leaf.outcome().text())
            .put("reason", leaf.reason())
            .put("digest", HEX.formatHex(proven.digest()))
            .put("salt", HEX.formatHex(proven.salt()))
            .put("kind", proven.kind().text());
    return Contents.putInto(entry, proven.kind(), proven.content());
  }
}
