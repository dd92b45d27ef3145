package vn.baodanh.registration.people;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import vn.baodanh.kit.Bearer;

/**
 * Learns by which documents and names candidates are known, and compares what is new with all that
 * was known before. Both in one transaction, and one transaction at a time: of two documents the
 * later finds the earlier. What is looked up for each of many is a subquery with OFFSET 0, so that
 * it is always planned by its index.
 */
final class DocumentLearner {
  /** Somebody who stands still lets the others go on after that. */
  private static final String BOUNDED = "SET LOCAL transaction_timeout = '10s'; ";

  private static final String ALONE = "(hashtext('identity_document'))";

  private final Pool pool;

  DocumentLearner(Pool pool) {
    this.pool = pool;
  }

  Future<Void> begin(int partitions) {
    return pool.preparedQuery(
            """
            INSERT INTO people_cursor (partition) SELECT generate_series(0, $1 - 1) ON CONFLICT DO NOTHING
            """)
        .execute(Tuple.of(partitions))
        .mapEmpty();
  }

  /**
   * Learns from the exam registrations that the next journal rows apply: documents, where the
   * candidate is reached, and whose identity is to be checked. While somebody else learns, nothing.
   *
   * @param limit how many rows of each partition
   * @return how many rows these were
   */
  Future<Integer> learnFromRegistrations(int limit) {
    return pool.withTransaction(tx ->
        tx.query(BOUNDED + "SELECT pg_try_advisory_xact_lock" + ALONE)
            .execute()
            .compose(set ->
                set.next().iterator().next().getBoolean(0)
                    ? learn(tx, limit)
                    : Future.succeededFuture(0)));
  }

  private static Future<Integer> learn(SqlClient tx, int limit) {
    return tx.preparedQuery(
            """
            WITH reach AS MATERIALIZED (
              SELECT c.partition, c.seq AS after, least(c.seq + $1, p.seq) AS upto
              FROM people_cursor c JOIN partition p ON p.id = c.partition WHERE p.seq > c.seq),
            filed AS MATERIALIZED (
              SELECT DISTINCT ON (j.candidate_id) j.candidate_id, j.order_us, convert_from(j.content, 'UTF8')::jsonb AS form
              FROM reach r CROSS JOIN LATERAL (
                SELECT candidate_id, order_us, content FROM filing_journal
                WHERE partition = r.partition AND kind = 2 AND seq > r.after AND seq <= r.upto AND outcome = 1 AND length(content) > 0
                OFFSET 0) j
              ORDER BY j.candidate_id, j.order_us DESC),
            moved AS (UPDATE people_cursor c SET seq = r.upto FROM reach r WHERE c.partition = r.partition),
            reached AS (
              INSERT INTO contact AS known (candidate_id, department_code, email, phone, order_us)
              SELECT candidate_id, form ->> 'departmentCode', form ->> 'email', form ->> 'phone', order_us FROM filed
              ON CONFLICT (candidate_id) DO UPDATE SET department_code = excluded.department_code, email = excluded.email,
                phone = excluded.phone, order_us = excluded.order_us WHERE known.order_us < excluded.order_us),
            named AS (
              INSERT INTO identity_document AS known (candidate_id, kind, number, source, full_name, birth_date)
              SELECT candidate_id, form #>> '{identity,kind}', form #>> '{identity,number}', 'registration', form ->> 'fullName',
                (form ->> 'dateOfBirth')::date
              FROM filed
              ON CONFLICT (candidate_id, kind, number, source) DO UPDATE SET full_name = excluded.full_name, birth_date = excluded.birth_date
              WHERE (known.full_name, known.birth_date) IS DISTINCT FROM (excluded.full_name, excluded.birth_date)
              RETURNING candidate_id, kind, number, name_key, birth_date),
            to_check AS (
              INSERT INTO identity_check AS known (candidate_id, order_us, kind, number, full_name, birth_date, sex, due_at)
              SELECT candidate_id, order_us, form #>> '{identity,kind}', form #>> '{identity,number}', form ->> 'fullName',
                (form ->> 'dateOfBirth')::date, form ->> 'sex',
                CASE form #>> '{identity,kind}' WHEN 'citizen' THEN now() ELSE 'infinity' END
              FROM filed
              ON CONFLICT (candidate_id) DO UPDATE SET order_us = excluded.order_us, kind = excluded.kind, number = excluded.number,
                full_name = excluded.full_name, birth_date = excluded.birth_date, sex = excluded.sex, state = 'not-checked',
                differing = '{}', checked_at = NULL, attempts = 0, due_at = excluded.due_at
              WHERE known.order_us < excluded.order_us AND (known.kind, known.number, known.full_name, known.birth_date, known.sex)
                IS DISTINCT FROM (excluded.kind, excluded.number, excluded.full_name, excluded.birth_date, excluded.sex))
            SELECT n.*, r.rows
            FROM (SELECT coalesce(sum(upto - after), 0)::int AS rows FROM reach) r LEFT JOIN named n ON true
            """)
        .execute(Tuple.of(limit))
        .compose(learned -> compare(tx, learned).map(learned.iterator().next().getInteger("rows")));
  }

  /** Learns what the portal said of people who signed in; each by a candidate's id. */
  Future<Void> learnFromSignIns(Map<UUID, Bearer> seen) {
    var people = List.copyOf(seen.entrySet());
    return pool.withTransaction(tx ->
        tx.query(BOUNDED + "SELECT pg_advisory_xact_lock" + ALONE)
            .execute()
            .compose(alone -> learn(tx, people)));
  }

  private static Future<Void> learn(SqlClient tx, List<Entry<UUID, Bearer>> people) {
    return tx.preparedQuery(
            """
            WITH seen AS (
              SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
                AS s (candidate_id, subject, citizen, passport, full_name, birth_date)),
            reached AS (
              INSERT INTO contact (candidate_id, subject) SELECT candidate_id, subject FROM seen
              ON CONFLICT (candidate_id) DO UPDATE SET subject = excluded.subject WHERE contact.subject IS NULL)
            INSERT INTO identity_document AS known (candidate_id, kind, number, source, full_name, birth_date)
            SELECT candidate_id, kind, number, 'portal', full_name, birth_date::date
            FROM seen, LATERAL (VALUES ('citizen', citizen), ('passport', passport)) AS document (kind, number)
            WHERE number <> '' AND full_name <> '' AND birth_date <> ''
            ON CONFLICT (candidate_id, kind, number, source) DO UPDATE SET full_name = excluded.full_name, birth_date = excluded.birth_date
            WHERE (known.full_name, known.birth_date) IS DISTINCT FROM (excluded.full_name, excluded.birth_date)
            RETURNING candidate_id, kind, number, name_key, birth_date
            """)
        .execute(
            Tuple.of(
                people.stream().map(Entry::getKey).toArray(UUID[]::new),
                column(people, bearer -> Optional.of(bearer.subject())),
                column(people, Bearer::citizenNumber),
                column(people, Bearer::passport),
                column(people, bearer -> bearer.signIn().name()),
                column(people, bearer -> bearer.signIn().birthdate())))
        .compose(learned -> compare(tx, learned));
  }

  private static String[] column(
      List<Entry<UUID, Bearer>> people, Function<Bearer, Optional<String>> text) {
    return people.stream().map(one -> text.apply(one.getValue()).orElse("")).toArray(String[]::new);
  }

  /**
   * Two are suspected to be one person's who share a document; or name and birth date, where one
   * shows a passport or the numbers differ in two digits at most; or name and the last six digits,
   * which stay when a number is corrected. Whoever was known by a document alone and the account
   * that has it are one anyway ({@link Adoptions}).
   */
  private static Future<Void> compare(SqlClient tx, RowSet<Row> learned) {
    List<Row> fresh = learned.stream().filter(row -> row.getUUID("candidate_id") != null).toList();
    if (fresh.isEmpty()) {
      return Future.succeededFuture();
    }
    return tx.preparedQuery(
            """
            WITH fresh AS MATERIALIZED (
              SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::date[])
                AS f (candidate_id, kind, number, name_key, birth_date)),
            alike AS (
              SELECT f.candidate_id AS a, o.candidate_id AS b, CASE WHEN (o.kind, o.number) = (f.kind, f.number) THEN 1 ELSE 3 END AS reason
              FROM fresh f CROSS JOIN LATERAL (
                SELECT * FROM identity_document WHERE right(number, 6) = right(f.number, 6) OFFSET 0) o
              WHERE (o.kind, o.number) = (f.kind, f.number)
                OR o.name_key = f.name_key AND 'citizen' = ALL (ARRAY[f.kind, o.kind])
              UNION ALL
              SELECT f.candidate_id, o.candidate_id, 2 FROM fresh f CROSS JOIN LATERAL (
                SELECT * FROM identity_document WHERE name_key = f.name_key AND birth_date = f.birth_date OFFSET 0) o
              WHERE 'passport' IN (f.kind, o.kind) OR
                (SELECT count(*) FROM generate_series(1, 12) i WHERE substr(f.number, i, 1) <> substr(o.number, i, 1)) <= 2)
            INSERT INTO suspected_duplicate (one, other, reason)
            SELECT least(a, b), greatest(a, b),
              (ARRAY['same-document', 'same-name-and-birth-date', 'number-corrected'])[min(reason)]
            FROM alike WHERE a <> b
              AND NOT EXISTS (SELECT FROM candidate_merge m WHERE (m.merged_id, m.into_id) IN ((a, b), (b, a)))
              AND NOT EXISTS (
                SELECT FROM identity_document d JOIN entered_candidate e USING (kind, number)
                WHERE d.candidate_id IN (a, b) AND d.source = 'portal' AND e.candidate_id IN (a, b) AND e.candidate_id <> d.candidate_id)
            GROUP BY 1, 2 ON CONFLICT DO NOTHING
            """)
        .execute(
            Tuple.of(
                fresh.stream().map(row -> row.getUUID("candidate_id")).toArray(UUID[]::new),
                texts(fresh, "kind"),
                texts(fresh, "number"),
                texts(fresh, "name_key"),
                fresh.stream()
                    .map(row -> row.getLocalDate("birth_date"))
                    .toArray(LocalDate[]::new)))
        .mapEmpty();
  }

  private static String[] texts(List<Row> rows, String column) {
    return rows.stream().map(row -> row.getString(column)).toArray(String[]::new);
  }
}
