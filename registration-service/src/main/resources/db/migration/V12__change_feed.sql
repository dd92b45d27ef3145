-- What universities read of each change. last_position counts an institution's own changes from now on, without gaps: whoever reads can see
-- that nothing is missing, and nothing about others.

ALTER TABLE application_change
  ADD kinds             smallint[],            -- 1 created, 2 changed, 3 struck, 4 paid
  ADD registration_seqs bigint[],              -- the exam registration that counted then, in the partition's journal; 0 for none
  ADD paid              boolean[],             -- whether this list's bill was settled
  ADD mark              integer NOT NULL DEFAULT 0,  -- random: after a restore, other changes at the same positions have another
  ADD at_us             bigint  NOT NULL DEFAULT 0;  -- when it was projected

-- Up to 32 changes a row stay in one piece.
ALTER TABLE application_change SET (toast_tuple_target = 4080);

CREATE OR REPLACE VIEW application_change_each AS
SELECT c.institution_code, c.last_position - cardinality(c.seqs) + e.place AS position,
  e.candidate_id, c.partition, e.seq, e.programmes,
  coalesce(e.kind, CASE WHEN e.programmes = '' THEN 3 ELSE 2 END)::smallint AS kind, coalesce(e.registration_seq, 0) AS registration_seq,
  coalesce(e.paid, false) AS paid, c.mark, c.at_us
FROM application_change c,
  unnest(c.candidate_ids, c.seqs, c.programmes, c.kinds, c.registration_seqs, c.paid) WITH ORDINALITY
    AS e (candidate_id, seq, programmes, kind, registration_seq, paid, place);

-- Lists whose bill was settled, for the projection to tell their institutions.
CREATE TABLE application_payment (
  candidate_id uuid     NOT NULL,
  partition    smallint NOT NULL,
  seq          bigint   NOT NULL,              -- of the list, in the journal
  paid_us      bigint   NOT NULL,
  projected    boolean  NOT NULL DEFAULT false,
  PRIMARY KEY (candidate_id, seq)
);
CREATE INDEX application_payment_waiting ON application_payment (partition, seq) WHERE NOT projected;

GRANT SELECT, INSERT, UPDATE (projected) ON application_payment TO registration;

-- The first edition of what an institution reads, one JSON line a change. It depends on rows that never change, so a line is the same whenever
-- it is read. A member may be added here; another meaning is another edition (docs/universities.md).
CREATE VIEW application_line AS
SELECT c.institution_code, c.last_position, c.last_position - cardinality(c.seqs) + e.place AS position,
  concat(
    '{"cursor":"', c.last_position - cardinality(c.seqs) + e.place, '-', lpad(to_hex(c.mark), 8, '0'),
    '","change":"', (ARRAY['created', 'changed', 'struck', 'paid'])[coalesce(e.kind, CASE WHEN e.programmes = '' THEN 3 ELSE 2 END)],
    '","at":"', to_char(to_timestamp(c.at_us / 1e6) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    '","applicant":"', e.candidate_id,
    '","paid":', CASE WHEN e.paid THEN 'true' ELSE 'false' END,
    ',"programmes":[', (
      SELECT string_agg(
        concat(
          '{"programmeCode":', to_json(split_part(split_part(choice, E'\t', 1), '/', 1)),
          CASE WHEN choice LIKE '%/%' THEN concat(
            ',"methodCode":', to_json(split_part(split_part(choice, E'\t', 1), '/', 2)),
            ',"subjectGroupCode":', to_json(split_part(split_part(choice, E'\t', 1), '/', 3))) END,
          CASE WHEN choice LIKE E'%\t%' THEN concat(',"place":', split_part(choice, E'\t', 2)) END,
          '}'), ',' ORDER BY place)
      FROM string_to_table(e.programmes, E'\n') WITH ORDINALITY AS t (choice, place) WHERE choice <> ''),
    '],"person":', coalesce((
      SELECT concat(
        '{"identity":', r -> 'identity',
        ',"fullName":', r -> 'fullName',
        ',"dateOfBirth":', r -> 'dateOfBirth',
        ',"sex":', r -> 'sex',
        ',"priorityArea":', r -> 'priorityArea',
        ',"priorityGroup":', coalesce(r -> 'priorityGroup', 'null'),
        ',"candidateKind":', r -> 'candidateKind',
        ',"graduationYear":', coalesce(r -> 'graduationYear', 'null'),
        ',"school":', coalesce(r #> '{schools,grade12}', 'null'),
        ',"curriculum":', r -> 'curriculum',
        ',"subjects":', r -> 'subjects',
        ',"languageExemption":', coalesce(r -> 'languageExemption', 'null'),
        ',"preservedScores":', coalesce(r -> 'preservedScores', '[]'),
        '}')
      FROM (
        SELECT convert_from(j.content, 'UTF8')::jsonb AS r FROM filing_journal j
        WHERE j.partition = c.partition AND j.seq = e.registration_seq AND j.content <> '' OFFSET 0) registration), 'null'),
    '}') AS line
FROM application_change c,
  unnest(c.candidate_ids, c.seqs, c.programmes, c.kinds, c.registration_seqs, c.paid) WITH ORDINALITY
    AS e (candidate_id, seq, programmes, kind, registration_seq, paid, place);

GRANT SELECT ON application_change_each, application_line TO registration;
