package vn.baodanh.load.payments;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * People who send money back: one says how much, another lets it go. The first tries to do it all
 * alone, which must fail; and both do everything twice at the same time.
 */
public final class Finance {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Client client;
  private final String maker;
  private final String checker;
  private volatile boolean over;

  Finance(Client client, CallerKey key) {
    this(
        client,
        key.token("an", "finance", "finance-approver"),
        key.token("binh", "finance-approver"));
  }

  private Finance(Client client, String maker, String checker) {
    this.client = client;
    this.maker = maker;
    this.checker = checker;
  }

  /**
   * Two people by the tokens that registration-service gave them.
   *
   * @param adapter its address
   * @param maker of one who may release, too, and must not what he prepared
   */
  public static Finance at(String adapter, String maker, String checker) {
    return new Finance(new Client(adapter), maker, checker);
  }

  private record Case(String id, long amount) {}

  private interface Step {
    Client.Answer of(Case one);
  }

  /** Works until it is told to stop. */
  public void work() {
    while (!over) {
      twice(cases("open"), one -> post(maker, one, "preparation", amount(one)))
          .forEach(done -> done.expect(200));
      var prepared = cases("prepared");
      twice(prepared, one -> post(maker, one, "release", new JsonObject()))
          .forEach(refused -> refused.expect(409));
      twice(prepared, one -> post(checker, one, "release", new JsonObject()))
          .forEach(done -> done.expect(200));
      pause();
    }
  }

  public void stop() {
    over = true;
  }

  private List<Case> cases(String state) {
    var cases = new ArrayList<Case>();
    var page =
        client
            .get("/v1/refunds?limit=100&state=" + state, maker)
            .expect(200)
            .getJsonArray("refunds");
    for (int i = 0; i < page.size(); i++) {
      var one = page.getJsonObject(i);
      cases.add(new Case(one.getString("id"), one.getLong("amount")));
    }
    return cases;
  }

  /** All of it, or of one in four a part. */
  private static JsonObject amount(Case one) {
    boolean part = one.id().hashCode() % 4 == 0 && one.amount() > Tale.FEE;
    return new JsonObject().put("amount", part ? one.amount() - Tale.FEE : one.amount());
  }

  private Client.Answer post(String token, Case one, String what, JsonObject body) {
    return client.post("/v1/refunds/" + one.id() + "/" + what, token, body);
  }

  private static List<Client.Answer> twice(List<Case> cases, Step step) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return cases.stream()
          .flatMap(one -> Stream.of(one, one))
          .map(one -> CompletableFuture.supplyAsync(() -> step.of(one), threads))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped");
    }
  }
}
