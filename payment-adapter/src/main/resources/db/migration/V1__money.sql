-- Bills, attempts to pay them, and every đồng. The service's own role, payment, may add to ledger, notifications and events and
-- never change them; of a bill and of an attempt it may change what becomes of them, never what was asked for.

CREATE FUNCTION total(amounts bigint[]) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (SELECT coalesce(sum(amount), 0) FROM unnest(amounts) AS amount);

CREATE TABLE bill (
  id            uuid PRIMARY KEY,
  candidate_id  uuid   NOT NULL,
  amount        bigint NOT NULL CHECK (amount = total(amounts)),
  institutions  text[] NOT NULL,             -- to whom, line by line
  amounts       bigint[] NOT NULL,           -- how much of it
  created_at    timestamptz NOT NULL,
  state         text   NOT NULL CHECK (state IN ('open', 'settled', 'superseded')),
  superseded_by uuid,
  settled_by    text COLLATE "C",            -- the attempt; none for a bill of nothing
  settled_at    timestamptz,
  CHECK (cardinality(institutions) = cardinality(amounts) AND 0 < ALL (amounts)),
  CHECK ((state = 'superseded') = (superseded_by IS NOT NULL)),
  CHECK ((state = 'settled') = (settled_at IS NOT NULL))
);
CREATE INDEX bill_candidate ON bill (candidate_id);
CREATE UNIQUE INDEX bill_one_open ON bill (candidate_id) WHERE state = 'open';
CREATE UNIQUE INDEX bill_one_settled ON bill (settled_by) WHERE settled_by IS NOT NULL;

CREATE TABLE attempt (
  reference           text COLLATE "C" PRIMARY KEY,
  bill_id             uuid   NOT NULL,       -- bills are never deleted
  candidate_id        uuid   NOT NULL,
  key                 text   NOT NULL,
  request_digest      bytea  NOT NULL,
  platform            text   NOT NULL,
  amount              bigint NOT NULL CHECK (amount > 0),
  created_at          timestamptz NOT NULL,  -- whole seconds: what the platform is told
  platform_expires_at timestamptz NOT NULL,
  expires_at          timestamptz NOT NULL CHECK (expires_at > platform_expires_at),
  state               text   NOT NULL DEFAULT 'open'
    CHECK (state IN ('open', 'succeeded', 'failed', 'expired', 'suspicious', 'reversed')),
  result_code         text,                  -- the platform's, of what was decided last
  transaction_no      text,                  -- the platform's, of the money in the ledger
  paid_at             timestamptz,
  decided_at          timestamptz,
  asked               integer NOT NULL DEFAULT 0,
  ask_at              timestamptz,           -- when to ask the platform what became of it
  UNIQUE (bill_id, key)
);
CREATE INDEX attempt_ask ON attempt (ask_at) WHERE ask_at IS NOT NULL;

-- An entry cannot be unbalanced: the same amount is taken from one account and given to another.
CREATE TABLE ledger_entry (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at        timestamptz NOT NULL,
  day       date   NOT NULL,                 -- UTC+7, by the platform's pay date
  cause     text   NOT NULL,
  debit     text   NOT NULL,
  credit    text   NOT NULL,
  amount    bigint NOT NULL CHECK (amount > 0),
  reference text COLLATE "C" NOT NULL,       -- the attempt, as the platform names it
  CHECK (debit <> credit)
);
CREATE INDEX ledger_entry_reference ON ledger_entry (reference);

-- The worklist: money that fits nothing and is in suspense. Someone must look at it.
CREATE TABLE difference (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at             timestamptz NOT NULL,
  kind           text   NOT NULL,
  platform       text   NOT NULL,
  reference      text COLLATE "C" NOT NULL,
  transaction_no text   NOT NULL,
  amount         bigint NOT NULL CHECK (amount > 0),
  expected       bigint,
  UNIQUE (platform, transaction_no, reference)
);

CREATE TABLE refund (
  id           uuid PRIMARY KEY,
  number       bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  reference    text COLLATE "C" NOT NULL REFERENCES attempt,
  amount       bigint NOT NULL CHECK (amount > 0),
  institutions text[] NOT NULL DEFAULT '{}', -- from whom it is taken back; none while it belongs to nobody
  amounts      bigint[] NOT NULL DEFAULT '{}' CHECK (cardinality(amounts) = 0 OR amount = total(amounts)),
  reason       text   NOT NULL,
  state        text   NOT NULL
    CHECK (state IN ('open', 'prepared', 'released', 'sent', 'unknown', 'refunded', 'refused', 'dismissed')),
  opened_at    timestamptz NOT NULL,
  opened_by    text   NOT NULL,
  prepared_by  text,
  released_by  text,
  decided_by   text,
  decided_at   timestamptz,
  note         text,
  request_id   text UNIQUE,                  -- written before the platform is asked
  requested_at timestamptz,                  -- the first time; the same id is sent again on that day only
  requests     integer NOT NULL DEFAULT 0,
  act_at       timestamptz,                  -- when to send it, or to ask what became of it
  result_code  text,
  CHECK (released_by IS NULL OR released_by <> prepared_by)
);
CREATE INDEX refund_reference ON refund (reference);
CREATE UNIQUE INDEX refund_one_in_flight ON refund (reference) WHERE state IN ('released', 'sent', 'unknown');
CREATE UNIQUE INDEX refund_one_by_itself ON refund (reference) WHERE opened_by = 'system';
CREATE INDEX refund_act ON refund (act_at) WHERE act_at IS NOT NULL;

-- What platforms sent, as it came, kept before it is judged.
CREATE TABLE notification (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  received_at timestamptz NOT NULL,
  platform    text NOT NULL,
  message     text NOT NULL
);
-- What claimed to be from a platform, the last of it: a slot is used again.
CREATE TABLE forged_notification (
  slot        integer PRIMARY KEY CHECK (slot BETWEEN 0 AND 999),
  received_at timestamptz NOT NULL,
  platform    text NOT NULL,
  message     text NOT NULL
);

-- What registration reads; one row more in the counter's transaction, so that positions follow the commits.
CREATE TABLE event_position (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  position bigint NOT NULL DEFAULT 0
);
INSERT INTO event_position DEFAULT VALUES;
CREATE TABLE event (
  position     bigint PRIMARY KEY,
  at           timestamptz NOT NULL,
  type         text   NOT NULL,
  bill_id      uuid   NOT NULL,
  candidate_id uuid   NOT NULL,
  amount       bigint NOT NULL,
  reference    text,
  platform     text,
  paid_at      timestamptz,
  reason       text
);

GRANT SELECT, INSERT ON bill, attempt, ledger_entry, difference, refund, notification, event TO payment;
GRANT UPDATE (state, superseded_by, settled_by, settled_at) ON bill TO payment;
GRANT UPDATE (state, result_code, transaction_no, paid_at, decided_at, asked, ask_at) ON attempt TO payment;
GRANT UPDATE (amount, state, prepared_by, released_by, decided_by, decided_at, note,
  request_id, requested_at, requests, act_at, result_code) ON refund TO payment;
GRANT SELECT, INSERT, UPDATE ON forged_notification TO payment;
GRANT SELECT, UPDATE ON event_position TO payment;
