-- Documents are compared in the transaction that learns of them, and need no mark. A node of the version before takes filings on and
-- waits with learning until it is replaced. What it had not compared is learned of once more.
WITH again AS (DELETE FROM identity_document WHERE NOT compared RETURNING candidate_id)
UPDATE people_cursor SET seq = 0 WHERE EXISTS (SELECT FROM again);
ALTER TABLE identity_document DROP COLUMN compared;

-- Its only condition is one that no other index serves, so that nobody takes another one while tables are new.
DROP INDEX identity_document_serial;
CREATE INDEX identity_document_serial ON identity_document ((name_key || right(number, 6))) WHERE kind = 'citizen';
