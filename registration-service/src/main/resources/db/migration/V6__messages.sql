-- What candidates are told. What became of a filing they read from the journal itself; rows are written only for what goes outside.

CREATE TABLE contact (
  candidate_id    uuid PRIMARY KEY,
  department_code text,
  email           text,
  phone           text,
  subject         text,                       -- the portal's name for the person, by which its inbox delivers
  order_us        bigint NOT NULL DEFAULT 0   -- of the exam registration that gave these
);

CREATE TABLE message (
  id           uuid PRIMARY KEY,
  candidate_id uuid   NOT NULL,
  at_us        bigint NOT NULL,
  kind         text   NOT NULL,
  params       jsonb  NOT NULL
);
CREATE INDEX message_candidate ON message (candidate_id, at_us);

-- One row for all candidates, or for those of one department.
CREATE TABLE announcement (
  id              uuid PRIMARY KEY,
  department_code text,
  at_us           bigint  NOT NULL,
  kind            text    NOT NULL,
  params          jsonb   NOT NULL,
  sent_through    uuid    NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',  -- candidates up to here have their rows in outbox
  sent            boolean NOT NULL DEFAULT false
);
CREATE INDEX announcement_at ON announcement (at_us);
CREATE INDEX announcement_unsent ON announcement (at_us) WHERE NOT sent;

-- The newest message that a candidate has seen, and with it all older ones.
CREATE TABLE inbox_mark (
  candidate_id uuid PRIMARY KEY,
  at_us        bigint NOT NULL,
  id           uuid   NOT NULL
);

-- How far the journal of each partition is turned into letters.
CREATE TABLE outbox_cursor (
  partition smallint PRIMARY KEY,
  seq       bigint NOT NULL DEFAULT 0
);

-- One letter to be sent. About filings: what the journal says of this candidate after from_seq up to to_seq.
CREATE TABLE outbox (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  candidate_id uuid NOT NULL,
  channel      text NOT NULL,
  message_id   uuid,
  from_seq     bigint NOT NULL DEFAULT 0,
  to_seq       bigint NOT NULL DEFAULT 0,
  attempts     smallint NOT NULL DEFAULT 0,
  since        timestamptz NOT NULL DEFAULT now(),
  due_at       timestamptz NOT NULL DEFAULT now(),   -- infinity: given up
  fault        text,
  UNIQUE NULLS NOT DISTINCT (candidate_id, channel, message_id)
);
CREATE INDEX outbox_due ON outbox (due_at);

GRANT SELECT, INSERT, UPDATE ON contact, inbox_mark, outbox_cursor TO registration;
GRANT SELECT, INSERT ON message TO registration;
GRANT SELECT, INSERT, UPDATE (sent_through, sent) ON announcement TO registration;
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO registration;
