-- The record of filings. The service's own role, registration, may add to the journal and the log and never change them.

CREATE TABLE installation (
  only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  redis_epoch text
);
INSERT INTO installation DEFAULT VALUES;

-- One row a partition of candidates: how far its queue is recorded, and the end of its journal and of its log.
CREATE TABLE partition (
  id          smallint PRIMARY KEY,
  last_id     text   NOT NULL DEFAULT '0-0',
  seq         bigint NOT NULL DEFAULT 0,
  head_number bigint NOT NULL DEFAULT 0,
  head_hash   bytea  NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
  learned_seq bigint NOT NULL DEFAULT 0
);

CREATE TABLE filing_journal (
  partition    smallint NOT NULL,
  seq          bigint   NOT NULL,
  head_number  bigint   NOT NULL,
  order_us     bigint   NOT NULL,
  received_us  bigint   NOT NULL,
  expected_us  bigint   NOT NULL,
  recorded_us  bigint   NOT NULL,
  filing_id    uuid     NOT NULL,
  candidate_id uuid     NOT NULL,
  kind         smallint NOT NULL,             -- 1 preference list, 2 exam registration
  outcome      smallint NOT NULL CHECK (outcome BETWEEN 1 AND 3),  -- 1 applied, 2 refused, 3 overtaken
  lane         smallint NOT NULL,             -- 1 queue, 2 direct
  reason       text,
  digest       bytea    NOT NULL,
  salt         bytea    NOT NULL,
  content      bytea    NOT NULL,
  source       text     NOT NULL,
  PRIMARY KEY (partition, seq)
);
CREATE UNIQUE INDEX filing_journal_candidate ON filing_journal (candidate_id, filing_id);
CREATE INDEX filing_journal_direct ON filing_journal (partition, seq) WHERE lane = 2;

-- One signed head for every recorded batch, chained to the one before it in its partition.
CREATE TABLE log_head (
  partition   smallint NOT NULL,
  number      bigint   NOT NULL,
  first_seq   bigint   NOT NULL,
  size        integer  NOT NULL,
  recorded_us bigint   NOT NULL,
  root        bytea    NOT NULL,
  previous    bytea    NOT NULL,
  key_id      text     NOT NULL,
  signature   bytea    NOT NULL,
  PRIMARY KEY (partition, number)
);

-- What counts: the fold of the journal's applied filings, one row a candidate and kind.
CREATE TABLE current_filing (
  candidate_id  uuid     NOT NULL,
  kind          smallint NOT NULL,
  last_order_us bigint   NOT NULL,            -- of the last filing received, whatever became of it
  order_us      bigint   NOT NULL,            -- of the filing that counts; 0 while none does
  partition     smallint NOT NULL,
  seq           bigint   NOT NULL,            -- of the filing that counts, in the journal
  filing_id     uuid,
  department_code text,                       -- of an exam registration: where it was submitted
  content       bytea    NOT NULL,            -- empty: withdrawn
  PRIMARY KEY (candidate_id, kind)
) WITH (fillfactor = 80);

-- Filings that the database refused to record although each was tried by itself. Someone must look at these.
CREATE TABLE filing_set_aside (
  partition    smallint NOT NULL,
  entry_id     text     NOT NULL,
  filing_id    uuid,
  candidate_id uuid,
  order_us     bigint,
  entry        bytea    NOT NULL,
  fault        text     NOT NULL,
  at           timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (partition, entry_id)
);

CREATE TABLE season_window (
  id        text PRIMARY KEY,
  season    text NOT NULL,
  step      text NOT NULL,
  opens_at  timestamptz NOT NULL,
  closes_at timestamptz NOT NULL,
  hidden    boolean NOT NULL DEFAULT false,
  CHECK (opens_at < closes_at)
);
-- 2026 (17:00 in Vietnam is 10:00 UTC): preferences 2 July to 17:00 14 July.
INSERT INTO season_window VALUES ('2026-preferences', '2026', 'preferences', '2026-07-01T17:00:00Z', '2026-07-14T10:00:00Z');

-- A partition has recorded everything that was received before this close.
CREATE TABLE window_drained (
  window_id text NOT NULL,
  closes_us bigint NOT NULL,
  partition smallint NOT NULL,
  at        timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (window_id, closes_us, partition)
);

-- What institutions will read: each change of what a candidate chose there, in commit order. A row holds the changes of one institution in
-- one commit; their positions follow each other, the last one's is last_position.
CREATE TABLE application_position (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  position bigint NOT NULL DEFAULT 0
);
INSERT INTO application_position DEFAULT VALUES;

CREATE TABLE application_cursor (
  partition smallint PRIMARY KEY,
  seq       bigint NOT NULL DEFAULT 0
);

CREATE TABLE application_change (
  institution_code text COLLATE "C" NOT NULL,
  last_position    bigint   NOT NULL,
  partition        smallint NOT NULL,
  candidate_ids    uuid[]   NOT NULL,
  seqs             bigint[] NOT NULL,
  programmes       text[]   NOT NULL,   -- each in the candidate's order, one a line; empty: struck
  PRIMARY KEY (institution_code, last_position)
);

-- One row a change, for whoever looks at them without a hurry.
CREATE VIEW application_change_each AS
SELECT c.institution_code, c.last_position - cardinality(c.seqs) + e.place AS position,
  e.candidate_id, c.partition, e.seq, e.programmes
FROM application_change c,
  unnest(c.candidate_ids, c.seqs, c.programmes) WITH ORDINALITY AS e (candidate_id, seq, programmes, place);

GRANT SELECT, INSERT ON filing_journal, log_head, filing_set_aside, window_drained, application_change TO registration;
GRANT SELECT, INSERT, UPDATE ON partition, installation, current_filing, application_position, application_cursor TO registration;
GRANT SELECT ON season_window TO registration;
