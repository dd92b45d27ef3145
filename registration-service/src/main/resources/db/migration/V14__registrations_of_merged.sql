-- Of whoever was found to be one person, list and exam registration may stand under different candidates, and so in different partitions.

-- Of the exam registrations; null where it is the row's own partition, and the whole where none is another's.
ALTER TABLE application_change ADD registration_partitions smallint[];

CREATE OR REPLACE VIEW application_line AS
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
        WHERE j.partition = coalesce(e.registration_partition, c.partition) AND j.seq = e.registration_seq AND j.content <> '' OFFSET 0) registration), 'null'),
    '}') AS line
FROM application_change c,
  unnest(c.candidate_ids, c.seqs, c.programmes, c.kinds, c.registration_seqs, c.paid, c.registration_partitions) WITH ORDINALITY
    AS e (candidate_id, seq, programmes, kind, registration_seq, paid, registration_partition, place);

-- Whether institutions were told of the exam registration that counts since this merge.
ALTER TABLE candidate_merge ADD projected boolean NOT NULL DEFAULT false;
CREATE INDEX candidate_merge_waiting ON candidate_merge (effective_at) WHERE NOT projected;
GRANT UPDATE (projected) ON candidate_merge TO registration;
