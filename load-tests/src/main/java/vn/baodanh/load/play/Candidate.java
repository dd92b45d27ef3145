package vn.baodanh.load.play;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import vn.baodanh.load.audit.Accepted;
import vn.baodanh.load.audit.AnswerLog;
import vn.baodanh.load.audit.Outcome;
import vn.baodanh.load.candidate.Crowd;
import vn.baodanh.load.candidate.PreferenceList;
import vn.baodanh.load.receipt.Receipt;

/**
 * One candidate's visit: reads the own list, files one, does some of what people and devices do
 * (repeat, change, file from a stale page, file what the rules refuse), and takes the receipts
 * home.
 */
final class Candidate implements Runnable {
  private static final long RECORDED_WITHIN_NS = 90_000_000_000L;

  private final Api api;
  private final Season season;
  private final AnswerLog log;
  private final Score score;
  private final SplittableRandom random;
  private final String token;
  private final UUID id;
  private final List<Accepted> filings = new ArrayList<>();
  private long version;

  Candidate(
      Api api, Season season, AnswerLog log, Score score, SplittableRandom random, String token) {
    this.api = api;
    this.season = season;
    this.log = log;
    this.score = score;
    this.random = random;
    this.token = token;
    var claims =
        new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8));
    id = Crowd.id(claims.getString("iss"), claims.getString("sub"));
  }

  @Override
  public void run() {
    try {
      version = api.get("/v1/me/preferences", token).version();
      var first = fileList(Optional.empty());
      if (random.nextInt(5) == 0) {
        repeat(first);
      }
      if (random.nextInt(4) == 0) {
        fileList(random.nextBoolean() ? Optional.of(5) : Optional.empty());
      }
      if (random.nextInt(20) == 0) {
        fileFromStalePage(first);
      }
      if (random.nextInt(20) == 0) {
        fileOtherListWithSameKey(first);
      }
      if (random.nextInt(20) == 0) {
        fileTooMany();
      }
      filings.forEach(this::takeReceipt);
      seeOwnList();
    } catch (RuntimeException e) {
      score.surprise("candidate %s: %s".formatted(id, e));
    }
    score.done.incrementAndGet();
  }

  private Api.Filing fileList(Optional<Integer> waitS) {
    var list = PreferenceList.random(season.programmes(), random);
    var filing = filing(version, list, waitS);
    var reply = api.file(filing);
    if (reply.status() == 202 || reply.status() == 200 && waitS.isPresent()) {
      var told = accepted(reply, list);
      log.accepted(told);
      filings.add(told);
      version = told.version();
      score.filed.incrementAndGet();
    } else {
      score.surprise("a list was answered " + reply);
    }
    return filing;
  }

  private Accepted accepted(Reply reply, PreferenceList list) {
    return new Accepted(
        UUID.fromString(reply.body().getString("id")),
        id,
        micros(reply.body().getInstant("receivedAt")),
        reply.version(),
        list.digest(),
        Outcome.ofStatus(reply.body().getString("status")));
  }

  private void repeat(Api.Filing first) {
    var reply = api.file(first);
    var before = filings.getFirst();
    boolean same =
        (reply.status() == 202 || reply.status() == 200)
            && before.filingId().toString().equals(reply.body().getString("id"))
            && before.receivedUs() == micros(reply.body().getInstant("receivedAt"))
            && before.version() == reply.version();
    if (!same) {
      score.surprise("a repeat of filing %s was answered %s".formatted(before.filingId(), reply));
    }
    score.repeated.incrementAndGet();
  }

  private void fileFromStalePage(Api.Filing first) {
    var list = PreferenceList.random(season.programmes(), random);
    expectRefusal(filing(first.version(), list, Optional.empty()), 412, "stale-version");
  }

  private void fileOtherListWithSameKey(Api.Filing first) {
    var list = PreferenceList.random(season.programmes(), random);
    var other =
        new Api.Filing(
            token, first.key(), version, new String(list.json(), UTF_8), Optional.empty());
    if (!other.json().equals(first.json())) {
      expectRefusal(other, 422, "key-reused");
    }
  }

  private void fileTooMany() {
    var list = PreferenceList.ofSize(PreferenceList.MOST + 1, season.programmes(), random);
    expectRefusal(filing(version, list, Optional.empty()), 422, "rules");
  }

  private void expectRefusal(Api.Filing filing, int status, String code) {
    var reply = api.file(filing);
    if (reply.status() == status && reply.code().equals(code)) {
      score.refused.incrementAndGet();
    } else {
      score.surprise("expected %d %s, not %s".formatted(status, code, reply));
    }
  }

  private Api.Filing filing(long seen, PreferenceList list, Optional<Integer> waitS) {
    var key = UUID.randomUUID().toString();
    return new Api.Filing(token, key, seen, new String(list.json(), UTF_8), waitS);
  }

  private void takeReceipt(Accepted filing) {
    var path = "/v1/me/filings/" + filing.filingId();
    long end = System.nanoTime() + RECORDED_WITHIN_NS;
    var reply = api.get(path + "/receipt", token);
    while (reply.status() == 409 && System.nanoTime() < end) {
      Api.pause(Duration.ofMillis(250));
      reply = api.get(path + "/receipt", token);
    }
    if (reply.status() != 200) {
      score.surprise("the receipt of filing %s: %s".formatted(filing.filingId(), reply));
      return;
    }
    score.recorded.incrementAndGet();
    var faults = new ArrayList<>(Receipt.of(reply.body()).faults(season.keys()));
    var entry = reply.body().getJsonObject("entry");
    if (!entry.getString("filingId").equals(filing.filingId().toString())
        || !entry.getString("candidateId").equals(id.toString())
        || !entry.getString("order").equals(Long.toString(filing.version()))
        || micros(entry.getInstant("receivedAt")) != filing.receivedUs()) {
      faults.add("not the filing that was answered");
    }
    if (faults.isEmpty()) {
      score.verified.incrementAndGet();
    } else {
      score.surprise("the receipt of filing %s: %s".formatted(filing.filingId(), faults));
    }
  }

  private void seeOwnList() {
    var reply = api.get("/v1/me/preferences", token);
    var last = filings.isEmpty() ? "" : filings.getLast().filingId().toString();
    boolean seen =
        reply.status() == 200
            && reply.body().getString("status").equals("recorded")
            && last.equals(reply.body().getString("filingId"))
            && reply.version() == version;
    if (!seen) {
      score.surprise("the own list after filing %s: %s".formatted(last, reply));
    }
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
