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

-- How far the journal of each partition was searched for exam registrations that count, and a short way to these.
CREATE TABLE people_cursor (
  partition smallint PRIMARY KEY,
  seq       bigint NOT NULL DEFAULT 0
);
CREATE INDEX filing_journal_registration ON filing_journal (partition, seq) WHERE kind = 2;

-- A name without diacritics and capitals: Nguyễn Thị Đào is nguyen thi dao.
CREATE FUNCTION name_key(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lower(translate(regexp_replace(normalize(name, NFD), '[\u0300-\u036f]', '', 'g'), 'Đđ', 'dd'));

-- A document by which a candidate is known: the portal named it at a sign-in, or an exam registration does.
CREATE TABLE identity_document (
  candidate_id uuid NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('citizen', 'passport')),
  number       text NOT NULL,
  source       text NOT NULL CHECK (source IN ('portal', 'registration')),
  full_name    text NOT NULL,
  name_key     text NOT NULL GENERATED ALWAYS AS (name_key(full_name)) STORED,
  birth_date   date NOT NULL,
  compared     boolean NOT NULL DEFAULT false,  -- with all that were known before
  PRIMARY KEY (candidate_id, kind, number, source)
);
CREATE INDEX identity_document_number ON identity_document (number);
CREATE INDEX identity_document_name ON identity_document (name_key, birth_date);
CREATE INDEX identity_document_serial ON identity_document (name_key, right(number, 6)) WHERE kind = 'citizen';
CREATE INDEX identity_document_new ON identity_document (candidate_id) WHERE NOT compared;

-- Two candidates who may be one person, until somebody has looked.
CREATE TABLE suspected_duplicate (
  one      uuid NOT NULL,
  other    uuid NOT NULL CHECK (one < other),
  reason   text NOT NULL,
  found_us bigint NOT NULL DEFAULT (extract(epoch FROM clock_timestamp()) * 1e6)::bigint,
  state    text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'merged', 'dismissed')),
  PRIMARY KEY (one, other)
);
CREATE INDEX suspected_duplicate_open ON suspected_duplicate (found_us, one, other) WHERE state = 'open';

-- Who was found to be somebody else. From then on both accounts act for the one; what was filed stays where it was filed.
CREATE TABLE candidate_merge (
  position     bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  merged_id    uuid PRIMARY KEY,
  into_id      uuid NOT NULL CHECK (into_id <> merged_id),
  effective_at timestamptz NOT NULL,
  proposal_id  uuid NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON one_time_code, people_cursor, identity_document TO registration;
GRANT SELECT, INSERT ON suspected_duplicate, candidate_merge TO registration;
GRANT UPDATE (state) ON suspected_duplicate TO registration;

-- What the population database says of the document in a candidate's exam registration that counts.
CREATE TABLE identity_check (
  candidate_id uuid PRIMARY KEY,
  order_us     bigint NOT NULL,               -- of the registration
  kind         text   NOT NULL,
  number       text   NOT NULL,
  full_name    text   NOT NULL,
  birth_date   date   NOT NULL,
  sex          text   NOT NULL,
  state        text   NOT NULL DEFAULT 'not-checked' CHECK (state IN ('not-checked', 'matches', 'differs', 'unknown')),
  differing    text[] NOT NULL DEFAULT '{}',
  checked_at   timestamptz,
  attempts     smallint    NOT NULL DEFAULT 0,
  due_at       timestamptz NOT NULL DEFAULT now()   -- infinity: nothing is left to ask
);
CREATE INDEX identity_check_due ON identity_check (due_at) WHERE due_at < 'infinity';
GRANT SELECT, INSERT, UPDATE ON identity_check TO registration;
