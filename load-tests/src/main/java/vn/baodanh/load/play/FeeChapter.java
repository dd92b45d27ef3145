package vn.baodanh.load.play;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import vn.baodanh.load.payments.AdapterBooks;
import vn.baodanh.load.payments.DayEnd;
import vn.baodanh.load.payments.Finance;
import vn.baodanh.load.payments.MoneyAudit;
import vn.baodanh.load.payments.MoneyFindings;
import vn.baodanh.load.payments.PlatformClient;
import vn.baodanh.local.portal.TestPeople;
import vn.baodanh.local.portal.TestStaff;

/**
 * The fee: two operators close the window for preferences and open the one for paying, lists are
 * counted, candidates pay, fail, cancel, pay twice, lose their notification; two of finance send
 * back what was paid twice; then the platform's books, the adapter's and registration's are held
 * against each other, finance ends the day, and preferences are opened again. For the platform the
 * day on which candidates pay is one that is over.
 */
final class FeeChapter {
  /** A change of windows is in force 10 s after it was approved. */
  private static final Duration CLOSES_IN = Duration.ofSeconds(12);

  private static final Duration OPEN_FOR = Duration.ofDays(30);
  private static final Duration AT_REST_WITHIN = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int AT_ONCE = 64;

  private final PlaySettings settings;
  private final Api api;

  FeeChapter(PlaySettings settings, Api api) {
    this.settings = settings;
    this.api = api;
  }

  /**
   * What was to be seen.
   *
   * @param money of platform and adapter, and of adapter and registration
   * @param bills of registration
   * @param paid of these
   * @param surprises what did not end as it should
   * @param day that was ended, if there was one left to end
   */
  record Outcome(
      MoneyFindings money, long bills, long paid, List<String> surprises, Optional<Ended> day) {
    boolean isClean() {
      return money.clean()
          && surprises.isEmpty()
          && day.map(Ended::findings).map(MoneyFindings::clean).orElse(true);
    }
  }

  /** A day and what was to be seen when it was ended. */
  record Ended(LocalDate day, MoneyFindings findings) {}

  /** Plays it for these candidates, whose lists are recorded. */
  Outcome play(List<String> tokens)
      throws IOException, InterruptedException, ExecutionException, SQLException {
    try (var portal = new SignIn(settings.portal());
        var platform = new PlatformClient(settings.platform())) {
      var operators =
          new Operators(
              api,
              portal.byCode(TestStaff.OPERATORS.getFirst()),
              portal.byCode(TestStaff.OPERATORS.getLast()));
      closePreferencesAndOpenPayment(operators);
      grantFinance(operators);
      var finance = Finance.at(settings.adapter(), maker(portal), checker(portal));
      var day = DayEnd.dayToEnd(settings.adapter(), maker(portal));
      try {
        var stories = stories(platform, tokens);
        day.map(DayEnd::since).ifPresent(platform::putBack);
        playAll(stories);
        platform.putBack(Duration.ZERO);
        Thread.ofVirtual().start(finance::work);
        awaitRest(platform);
        var surprises =
            stories.stream().filter(story -> !story.endsWell()).map(FeeStory::toString).toList();
        var money = audit(platform);
        finance.stop();
        return new Outcome(
            money,
            bills("true"),
            bills("state = 'paid'"),
            surprises,
            day.isPresent() ? Optional.of(end(platform, portal, day.get())) : Optional.empty());
      } finally {
        platform.putBack(Duration.ZERO);
        finance.stop();
        reopenPreferences(operators);
      }
    }
  }

  private void closePreferencesAndOpenPayment(Operators operators) throws IOException {
    var closes = Instant.now().plus(CLOSES_IN).truncatedTo(ChronoUnit.MICROS);
    operators.change(
        new JsonObject()
            .put("action", "open")
            .put("step", "payment")
            .put("closes", closes.plus(OPEN_FOR).toString())
            .put("note", "nộp lệ phí"));
    operators.change(change("close").put("closes", closes.toString()).put("note", "hết hạn"));
  }

  private void reopenPreferences(Operators operators) throws IOException {
    var closes = Instant.now().plus(OPEN_FOR).truncatedTo(ChronoUnit.MICROS);
    operators.change(change("reopen").put("closes", closes.toString()).put("note", "mở lại"));
  }

  /** Of the whole country's window for preferences, whether it is open or closed. */
  private JsonObject change(String action) throws IOException {
    var windows = api.getPublic("/v1/season").body().getJsonArray("windows");
    var window =
        windows.stream()
            .map(JsonObject.class::cast)
            .filter(one -> one.getString("step").equals("preferences"))
            .filter(one -> !one.containsKey("department"))
            .findFirst()
            .orElseThrow(() -> new IOException("There is no window for preferences"));
    return new JsonObject()
        .put("action", action)
        .put("window", window.getString("id"))
        .put("version", window.getInteger("version"));
  }

  /** Two people whom two operators let do it; registration signs for them at the adapter. */
  private void grantFinance(Operators operators) {
    int maker = TestStaff.FINANCE.getFirst();
    int checker = TestStaff.FINANCE.getLast();
    operators.grant(TestPeople.person(settings.seed(), maker).subject(), "finance");
    operators.grant(TestPeople.person(settings.seed(), maker).subject(), "finance-approver");
    operators.grant(TestPeople.person(settings.seed(), checker).subject(), "finance-approver");
  }

  private String maker(SignIn portal) throws IOException, InterruptedException {
    return paymentToken(portal.byCode(TestStaff.FINANCE.getFirst()), 2);
  }

  private String checker(SignIn portal) throws IOException, InterruptedException {
    return paymentToken(portal.byCode(TestStaff.FINANCE.getLast()), 1);
  }

  private Ended end(PlatformClient platform, SignIn portal, LocalDate day)
      throws IOException, InterruptedException {
    return new Ended(
        day,
        DayEnd.end(
            settings.adapter(), platform, maker(portal), checker(portal), settings.seed(), day));
  }

  /** A grant is in force on every node within 5 s. */
  private String paymentToken(String token, int roles) {
    for (var end = Instant.now().plus(AT_REST_WITHIN); Instant.now().isBefore(end); ) {
      var reply = api.post("/v1/staff/payment-token", token);
      if (reply.status() == 200 && reply.body().getJsonArray("roles").size() == roles) {
        return reply.body().getString("token");
      }
      Api.pause(PAUSE);
    }
    throw new IllegalStateException("finance is not let in");
  }

  private List<FeeStory> stories(PlatformClient platform, List<String> tokens) {
    var random = new SplittableRandom(settings.seed() ^ 0xFEE);
    return tokens.stream()
        .map(token -> new FeeStory(api, platform, token, FeeStory.Plot.drawn(random)))
        .toList();
  }

  private static void playAll(List<FeeStory> stories)
      throws InterruptedException, ExecutionException {
    var places = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var parts =
          stories.stream()
              .map(story ->
                  (Callable<Void>)
                      () -> {
                        places.acquire();
                        try {
                          story.play();
                        } finally {
                          places.release();
                        }
                        return null;
                      })
              .toList();
      for (var done : threads.invokeAll(parts)) {
        done.get();
      }
    }
  }

  /** Until the platform has told all, the adapter has decided all, and registration knows all. */
  private void awaitRest(PlatformClient platform) throws SQLException {
    for (var end = Instant.now().plus(AT_REST_WITHIN); Instant.now().isBefore(end); ) {
      boolean decided =
          number(
                  settings.payments(),
                  "SELECT (SELECT count(*) FROM attempt WHERE state = 'open') + (SELECT count(*)"
                      + " FROM refund WHERE state NOT IN ('refunded', 'refused', 'dismissed'))")
              == 0;
      if (decided && platform.totals().isAtRest() && eventsToTakeIn() == 0) {
        return;
      }
      Api.pause(PAUSE);
    }
  }

  private long eventsToTakeIn() throws SQLException {
    return number(settings.payments(), "SELECT position FROM event_position")
        - number(settings.postgres(), "SELECT position FROM payment_cursor");
  }

  private MoneyFindings audit(PlatformClient platform) throws SQLException {
    var books = AdapterBooks.read(settings.payments());
    var money = MoneyAudit.check(books, platform.payments(), platform.refunds());
    money.wrongUnless(
        eventsToTakeIn() == 0, "events that registration has not taken in: " + eventsToTakeIn());
    money.wrongUnless(
        bills("amount > 0 AND state <> 'replaced'")
            == books.bills().stream()
                .filter(bill -> bill.amount() > 0 && !bill.state().equals("superseded"))
                .count(),
        "the adapter has other bills than registration");
    money.wrongUnless(
        total("SELECT sum(amount) FROM bill WHERE state = 'paid'")
            == books.bills().stream()
                .filter(bill -> bill.settledBy().isPresent())
                .mapToLong(AdapterBooks.Bill::amount)
                .sum(),
        "registration takes another sum for paid than the adapter");
    return money;
  }

  private long bills(String which) throws SQLException {
    return number(settings.postgres(), "SELECT count(*) FROM bill WHERE " + which);
  }

  private long total(String sum) throws SQLException {
    return number(settings.postgres(), sum);
  }

  private static long number(String jdbcUrl, String sql) throws SQLException {
    try (var database = DriverManager.getConnection(jdbcUrl);
        var statement = database.createStatement();
        var found = statement.executeQuery(sql)) {
      found.next();
      return found.getLong(1);
    }
  }
}
