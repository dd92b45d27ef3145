package vn.baodanh.registration.catalogue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import vn.baodanh.registration.approval.Effect;
import vn.baodanh.registration.approval.Proposal;
import vn.baodanh.registration.catalogue.CatalogueStore.Committed;
import vn.baodanh.registration.following.Versions;

/**
 * Makes an approved file the next version of the catalogue, if the version that it was compared to
 * is still the newest.
 */
public final class CommitVersion implements Effect {
  /** The kind of proposal. */
  public static final String KIND = "catalogue";

  /**
   * Its transaction ends within 4 s; 5 s later every node knows it, or has stopped answering
   * (decision 0005).
   */
  static final Duration AHEAD = Duration.ofSeconds(9);

  /** A node holds every version that waits for its moment in memory. */
  private static final int MOST_UPCOMING = 4;

  private final Versions versions;

  /**
   * @param versions of the catalogue, foretold before they are added
   */
  public CommitVersion(Versions versions) {
    this.versions = versions;
  }

  @Override
  public Future<Void> apply(SqlConnection tx, Proposal proposal) {
    JsonObject content = proposal.content();
    int base = content.getInteger("base");
    var effectiveAt = Optional.ofNullable(content.getString("effectiveAt")).map(Instant::parse);
    var digest = Buffer.buffer(HexFormat.of().parseHex(content.getString("digest")));
    return Versions.limit(tx)
        .compose(limited -> CatalogueStore.commit(tx, base, effectiveAt, proposal.id()))
        .compose(committed -> {
          judge(committed.orElseThrow(UploadProblems::movedOn));
          return versions.foretell(base + 1);
        })
        .compose(told -> CatalogueStore.addParts(tx, base, content.getString("kind"), digest));
  }

  private static void judge(Committed committed) {
    if (committed.ahead().compareTo(AHEAD) < 0) {
      throw UploadProblems.tooLate();
    }
    if (!committed.isAfterLatest()) {
      throw UploadProblems.notAfterLatest();
    }
    if (committed.upcoming() >= MOST_UPCOMING) {
      throw UploadProblems.tooManyUpcoming();
    }
  }
}
