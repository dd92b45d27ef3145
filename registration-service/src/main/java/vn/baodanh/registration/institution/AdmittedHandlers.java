package vn.baodanh.registration.institution;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.registration.audit.Audit;
import vn.baodanh.registration.catalogue.Catalogue;
import vn.baodanh.registration.filing.Digests;
import vn.baodanh.registration.filing.Fee;
import vn.baodanh.registration.institution.AdmittedReader.Line;
import vn.baodanh.registration.institution.AdmittedStore.Chosen;
import vn.baodanh.registration.person.Actor;

/**
 * Lists of those whom an institution would admit, by round: judged line by line and counted, then
 * committed by naming the checksum of what was seen. Earlier ones are kept.
 */
final class AdmittedHandlers {
  private static final int MOST_FAULTS = 20;
  private static final int MOST_NAMED = 100;

  private final Pool pool;
  private final ListLock lock;
  private final OftenLimit limit;
  private final Streams streams;
  private final Catalogue catalogue;
  private final Supplier<Fee> fee;
  private final Clock clock;

  AdmittedHandlers(
      Pool pool,
      ListLock lock,
      OftenLimit limit,
      Streams streams,
      Catalogue catalogue,
      Supplier<Fee> fee,
      Clock clock) {
    this.pool = pool;
    this.lock = lock;
    this.limit = limit;
    this.streams = streams;
    this.catalogue = catalogue;
    this.fee = fee;
    this.clock = clock;
  }

  Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of(
        "uploadAdmittedList", this::uploadAdmittedList,
        "listAdmittedLists", this::listAdmittedLists,
        "getAdmittedList", this::getAdmittedList);
  }

  private void uploadAdmittedList(RoutingContext ctx) {
    Actor by = Pull.own(ctx);
    lock.isLocked()
        .compose(locked -> limit.take(by.organisation(), ctx.response()))
        .onSuccess(granted -> streams.run(ctx, () -> upload(ctx, by)))
        .onFailure(ctx::fail);
  }

  private void upload(RoutingContext ctx, Actor by) {
    Buffer file = requireNonNull(ctx.body().buffer());
    byte[] sha256 = Digests.sha256().digest(file.getBytes());
    String checksum = HexFormat.of().formatHex(sha256);
    String commit = ctx.request().getParam("commit", "");
    if (!commit.isEmpty() && !commit.equals(checksum)) {
      throw InstitutionProblems.notAsPreviewed();
    }
    Judged judged = judged(by.organisation(), file.getBytes());
    List<Line> lines = judged.lines();
    if (commit.isEmpty()) {
      answer(ctx, 200, preview(checksum, judged));
      return;
    }
    int round = round(ctx);
    JsonObject details = new JsonObject().put("round", round).put("sha256", checksum);
    JsonObject committed =
        Postgres.orUnavailable(
                pool.withTransaction(tx ->
                    AdmittedStore.add(
                            tx, by.organisation(), round, sha256, lines.size(), file, by.personId())
                        .compose(added ->
                            Audit.add(tx, by, "admitted-list.commit", by.organisation(), details)
                                .map(added))))
            .await();
    answer(ctx, 201, committed);
  }

  private static void answer(RoutingContext ctx, int status, JsonObject json) {
    ctx.response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(json.toBuffer());
  }

  /**
   * A list that may be kept.
   *
   * @param unpaid those of its lines whose applicants owe the fee for what they chose here
   */
  private record Judged(List<Line> lines, List<Line> unpaid) {}

  /**
   * @throws ProblemException 400 {@code body-invalid}, 422 {@code admitted-list-invalid}
   */
  private Judged judged(String institution, byte[] file) {
    var reading = AdmittedReader.read(file);
    if (!reading.faults().isEmpty()) {
      throw InstitutionProblems.unreadable(reading.faults());
    }
    List<UUID> applicants = reading.lines().stream().map(Line::applicant).distinct().toList();
    var chosen = AdmittedStore.chosen(pool, institution, applicants).await();
    var faults = new ArrayList<Problem.Fault>();
    for (Line line : reading.lines()) {
      if (faults.size() < MOST_FAULTS) {
        judge(institution, line, chosen, faults);
      }
    }
    if (!faults.isEmpty()) {
      throw InstitutionProblems.admittedInvalid(faults);
    }
    return new Judged(
        reading.lines(),
        reading.lines().stream().filter(line -> owes(chosen.get(line.applicant()))).toList());
  }

  private boolean owes(@Nullable Chosen chosen) {
    return chosen != null
        && !chosen.paid()
        && (fee.get().chargedMethods().isEmpty()
            || chosen.methods().stream().anyMatch(fee.get().chargedMethods()::contains));
  }

  private void judge(
      String institution, Line line, Map<UUID, Chosen> chosen, List<Problem.Fault> faults) {
    String at = "line:" + line.number();
    Set<String> programmes =
        chosen.containsKey(line.applicant()) ? chosen.get(line.applicant()).programmes() : Set.of();
    if (catalogue.at(clock.instant()).find(institution, line.programme()).isEmpty()) {
      faults.add(
          new Problem.Fault(
              at + ":programme_code",
              "programme-unknown",
              "Trường không có chương trình này.",
              "The institution has no such programme."));
    } else if (programmes.isEmpty()) {
      faults.add(
          new Problem.Fault(
              at + ":applicant",
              "not-an-applicant",
              "Thí sinh này không đăng ký vào trường.",
              "This person did not choose the institution."));
    } else if (!programmes.contains(line.programme())) {
      faults.add(
          new Problem.Fault(
              at + ":programme_code",
              "not-chosen",
              "Thí sinh này không đăng ký chương trình đó.",
              "This applicant did not choose the programme."));
    }
  }

  private static JsonObject preview(String checksum, Judged judged) {
    List<Line> lines = judged.lines();
    var programmes = new JsonArray();
    lines.stream()
        .collect(groupingBy(Line::programme, TreeMap::new, counting()))
        .forEach((programme, count) ->
            programmes.add(new JsonObject().put("programmeCode", programme).put("lines", count)));
    return new JsonObject()
        .put("sha256", checksum)
        .put("lines", lines.size())
        .put("programmes", programmes)
        .put("unpaid", judged.unpaid().size())
        .put("unpaidLines", new JsonArray(firstLines(judged.unpaid())));
  }

  private static List<Integer> firstLines(List<Line> lines) {
    return lines.stream().limit(MOST_NAMED).map(Line::number).toList();
  }

  private void listAdmittedLists(RoutingContext ctx) {
    String institution = Pull.own(ctx).organisation();
    lock.mayRead()
        .compose(read -> Postgres.orUnavailable(AdmittedStore.list(pool, institution, round(ctx))))
        .onSuccess(lists -> ctx.json(new JsonObject().put("admittedLists", new JsonArray(lists))))
        .onFailure(ctx::fail);
  }

  private void getAdmittedList(RoutingContext ctx) {
    String institution = Pull.own(ctx).organisation();
    int number = Integer.parseInt(requireNonNull(ctx.pathParam("number")));
    lock.mayRead()
        .compose(read ->
            Postgres.orUnavailable(AdmittedStore.file(pool, institution, round(ctx), number)))
        .onSuccess(found ->
            found.ifPresentOrElse(
                file ->
                    ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv")
                        .putHeader("X-Content-Type-Options", "nosniff")
                        .end(file),
                () -> ctx.fail(InstitutionProblems.noAdmittedList())))
        .onFailure(ctx::fail);
  }

  private static int round(RoutingContext ctx) {
    return Integer.parseInt(requireNonNull(ctx.pathParam("round")));
  }
}
