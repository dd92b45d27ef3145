-- Who candidates are, beyond their accounts.

-- The code that a candidate was sent last. The hash has a key that the database does not know.
CREATE TABLE one_time_code (
  candidate_id uuid PRIMARY KEY,
  hash         bytea       NOT NULL,
  sent_at      timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  attempts     smallint    NOT NULL DEFAULT 0,
  sends        smallint    NOT NULL,
  sends_since  timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON one_time_code TO registration;
