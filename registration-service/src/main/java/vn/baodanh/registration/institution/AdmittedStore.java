package vn.baodanh.registration.institution;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.baodanh.registration.filing.Micros;

/** The table of admitted lists, and what applicants choose at an institution now. */
final class AdmittedStore {
  private AdmittedStore() {}

  /**
   * What an applicant chooses here.
   *
   * @param methods by which, where the season has them named
   * @param paid whether the list that this is of is paid
   */
  record Chosen(Set<String> programmes, Set<String> methods, boolean paid) {
    /** As the projection writes choices: a line each, the programme's code before any / or tab. */
    static Chosen of(String choices, boolean paid) {
      Set<String> programmes = new HashSet<>();
      Set<String> methods = new HashSet<>();
      for (String choice : choices.split("\n")) {
        String[] codes = choice.split("\t", 2)[0].split("/", 3);
        programmes.add(codes[0]);
        if (codes.length > 1) {
          methods.add(codes[1]);
        }
      }
      return new Chosen(programmes, methods, paid);
    }
  }

  /** Of each of these applicants; absent for who is none. */
  static Future<Map<UUID, Chosen>> chosen(SqlClient db, String institution, List<UUID> applicants) {
    return db.preparedQuery(
            """
            SELECT DISTINCT ON (candidate_id) candidate_id, programmes, paid FROM application_change_each
            WHERE institution_code = $1 AND candidate_id = ANY ($2) ORDER BY candidate_id, position DESC
            """)
        .execute(Tuple.of(institution, (Object) applicants.toArray(UUID[]::new)))
        .map(rows -> {
          Map<UUID, Chosen> chosen = new HashMap<>();
          rows.forEach(row -> {
            if (!row.getString(1).isEmpty()) {
              chosen.put(row.getUUID(0), Chosen.of(row.getString(1), row.getBoolean(2)));
            }
          });
          return chosen;
        });
  }

  /**
   * Adds a list as the round's next, unless it is the round's newest already.
   *
   * @return the newest after that
   */
  static Future<JsonObject> add(
      SqlClient tx, String institution, int round, byte[] sha256, int lines, Buffer file, UUID by) {
    return tx.preparedQuery("SELECT pg_advisory_xact_lock(hashtextextended($1, 7305))")
        .execute(Tuple.of(institution))
        .compose(locked ->
            tx.preparedQuery(
                    """
                    INSERT INTO admitted_list (institution_code, round, number, sha256, lines, content, uploaded_by)
                    SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6 FROM admitted_list WHERE institution_code = $1 AND round = $2
                    HAVING (array_agg(sha256 ORDER BY number DESC))[1] IS DISTINCT FROM $3
                    """)
                .execute(
                    Tuple.of(institution, (short) round, Buffer.buffer(sha256), lines, file, by)))
        .compose(added -> list(tx, institution, round))
        .map(List::getFirst);
  }

  /** The newest first. */
  static Future<List<JsonObject>> list(SqlClient db, String institution, int round) {
    return db.preparedQuery(
            """
            SELECT number, sha256, lines, uploaded_by, uploaded_at FROM admitted_list
            WHERE institution_code = $1 AND round = $2 ORDER BY number DESC LIMIT 100
            """)
        .execute(Tuple.of(institution, (short) round))
        .map(rows -> rows.stream().map(AdmittedStore::json).toList());
  }

  static Future<Optional<Buffer>> file(SqlClient db, String institution, int round, int number) {
    return db.preparedQuery(
            "SELECT content FROM admitted_list WHERE institution_code = $1 AND round = $2 AND"
                + " number = $3")
        .execute(Tuple.of(institution, (short) round, number))
        .map(rows -> rows.stream().findFirst().map(row -> row.getBuffer(0)));
  }

  private static JsonObject json(Row row) {
    return new JsonObject()
        .put("number", row.getInteger(0))
        .put("sha256", HexFormat.of().formatHex(row.getBuffer(1).getBytes()))
        .put("lines", row.getInteger(2))
        .put("uploadedBy", row.getUUID(3).toString())
        .put("uploadedAt", Micros.text(Micros.of(row.getOffsetDateTime(4).toInstant())));
  }
}
