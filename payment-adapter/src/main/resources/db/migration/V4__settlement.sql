-- Files of platforms and banks, what they differ in, and days that are closed. Files and their lines are evidence: added, never
-- changed; so are notes, closings and balances.

-- A closed day takes no more rows: who adds one takes the lock that a closing needs alone, and is told to begin again (40001) if
-- the day was closed meanwhile. What belongs to a closed day is booked on the first open one, and says to which it belongs.
CREATE TABLE day_closing (
  day       date PRIMARY KEY,
  closed_at timestamptz NOT NULL,
  closed_by text NOT NULL
);
ALTER TABLE ledger_entry ADD COLUMN value_day date CHECK (value_day < day); -- if it belongs to a day that was closed
CREATE INDEX ledger_entry_day ON ledger_entry USING brin (day) WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX ledger_entry_late ON ledger_entry (day) WHERE value_day IS NOT NULL;
CREATE INDEX ledger_entry_rare ON ledger_entry (day, cause) WHERE cause <> 'payment';
CREATE INDEX attempt_paid ON attempt USING brin (paid_at) WITH (pages_per_range = 16, autosummarize = on);

CREATE FUNCTION open_day(wanted date) RETURNS date LANGUAGE sql STABLE
  RETURN greatest(wanted, (SELECT max(day) + 1 FROM day_closing));

CREATE FUNCTION refuse_rows_of_closed_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7400);
  IF EXISTS (SELECT FROM added WHERE day <= (SELECT max(day) FROM day_closing)) THEN
    RAISE EXCEPTION 'the day is closed' USING ERRCODE = '40001';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER closed_days AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rows_of_closed_days();

CREATE TABLE day_balance (
  day     date NOT NULL REFERENCES day_closing,
  account text NOT NULL,
  opening bigint NOT NULL,                   -- debit less credit, before the day
  debit   bigint NOT NULL,
  credit  bigint NOT NULL,
  closing bigint NOT NULL CHECK (closing = opening + debit - credit),
  PRIMARY KEY (day, account)
);

-- When banks do not work, besides Saturdays and Sundays; what platforms then owe is paid together, afterwards.
CREATE TABLE holiday (
  day  date PRIMARY KEY,
  name text NOT NULL
);
INSERT INTO holiday VALUES
  ('2026-01-01', 'Tết Dương lịch'), ('2026-02-16', 'Tết Nguyên đán'), ('2026-02-17', 'Tết Nguyên đán'),
  ('2026-02-18', 'Tết Nguyên đán'), ('2026-02-19', 'Tết Nguyên đán'), ('2026-02-20', 'Tết Nguyên đán'),
  ('2026-04-27', 'Giỗ Tổ Hùng Vương (nghỉ bù)'), ('2026-04-30', 'Ngày Chiến thắng'), ('2026-05-01', 'Quốc tế Lao động'),
  ('2026-09-01', 'Quốc khánh'), ('2026-09-02', 'Quốc khánh'), ('2027-01-01', 'Tết Dương lịch');
-- The next day on which banks work, after this one.
CREATE FUNCTION credit_day(day date) RETURNS date LANGUAGE sql STABLE
  RETURN (SELECT min(d)::date FROM generate_series(day + 1, day + 30, interval '1 day') AS d
    WHERE extract(isodow FROM d) < 6 AND NOT EXISTS (SELECT FROM holiday h WHERE h.day = d::date));

-- What a platform takes from each payment: đồng, and ten-thousandths of the amount, rounded half up.
CREATE TABLE tariff (
  platform     text NOT NULL,
  since        date NOT NULL,
  fixed        bigint  NOT NULL CHECK (fixed >= 0),
  basis_points integer NOT NULL CHECK (basis_points BETWEEN 0 AND 10000),
  PRIMARY KEY (platform, since)
);
INSERT INTO tariff VALUES ('vnpay', '2020-01-01', 1100, 0), ('momo', '2020-01-01', 1100, 0);

CREATE TABLE settlement_file (
  number       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id           uuid NOT NULL UNIQUE,
  source       text NOT NULL,                -- a platform, or bank
  format       text NOT NULL,
  name         text NOT NULL,
  digest       bytea NOT NULL,               -- SHA-256 of the bytes
  bytes        bigint NOT NULL,
  period_from  date NOT NULL,
  period_to    date NOT NULL CHECK (period_to >= period_from),
  lines        integer NOT NULL,
  payments     bigint NOT NULL,              -- of a bank: credits
  refunds      bigint NOT NULL,              -- of a bank: debits
  charges      bigint NOT NULL,
  opening      bigint,                       -- balances of a bank statement
  closing      bigint,
  state        text NOT NULL CHECK (state IN ('checked', 'matching', 'committed', 'withdrawn')),
  uploaded_by  text NOT NULL,
  uploaded_at  timestamptz NOT NULL,
  committed_by text,
  committed_at timestamptz,
  withdrawn_by text
);
CREATE UNIQUE INDEX settlement_file_once ON settlement_file (digest) WHERE state <> 'withdrawn';
CREATE INDEX settlement_file_matching ON settlement_file (number) WHERE state = 'matching';
CREATE TABLE settlement_part (
  file  bigint  NOT NULL,
  part  integer NOT NULL,
  bytes bytea   NOT NULL,
  PRIMARY KEY (file, part)
);
ALTER TABLE settlement_part ALTER bytes SET STORAGE EXTERNAL; -- compressing costs more than it saves while somebody waits
CREATE TABLE settlement_line (
  file           bigint  NOT NULL,
  line           integer NOT NULL,
  refund         boolean NOT NULL,
  reference      text COLLATE "C" NOT NULL,
  transaction_no text COLLATE "C" NOT NULL,
  request_id     text COLLATE "C" NOT NULL,
  paid_at        timestamptz NOT NULL,
  day            date    NOT NULL,           -- to which day of its file it counts
  amount         bigint  NOT NULL CHECK (amount > 0),
  charge         bigint  NOT NULL,
  raw            text    NOT NULL            -- as it stands in the file
);
CREATE INDEX settlement_line_place ON settlement_line USING brin (file, line) WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX settlement_line_reference ON settlement_line USING brin (reference) WITH (pages_per_range = 16, autosummarize = on);
CREATE TABLE settlement_file_day (
  file     bigint NOT NULL,
  day      date   NOT NULL,
  lines    integer NOT NULL,
  payments bigint NOT NULL,
  refunds  bigint NOT NULL,
  charges  bigint NOT NULL,
  PRIMARY KEY (file, day)
);
-- Which file counts for a day: one.
CREATE TABLE settlement_day (
  source text   NOT NULL,
  day    date   NOT NULL,
  file   bigint NOT NULL,
  PRIMARY KEY (source, day)
);
-- What a file says that we do not: first written down, then taken to the one transition, then a difference.
CREATE TABLE settlement_finding (
  file           bigint  NOT NULL,
  line           integer NOT NULL,
  kind           text    NOT NULL,
  refund         boolean NOT NULL,
  reference      text    NOT NULL,
  transaction_no text    NOT NULL,
  request_id     text    NOT NULL,
  paid_at        timestamptz NOT NULL,
  day            date    NOT NULL,
  amount         bigint  NOT NULL,
  expected       bigint,
  ledger_day     date,
  PRIMARY KEY (file, line, kind)
);
CREATE TABLE bank_line (
  file      bigint  NOT NULL,
  line      integer NOT NULL,
  day       date    NOT NULL,
  credit    boolean NOT NULL,
  amount    bigint  NOT NULL CHECK (amount > 0),
  reference text    NOT NULL,
  text      text    NOT NULL,
  raw       text    NOT NULL,
  purpose   text,                            -- settlement:PLATFORM:DAY of the credit, payout:NUMBER, or unknown
  PRIMARY KEY (file, line)
);

-- What a platform owed for the days that are paid together on one, and what it paid into the bank.
CREATE TABLE bank_check (
  platform   text   NOT NULL,
  credit_day date   NOT NULL,
  expected   bigint NOT NULL,
  credited   bigint NOT NULL,
  PRIMARY KEY (platform, credit_day)
);

-- The worklist holds whatever differs, not only money in suspense; each with what the ledger and what the file says of it.
ALTER TABLE difference
  ADD COLUMN state         text NOT NULL DEFAULT 'open' CHECK (state IN ('waiting', 'open', 'proposed', 'resolved')),
  ADD COLUMN file          bigint,
  ADD COLUMN line          integer,
  ADD COLUMN ledger_day    date,
  ADD COLUMN ledger_amount bigint NOT NULL DEFAULT 0,
  ADD COLUMN file_day      date,
  ADD COLUMN file_amount   bigint NOT NULL DEFAULT 0,
  ADD COLUMN assigned_to   text,
  ADD COLUMN resolution    text CHECK (resolution IN ('explained', 'returned', 'credited', 'written-off')),
  ADD COLUMN institution   text,
  ADD COLUMN reason        text,
  ADD COLUMN proposed_by   text,
  ADD COLUMN proposed_at   timestamptz,
  ADD COLUMN decided_by    text,
  ADD COLUMN decided_at    timestamptz,
  ADD CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  ADD CHECK ((state = 'resolved') = (decided_at IS NOT NULL)),
  DROP CONSTRAINT difference_platform_transaction_no_reference_key;
CREATE UNIQUE INDEX difference_of_suspense ON difference (platform, transaction_no, reference)
  WHERE kind IN ('unknown-reference', 'other-amount', 'second-transaction');
CREATE INDEX difference_reference ON difference (reference);
CREATE INDEX difference_ledger_day ON difference (ledger_day);
CREATE INDEX difference_file_day ON difference (file_day);
CREATE INDEX difference_unresolved ON difference (id) WHERE state <> 'resolved';
CREATE TABLE difference_note (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  difference bigint NOT NULL REFERENCES difference,
  at         timestamptz NOT NULL,
  by         text NOT NULL,
  text       text NOT NULL
);
CREATE INDEX difference_note_of ON difference_note (difference);

CREATE INDEX notification_received ON notification USING brin (received_at) WITH (autosummarize = on);

-- Who of the staff asked for what: written before it is answered.
CREATE TABLE audit (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at         timestamptz NOT NULL,
  actor      text NOT NULL,
  roles      text[] NOT NULL,
  action     text NOT NULL,
  object     text NOT NULL,
  request_id text NOT NULL
);

GRANT SELECT, INSERT ON day_closing, day_balance, settlement_part, settlement_line, settlement_file_day, settlement_day,
  settlement_finding, bank_check, difference_note, audit TO payment;
GRANT SELECT ON holiday, tariff TO payment;
GRANT USAGE ON SEQUENCE settlement_file_number_seq TO payment;
GRANT SELECT, INSERT ON settlement_file, bank_line TO payment;
GRANT UPDATE (state, committed_by, committed_at, withdrawn_by) ON settlement_file TO payment;
GRANT UPDATE (purpose) ON bank_line TO payment;
GRANT UPDATE (kind, state, file, line, ledger_day, ledger_amount, file_day, file_amount, assigned_to, resolution, institution, reason,
  proposed_by, proposed_at, decided_by, decided_at, expected) ON difference TO payment;
