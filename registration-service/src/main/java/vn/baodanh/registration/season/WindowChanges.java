package vn.baodanh.registration.season;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.registration.approval.Effect;
import vn.baodanh.registration.filing.Rules;
import vn.baodanh.registration.following.Versions;
import vn.baodanh.registration.message.Audience;
import vn.baodanh.registration.message.MessageKind;
import vn.baodanh.registration.message.Messages;
import vn.baodanh.registration.season.WindowChange.Action;
import vn.baodanh.registration.season.WindowChange.Change;
import vn.baodanh.registration.season.WindowChange.Open;

/**
 * Changes windows while filings come in. A change is in force 10 s after it was approved: 5 s for
 * the commit, and 5 s in which every node has heard of it or takes nothing. What was received
 * before that moment is judged by what was in force then: nothing here reaches back.
 */
final class WindowChanges {
  /** The kind of proposal that changes a window. */
  static final String KIND = "window";

  private static final Duration AHEAD = Duration.ofSeconds(10);

  private final Rules rules;
  private final Clock clock;
  private final BooleanSupplier clockIsOff;
  private final Messages messages;
  private final Versions versions;

  WindowChanges(
      Rules rules, Clock clock, BooleanSupplier clockIsOff, Messages messages, Versions versions) {
    this.rules = rules;
    this.clock = clock;
    this.clockIsOff = clockIsOff;
    this.messages = messages;
    this.versions = versions;
  }

  Effect effect() {
    return (tx, proposal) ->
        Versions.limit(tx)
            .compose(limited -> WindowStore.alone(tx))
            .compose(alone -> WindowStore.versions(tx, rules.season()))
            .map(known -> new Season(rules, false, known))
            .compose(season -> add(tx, season, WindowChange.of(proposal.content()), proposal.id()));
  }

  private Future<Void> add(SqlConnection tx, Season season, WindowChange change, UUID proposal) {
    if (clockIsOff.getAsBoolean()) {
      throw new ProblemException(WindowProblems.CLOCK_OFF);
    }
    Instant at = effectAfter(clock.instant());
    WindowVersion changed = changed(season, change, at, proposal);
    return versions
        .foretell(season.versions().size() + 1)
        .compose(foretold -> WindowStore.add(tx, season.code(), changed, proposal))
        .compose(added -> announce(tx, season, changed, proposal));
  }

  /** From when on a change would be in force that is approved at this moment. */
  static Instant effectAfter(Instant approved) {
    return approved.truncatedTo(ChronoUnit.MICROS).plus(AHEAD);
  }

  /** To those for whom it holds: not to a department that has a window of its own instead. */
  private Future<Void> announce(
      SqlConnection tx, Season season, WindowVersion changed, UUID proposal) {
    Window window = changed.window();
    var params = new JsonObject().put("step", window.step());
    if (!window.hidden()) {
      params.put("opens", window.opens().toString()).put("closes", window.closes().toString());
    }
    Audience audience =
        changed.isNational()
            ? Audience.allBut(season.withoutNational(window.id(), changed.effectiveAt()))
            : Audience.of(changed.department());
    return messages.announce(tx, proposal, audience, MessageKind.WINDOW_CHANGED, params);
  }

  /**
   * The version that this change makes of the season's windows.
   *
   * @param at from when on it would be in force
   * @param proposal names a window that is new
   * @throws ProblemException why it cannot be made
   */
  static WindowVersion changed(Season season, WindowChange change, Instant at, UUID proposal) {
    return switch (change) {
      case Open open -> opened(season, open, at, proposal);
      case Change(String id, int version, String department, Action action) -> {
        WindowVersion base =
            season.newest(id).orElseThrow(() -> new ProblemException(WindowProblems.UNKNOWN));
        if (base.version() != version || !base.effectiveAt().isBefore(at)) {
          throw new ProblemException(WindowProblems.CHANGED);
        }
        Window window = changed(base.window(), action, at);
        yield department.isEmpty() || department.equals(base.department())
            ? new WindowVersion(window, base.department(), base.replaces(), version + 1, at)
            : copy(season, base, window, department, at);
      }
    };
  }

  private static WindowVersion opened(Season season, Open open, Instant at, UUID proposal) {
    Instant opens = notBefore(at, open.opens().orElse(at));
    String place = open.department().isEmpty() ? "" : "-" + open.department();
    String id = season.code() + "-" + open.step() + place + "-" + proposal.toString().substring(24);
    Window window = window(id, open.step(), opens, open.closes(), false);
    return new WindowVersion(window, open.department(), "", 1, at);
  }

  private static WindowVersion copy(
      Season season, WindowVersion base, Window window, String department, Instant at) {
    if (!base.isNational()) {
      throw new ProblemException(WindowProblems.NOT_NATIONAL);
    }
    String id = base.window().id() + "-" + department;
    if (season.newest(id).isPresent()) {
      throw new ProblemException(WindowProblems.HAS_OWN);
    }
    Window own = window(id, window.step(), window.opens(), window.closes(), window.hidden());
    return new WindowVersion(own, department, base.window().id(), 1, at);
  }

  private static Window changed(Window window, Action action, Instant at) {
    return switch (action) {
      case Action.Close(var closes) -> {
        Instant end = notBefore(at, closes.orElse(at));
        require(end.isBefore(window.closes()));
        yield window(window.id(), window.step(), window.opens(), end, window.hidden());
      }
      case Action.Extend(Instant closes) -> {
        require(window.closes().isAfter(at) && closes.isAfter(window.closes()));
        yield window(window.id(), window.step(), window.opens(), closes, window.hidden());
      }
      case Action.Reopen(var opens, Instant closes) -> {
        require(!window.closes().isAfter(at));
        Instant begin = notBefore(at, opens.orElse(at));
        yield window(window.id(), window.step(), begin, closes, window.hidden());
      }
      case Action.Hide() -> {
        require(!window.hidden());
        yield window(window.id(), window.step(), window.opens(), window.closes(), true);
      }
      case Action.Show() -> {
        require(window.hidden());
        yield window(window.id(), window.step(), window.opens(), window.closes(), false);
      }
    };
  }

  private static Window window(
      String id, String step, Instant opens, Instant closes, boolean hidden) {
    require(opens.isBefore(closes));
    return new Window(id, step, opens, closes, hidden);
  }

  private static Instant notBefore(Instant at, Instant moment) {
    require(!moment.isBefore(at));
    return moment;
  }

  private static void require(boolean fits) {
    if (!fits) {
      throw new ProblemException(WindowProblems.DOES_NOT_FIT);
    }
  }
}
