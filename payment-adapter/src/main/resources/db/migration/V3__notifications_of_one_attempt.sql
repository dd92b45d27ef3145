-- Whoever has seen a signed notification (a payer has, on the way back) can send it again without end: of one reference only so
-- many are kept.

ALTER TABLE notification ADD COLUMN reference text COLLATE "C";
CREATE INDEX notification_reference ON notification (reference);
