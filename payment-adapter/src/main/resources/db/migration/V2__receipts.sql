-- Numbered fee receipts: one for each bill that was paid, in the order in which the bills were settled, without a gap.

CREATE TABLE receipt (
  number    bigint PRIMARY KEY,
  bill_id   uuid NOT NULL UNIQUE,
  code      uuid NOT NULL,             -- who knows it has seen the receipt
  issued_at timestamptz NOT NULL
);

-- Whoever numbers holds this row until the commit: the last number, and up to which event bills are numbered.
CREATE TABLE receipt_number (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  number   bigint NOT NULL DEFAULT 0,
  event    bigint NOT NULL DEFAULT 0
);
INSERT INTO receipt_number DEFAULT VALUES;

GRANT SELECT, INSERT ON receipt TO payment;
GRANT SELECT, UPDATE ON receipt_number TO payment;
