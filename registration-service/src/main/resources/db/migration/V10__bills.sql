-- Bills: the list that counts, frozen behind the recorded-through mark. What is asked for never changes; what becomes of it does.

CREATE FUNCTION total(amounts bigint[]) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (SELECT coalesce(sum(amount), 0) FROM unnest(amounts) AS amount);

CREATE TABLE bill (
  id                uuid PRIMARY KEY,          -- the payment adapter knows it by this
  candidate_id      uuid     NOT NULL,         -- and the candidate by this: of people who were merged, one and the same for all their bills
  number            integer  NOT NULL CHECK (number > 0),
  reference         text COLLATE "C" NOT NULL UNIQUE CHECK (reference ~ '^[0-9A-Z]{12}$'),  -- by which people name it
  list_candidate_id uuid     NOT NULL,         -- the list in the journal
  list_partition    smallint NOT NULL,
  list_seq          bigint   NOT NULL,
  list_order_us     bigint   NOT NULL,
  filing_id         uuid     NOT NULL,
  rules_version     text     NOT NULL,
  fee               bigint   NOT NULL CHECK (fee >= 0),          -- of one preference
  preferences       integer  NOT NULL CHECK (preferences >= 0),  -- of the list that are charged
  institutions      text[]   NOT NULL,         -- to whom, line by line: what of the list's fee was not settled by earlier bills
  amounts           bigint[] NOT NULL,
  amount            bigint   NOT NULL CHECK (amount = total(amounts)),
  supersedes        uuid REFERENCES bill,      -- the open bill in whose place it comes
  created_at        timestamptz NOT NULL,
  to_tell           boolean  NOT NULL,         -- the adapter has not confirmed it
  state             text     NOT NULL CHECK (state IN ('open', 'paid', 'replaced')),
  paid_at           timestamptz,
  platform          text,
  payment_reference text,
  UNIQUE (candidate_id, number),
  CHECK (cardinality(institutions) = cardinality(amounts) AND 0 < ALL (amounts)),
  CHECK (amount <= preferences * fee),
  CHECK ((state = 'paid') = (paid_at IS NOT NULL))
);
CREATE UNIQUE INDEX bill_one_open ON bill (candidate_id) WHERE state = 'open';
CREATE INDEX bill_list ON bill (list_partition, list_seq);
CREATE INDEX bill_to_tell ON bill (created_at) WHERE to_tell;

-- What was settled by a bill and is not in the list any more: its money goes back, once finance staff let it go.
CREATE TABLE surplus (
  id           uuid PRIMARY KEY,               -- of the refund at the adapter
  bill_id      uuid     NOT NULL REFERENCES bill,  -- the paid one
  found_by     uuid     NOT NULL REFERENCES bill,  -- the later one
  institutions text[]   NOT NULL,
  amounts      bigint[] NOT NULL,
  amount       bigint   NOT NULL CHECK (amount > 0 AND amount = total(amounts)),
  created_at   timestamptz NOT NULL,
  to_tell      boolean  NOT NULL DEFAULT true,
  refused      text,                           -- the adapter's code: finance staff gave the money back already
  UNIQUE (bill_id, found_by),
  CHECK (cardinality(institutions) = cardinality(amounts) AND 0 < ALL (amounts))
);
CREATE INDEX surplus_to_tell ON surplus (created_at) WHERE to_tell;

-- Asked for by the candidate, or by whoever was given a payment link; written before the adapter is called, which knows it by this id.
CREATE TABLE bill_payment (
  id            uuid PRIMARY KEY,
  bill_id       uuid NOT NULL REFERENCES bill,
  link_id       uuid,                          -- null: the candidate
  key           text NOT NULL,                 -- whoever asked gave it this name
  platform      text NOT NULL,
  payer_address text NOT NULL,
  language      text NOT NULL,
  bank_code     text,
  payable_until timestamptz NOT NULL,
  created_at    timestamptz NOT NULL,
  UNIQUE NULLS NOT DISTINCT (bill_id, link_id, key)
);

-- What the adapter told, each once, in its order; the cursor moves in the transaction that takes them in.
CREATE TABLE payment_event (
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
CREATE INDEX payment_event_bill ON payment_event (bill_id);

CREATE TABLE payment_cursor (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  position bigint NOT NULL DEFAULT 0
);
INSERT INTO payment_cursor DEFAULT VALUES;

GRANT SELECT, INSERT ON bill, surplus, bill_payment, payment_event TO registration;
GRANT UPDATE (to_tell, state, paid_at, platform, payment_reference) ON bill TO registration;
GRANT UPDATE (to_tell, refused) ON surplus TO registration;
GRANT SELECT, UPDATE ON payment_cursor TO registration;
