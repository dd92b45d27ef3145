package vn.baodanh.registration.message;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import vn.baodanh.kit.Postgres;
import vn.baodanh.registration.filing.Outcome;
import vn.baodanh.registration.person.Person;

/** One candidate's inbox: what the journal says of the own filings, messages and announcements. */
final class InboxStore {
  private static final String FILING = "filing";

  private final Pool pool;

  InboxStore(Pool pool) {
    this.pool = pool;
  }

  /** A message as the inbox shows it; of a filing, its place's id is the filing's. */
  record Item(MessageKind kind, Place place, JsonObject params, boolean isRead) {
    boolean isOfFiling() {
      return params.containsKey("filed");
    }
  }

  /** The newest first, those before a place. */
  Future<List<Item>> before(Person person, Place place, int limit) {
    return Postgres.orUnavailable(
            pool.preparedQuery(
                    """
                    SELECT item.*, EXISTS (SELECT FROM inbox_mark m WHERE m.candidate_id = ANY ($1) AND (item.at_us, item.id) <= (m.at_us, m.id))
                    FROM (
                      (SELECT 'filing' AS kind, recorded_us AS at_us, filing_id AS id,
                         jsonb_strip_nulls(jsonb_build_object('filed', CASE WHEN kind = 2 AND length(content) = 0 THEN 3 ELSE kind END, 'outcome', outcome,
                           'reason', reason, 'enteredBy', entered_for)) AS params
                       FROM filing_journal WHERE candidate_id = ANY ($1) AND (recorded_us, filing_id) < ($2, $3)
                       ORDER BY 2 DESC, 3 DESC LIMIT $4)
                      UNION ALL
                      (SELECT kind, at_us, id, params FROM message WHERE candidate_id = ANY ($1) AND (at_us, id) < ($2, $3)
                       ORDER BY 2 DESC, 3 DESC LIMIT $4)
                      UNION ALL
                      (SELECT kind, at_us, id, params FROM announcement a
                       WHERE (at_us, id) < ($2, $3) AND CASE WHEN a.department_code IS NULL
                         THEN NOT EXISTS (SELECT FROM contact c WHERE c.candidate_id = ANY ($1) AND c.department_code = ANY (a.except_departments))
                         ELSE EXISTS (SELECT FROM contact c WHERE c.candidate_id = ANY ($1) AND c.department_code = a.department_code) END
                       ORDER BY 2 DESC, 3 DESC LIMIT $4)) item
                    ORDER BY at_us DESC, id DESC LIMIT $4
                    """)
                .execute(Tuple.of(person.idArray(), place.atUs(), place.id(), limit)))
        .map(rows -> rows.stream().map(InboxStore::item).toList());
  }

  private static Item item(Row row) {
    JsonObject params = row.getJsonObject(3);
    MessageKind kind =
        row.getString(0).equals(FILING)
            ? kindOf(Outcome.of(params.getInteger("outcome")))
            : MessageKind.of(row.getString(0));
    return new Item(kind, new Place(row.getLong(1), row.getUUID(2)), params, row.getBoolean(4));
  }

  static MessageKind kindOf(Outcome outcome) {
    return switch (outcome) {
      case APPLIED -> MessageKind.FILING_APPLIED;
      case REFUSED -> MessageKind.FILING_REFUSED;
      case OVERTAKEN -> MessageKind.FILING_OVERTAKEN;
    };
  }

  /** Everything up to this place is read; what was read before stays so. */
  Future<Void> markRead(Person person, Place place) {
    return Postgres.orUnavailable(
            pool.preparedQuery(
                    """
                    INSERT INTO inbox_mark AS mark (candidate_id, at_us, id) VALUES ($1, $2, $3)
                    ON CONFLICT (candidate_id) DO UPDATE SET at_us = excluded.at_us, id = excluded.id
                    WHERE (mark.at_us, mark.id) < (excluded.at_us, excluded.id)
                    """)
                .execute(Tuple.of(person.candidateId(), place.atUs(), place.id())))
        .mapEmpty();
  }
}
