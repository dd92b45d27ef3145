-- What is paid out to institutions: prepared by one, released by another, done when the bank says so.
CREATE TABLE payout (
  id           uuid PRIMARY KEY,
  number       bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  institution  text   NOT NULL,
  amount       bigint NOT NULL CHECK (amount > 0),
  until        date   NOT NULL REFERENCES day_closing, -- what was owed at the close of this day
  state        text   NOT NULL CHECK (state IN ('prepared', 'released', 'paid', 'returned', 'cancelled')),
  prepared_by  text   NOT NULL,
  prepared_at  timestamptz NOT NULL,
  released_by  text,
  released_at  timestamptz,
  decided_by   text,
  decided_at   timestamptz,
  note         text,
  CHECK (released_by IS NULL OR released_by <> prepared_by)
);
CREATE UNIQUE INDEX payout_one_in_flight ON payout (institution) WHERE state IN ('prepared', 'released');
GRANT SELECT, INSERT ON payout TO payment;
GRANT UPDATE (state, released_by, released_at, decided_by, decided_at, note) ON payout TO payment;
