package vn.baodanh.load.play;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Two operators of the Ministry who change windows together: one proposes, the other approves. */
public final class Operators {
  private static final Duration HEARD_WITHIN = Duration.ofSeconds(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Api api;
  private final String proposer;
  private final String approver;

  /**
   * @param proposer one's token
   * @param approver the other's
   */
  public Operators(Api api, String proposer, String approver) {
    this.api = api;
    this.proposer = proposer;
    this.approver = approver;
  }

  /**
   * Makes a change happen, 10 s after this returns.
   *
   * @return the proposal's id
   */
  public UUID change(JsonObject change) {
    var key = UUID.randomUUID().toString();
    return approve(api.post("/v1/operations/window-changes", proposer, key, change.encode()));
  }

  private UUID approve(Reply proposed) {
    require(proposed, 202);
    var id = proposed.body().getString("id");
    var approved =
        api.post("/v1/operations/proposals/" + id + "/approval", approver, "approve-" + id, "{}");
    require(approved, 200);
    return UUID.fromString(id);
  }

  /** Gives somebody a national role for a day. */
  void grant(String subject, String role) {
    var grant =
        new JsonObject()
            .put("subject", subject)
            .put("role", role)
            .put(
                "until",
                Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS).toString())
            .put("note", "play");
    approve(api.post("/v1/grants", proposer, UUID.randomUUID().toString(), grant.encode()));
  }

  /** Waits until the service has heard of a window that a change has made, some 10 s ahead. */
  void awaitWindow(String id) {
    long end = System.nanoTime() + HEARD_WITHIN.toNanos();
    while (!knows(id)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the service does not show operators the window " + id);
      }
      Api.pause(LOOK_EVERY);
    }
  }

  private boolean knows(String id) {
    var reply = api.get("/v1/operations/windows", proposer);
    require(reply, 200);
    return reply.body().getJsonArray("windows").stream()
        .anyMatch(window -> ((JsonObject) window).getString("id").equals(id));
  }

  private static void require(Reply reply, int status) {
    if (reply.status() != status) {
      throw new IllegalStateException("an operator was answered " + reply);
    }
  }
}
