package vn.baodanh.load.play;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import vn.baodanh.load.payments.PlatformClient;

/** One candidate's way from the counted list to the paid fee, or not. */
final class FeeStory {
  private static final Duration LONGEST_COUNT = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(700);

  /** How it goes, and how often in a hundred. */
  enum Plot {
    PAYS(55),
    FAILS_THEN_PAYS(10),
    CANCELS(10),
    PAYS_TWICE(10),
    NOTIFICATION_IS_LOST(10),
    RELATIVE_PAYS(5);

    private final int share;

    Plot(int share) {
      this.share = share;
    }

    static Plot drawn(SplittableRandom random) {
      int left = random.nextInt(100);
      for (var plot : values()) {
        left -= plot.share;
        if (left < 0) {
          return plot;
        }
      }
      throw new IllegalStateException("shares do not sum to 100");
    }
  }

  private final Api api;
  private final PlatformClient platform;
  private final String token;
  private final Plot plot;
  private String status = "none";

  FeeStory(Api api, PlatformClient platform, String token, Plot plot) {
    this.api = api;
    this.platform = platform;
    this.token = token;
    this.plot = plot;
  }

  Plot plot() {
    return plot;
  }

  /** Asks for the bill until the list is counted, and does as the plot says. */
  void play() {
    var bill = bill();
    status = bill.getString("status");
    if (!status.equals("to-pay")) {
      return;
    }
    switch (plot) {
      case PAYS -> visit(begin(), "pay");
      case FAILS_THEN_PAYS -> {
        visit(begin(), "fail");
        visit(begin(), "pay");
      }
      case CANCELS -> visit(begin(), "cancel");
      case PAYS_TWICE -> {
        var one = begin();
        var other = begin();
        visit(one, "pay");
        visit(other, "pay");
      }
      case NOTIFICATION_IS_LOST -> visit(begin(), "pay", "ipn-lost");
      case RELATIVE_PAYS -> visit(beginByLink(bill), "pay");
    }
  }

  private JsonObject bill() {
    long end = System.nanoTime() + LONGEST_COUNT.toNanos();
    while (true) {
      var reply = api.post("/v1/me/bill", token);
      if (reply.status() < 300) {
        return reply.body();
      }
      boolean later =
          Set.of("preferences-open", "still-counting", "payment-being-recorded")
              .contains(reply.code());
      if (!later || System.nanoTime() > end) {
        throw new IllegalStateException("a bill was answered " + reply);
      }
      Api.pause(PAUSE);
    }
  }

  /** Asked twice with one key it is one attempt. */
  private String begin() {
    var key = UUID.randomUUID().toString();
    var first = payment(api.post("/v1/me/bill/payments", token, key, wish()));
    var again = payment(api.post("/v1/me/bill/payments", token, key, wish()));
    if (!first.getString("reference").equals(again.getString("reference"))) {
      throw new IllegalStateException("one key, two payments: " + first + " " + again);
    }
    return first.getString("address");
  }

  private String beginByLink(JsonObject standing) {
    var key = UUID.randomUUID().toString();
    var link = api.post("/v1/me/bill/links", token, key, "{}");
    var path = "/v1/payment-links/" + link.body().getString("token");
    var seen = api.getPublic(path).body();
    if (!seen.getLong("amount").equals(standing.getJsonObject("bill").getLong("amount"))) {
      throw new IllegalStateException("a link shows " + seen);
    }
    return payment(api.postPublic(path + "/payments", key, wish())).getString("address");
  }

  private static String wish() {
    return new JsonObject().put("platform", "vnpay").put("language", "vi").encode();
  }

  private static JsonObject payment(Reply reply) {
    if (reply.status() >= 300) {
      throw new IllegalStateException("a payment was answered " + reply);
    }
    return reply.body();
  }

  private void visit(String address, String wish, String... faults) {
    platform.visit(address, wish, Set.of(faults));
  }

  /** Whether the candidate sees in the end what is so; to be asked when all is at rest. */
  boolean endsWell() {
    var standing = api.get("/v1/me/bill", token).body();
    status = standing.getString("status");
    boolean paid = status.equals("paid") && standing.getBoolean("countsTheListOnFile");
    var list = api.get("/v1/me/preferences", token).body();
    return switch (plot) {
      case CANCELS -> status.equals("to-pay") || paid;
      case PAYS_TWICE ->
          paid && list.containsKey("paidAt") && !standing.getJsonArray("refunds").isEmpty();
      case PAYS, FAILS_THEN_PAYS, NOTIFICATION_IS_LOST, RELATIVE_PAYS ->
          paid && list.containsKey("paidAt");
    };
  }

  @Override
  public String toString() {
    return plot + ": " + status;
  }
}
