-- A number's last six characters are nearly its own: one index by them finds the same document as well as one whose number was corrected.
-- A node of the version before takes filings on and looks documents up slowly until it is replaced.
CREATE INDEX identity_document_end ON identity_document (right(number, 6));
ALTER INDEX identity_document_end ALTER COLUMN 1 SET STATISTICS 10;
DROP INDEX identity_document_number;
DROP INDEX identity_document_serial;
