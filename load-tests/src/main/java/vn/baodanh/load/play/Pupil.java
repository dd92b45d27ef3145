package vn.baodanh.load.play;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Predicate;
import vn.baodanh.load.audit.Accepted;
import vn.baodanh.load.audit.AnswerLog;
import vn.baodanh.load.audit.Outcome;
import vn.baodanh.load.candidate.Crowd;
import vn.baodanh.load.candidate.ExamRegistration;
import vn.baodanh.load.candidate.PreferenceList;
import vn.baodanh.local.portal.TestPerson;

/**
 * A candidate of one department, who registers for the exam there and then files list after list.
 */
final class Pupil {
  private static final Duration RECORDED_WITHIN = Duration.ofSeconds(90);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Api api;
  private final AnswerLog log;
  private final Season season;
  private final SplittableRandom random;
  private final String token;
  private final TestPerson person;
  private final UUID id;
  private long version;

  /** What a list filed was answered: when it was received, or when the window had closed. */
  record Answer(boolean taken, Instant at) {}

  Pupil(
      Api api,
      AnswerLog log,
      Season season,
      SplittableRandom random,
      String issuer,
      String token,
      TestPerson person) {
    this.api = api;
    this.log = log;
    this.season = season;
    this.random = random;
    this.token = token;
    this.person = person;
    id = Crowd.id(issuer, person.subject());
  }

  /** Registers, and waits until that counts: from then on the department's windows hold. */
  void registerAt(String department, String school) {
    var registration =
        ExamRegistration.of(
            new ExamRegistration.Person(
                person.name(),
                person.sex() == TestPerson.Sex.FEMALE ? "female" : "male",
                person.birthDate().toString(),
                person.citizenNumber().isPresent() ? "citizen" : "passport",
                person.citizenNumber().or(person::passport).orElseThrow()),
            department,
            school);
    long seen = api.get("/v1/me/exam-registration", token).version();
    var reply = api.register(filing(seen, registration.json()));
    require(reply.status() == 202, reply);
    log.accepted(accepted(reply, registration.digest()));
    awaitRecorded("/v1/me/exam-registration", reply.body().getString("id"));
    seeList();
  }

  /** Learns which list counts, so that another can follow it. */
  void seeList() {
    version = api.get("/v1/me/preferences", token).version();
  }

  /**
   * Files a list.
   *
   * @throws IllegalStateException when it was neither taken nor refused because the window had
   *     closed
   */
  Answer fileList() {
    var list = PreferenceList.random(season.programmes(), random);
    var reply = api.file(filing(version, list.json()));
    if (reply.status() == 409 && reply.code().equals("window-closed")) {
      return new Answer(false, reply.body().getInstant("closedAt"));
    }
    require(reply.status() == 202, reply);
    log.accepted(accepted(reply, list.digest()));
    version = reply.version();
    return new Answer(true, reply.body().getInstant("receivedAt"));
  }

  /** Waits until the last list that was taken counts. */
  void awaitLastList() {
    await("/v1/me/preferences", reply -> reply.version() == version && isRecorded(reply));
  }

  private void awaitRecorded(String path, String filing) {
    await(path, reply -> filing.equals(reply.body().getString("filingId")) && isRecorded(reply));
  }

  private static boolean isRecorded(Reply reply) {
    return "recorded".equals(reply.body().getString("status"));
  }

  private void await(String path, Predicate<Reply> counts) {
    long end = System.nanoTime() + RECORDED_WITHIN.toNanos();
    var reply = api.get(path, token);
    while (!counts.test(reply)) {
      require(System.nanoTime() < end, reply);
      Api.pause(LOOK_EVERY);
      reply = api.get(path, token);
    }
  }

  private Api.Filing filing(long seen, byte[] json) {
    var key = UUID.randomUUID().toString();
    return new Api.Filing(token, key, seen, new String(json, UTF_8), Optional.empty());
  }

  private Accepted accepted(Reply reply, byte[] digest) {
    return new Accepted(
        UUID.fromString(reply.body().getString("id")),
        id,
        ChronoUnit.MICROS.between(Instant.EPOCH, reply.body().getInstant("receivedAt")),
        reply.version(),
        digest,
        Outcome.UNKNOWN);
  }

  private void require(boolean fits, Reply reply) {
    if (!fits) {
      throw new IllegalStateException("%s was answered %s".formatted(person.name(), reply));
    }
  }
}
