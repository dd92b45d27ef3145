package vn.baodanh.registration.institution;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Postgres;
import vn.baodanh.registration.audit.Audit;
import vn.baodanh.registration.person.Actor;

/** Writes down and counts what was pulled, by whom, from where to where. */
final class PullAudit {
  private static final Logger LOG = LoggerFactory.getLogger(PullAudit.class);

  private final Pool pool;
  private final Counter lines;
  private final Counter bytes;

  PullAudit(Pool pool, MeterRegistry registry) {
    this.pool = pool;
    this.lines = registry.counter("institution.pulled.lines");
    this.bytes = registry.counter("institution.pulled.bytes");
  }

  /**
   * Before anything is sent: what nobody wrote down is not given out.
   *
   * @param what is pulled, as {@code applications}
   */
  void begin(Actor by, String what, JsonObject range) {
    Postgres.orUnavailable(Audit.add(pool, by, what + ".pull", by.organisation(), range)).await();
  }

  /** When all is sent, or when it broke off. */
  void end(Actor by, String what, JsonObject range, long sent, long sentBytes, boolean complete) {
    lines.increment((double) sent);
    bytes.increment((double) sentBytes);
    var details = range.copy().put("lines", sent).put("bytes", sentBytes).put("complete", complete);
    Audit.add(pool, by, what + ".pulled", by.organisation(), details)
        .onFailure(failure -> LOG.warn("the end of a pull is not audited: {}", failure.toString()));
  }
}
