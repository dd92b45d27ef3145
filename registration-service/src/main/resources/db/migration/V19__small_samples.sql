-- To these tables each filing adds, so they are analyzed again and again while it matters most that nothing else takes the processors;
-- each time took up to a second of one, most of it for contents and arrays that no condition names. On the way of a filing everything
-- is looked up by its key (docs/decisions/0018): a sample of 3,000 rows tells enough.
DO $$
DECLARE
  it record;
BEGIN
  FOR it IN
    SELECT a.attrelid::regclass AS relation, a.attname AS name
    FROM pg_attribute a
    WHERE a.attrelid IN (
        'filing_journal'::regclass, 'current_filing'::regclass, 'application_change'::regclass,
        'identity_document'::regclass, 'identity_check'::regclass, 'contact'::regclass)
      AND a.attnum > 0 AND NOT a.attisdropped
  LOOP
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS 10', it.relation, it.name);
  END LOOP;
END $$;
ALTER INDEX identity_document_serial ALTER COLUMN 1 SET STATISTICS 10;
