package vn.baodanh.registration;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import vn.baodanh.registration.filing.Partitions;

/** The part of an exam registration that says who somebody is, in department 01. */
record Registered(String fullName, String dateOfBirth, String sex, String citizenNumber) {
  private static final Partitions PARTITIONS = new Partitions(4);

  /** Puts it into the journal as recording does; of one candidate's the later one counts. */
  void recordedFor(String subject, Stack stack) {
    JsonObject form =
        new JsonObject()
            .put("departmentCode", "01")
            .put("fullName", fullName)
            .put("sex", sex)
            .put("dateOfBirth", dateOfBirth)
            .put("identity", new JsonObject().put("kind", "citizen").put("number", citizenNumber))
            .put("phone", "+84912345678")
            .put("email", "someone@example.org");
    UUID candidate = stack.candidate(subject);
    stack.execute(
        """
        WITH moved AS (UPDATE partition SET seq = seq + 1 WHERE id = %d RETURNING id, seq),
        recorded AS (
          INSERT INTO filing_journal (partition, seq, head_number, order_us, received_us, expected_us, recorded_us, filing_id,
            candidate_id, kind, outcome, lane, digest, salt, content, source)
          SELECT id, seq, 0, seq, seq, 0, seq, gen_random_uuid(), '%s', 2, 1, 1, '', '', convert_to('%s', 'UTF8'), '' FROM moved
          RETURNING *)
        INSERT INTO current_filing (candidate_id, kind, last_order_us, order_us, partition, seq, filing_id, department_code, content)
        SELECT candidate_id, kind, order_us, order_us, partition, seq, filing_id, '01', content FROM recorded
        ON CONFLICT (candidate_id, kind) DO UPDATE SET (last_order_us, order_us, seq, filing_id, content) =
          (excluded.last_order_us, excluded.order_us, excluded.seq, excluded.filing_id, excluded.content)
        """
            .formatted(PARTITIONS.of(candidate), candidate, form.encode().replace("'", "''")));
  }
}
