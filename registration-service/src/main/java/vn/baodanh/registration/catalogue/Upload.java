package vn.baodanh.registration.catalogue;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import vn.baodanh.registration.approval.Draft;
import vn.baodanh.registration.approval.Proposal;
import vn.baodanh.registration.filing.Micros;

/**
 * A file that an operator sends in to become part of the catalogue.
 *
 * @param digest of the file: SHA-256 in hexadecimal digits
 * @param effectiveAt from when on it shall be in force; empty for soon after its approval
 * @param note why, for who approves it
 * @param key the request's Idempotency-Key
 */
record Upload(
    Kind kind, byte[] file, String digest, Optional<Instant> effectiveAt, String note, String key) {

  /** The contract has judged parameters and size. */
  static Upload of(RoutingContext ctx) {
    byte[] file = requireNonNull(ctx.body().buffer()).getBytes();
    var request = ctx.request();
    return new Upload(
        Kind.named(requireNonNull(ctx.pathParam("kind"))).orElseThrow(),
        file,
        HexFormat.of().formatHex(Sha256.of(file)),
        Optional.ofNullable(request.getParam("effectiveAt")).map(Upload::instant),
        request.getParam("note", ""),
        requireNonNull(request.getHeader("Idempotency-Key")));
  }

  /** As the database keeps it. */
  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      throw UploadProblems.notAMoment();
    }
  }

  Draft draft(JsonObject content) {
    return new Draft(CommitVersion.KIND, content, note, key);
  }

  /**
   * What is proposed, for who decides and for {@link CommitVersion}: this file instead of the one
   * of that version.
   */
  JsonObject content(int base, Table table, Diff diff) {
    var content =
        new JsonObject()
            .put("kind", kind.path())
            .put("digest", digest)
            .put("base", base)
            .put("lines", table.lines().size())
            .mergeIn(diff.toJson());
    effectiveAt.ifPresent(at -> content.put("effectiveAt", text(at)));
    return content;
  }

  /** Whether this proposal came from the same request. */
  boolean wasProposedAs(Proposal proposal) {
    return proposal.kind().equals(CommitVersion.KIND)
        && proposal.note().equals(note)
        && digest.equals(proposal.content().getString("digest"))
        && kind.path().equals(proposal.content().getString("kind"))
        && effectiveAt
            .map(Upload::text)
            .equals(Optional.ofNullable(proposal.content().getString("effectiveAt")));
  }

  private static String text(Instant instant) {
    return Micros.text(Micros.of(instant));
  }
}
