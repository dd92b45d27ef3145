-- What a point of receipt files for a candidate, and candidates who are known by a document before they have ever signed in.

-- Who filed it, where it was not the candidate: staff, and the school for which they did.
ALTER TABLE filing_journal ADD entered_by uuid, ADD entered_for text, ADD CHECK ((entered_by IS NULL) = (entered_for IS NULL));

-- A document for whose owner staff filed before the portal had named an account for it, and the candidate under whom that is kept.
CREATE TABLE entered_candidate (
  kind         text NOT NULL CHECK (kind IN ('citizen', 'passport')),
  number       text NOT NULL,
  candidate_id uuid NOT NULL,
  entered_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (kind, number)
);

-- When the owner signs in, that candidate is merged into the account's: the portal says whose the document is, which takes no two people.
ALTER TABLE candidate_merge ALTER proposal_id DROP NOT NULL;
CREATE INDEX candidate_merge_into ON candidate_merge (into_id);

-- Who a candidate is by all merges that are in effect.
CREATE FUNCTION person_of(candidate uuid) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
  WITH RECURSIVE up (id, steps) AS (
    SELECT candidate, 0
    UNION ALL
    SELECT m.into_id, up.steps + 1 FROM up JOIN candidate_merge m ON m.merged_id = up.id WHERE m.effective_at <= now())
  SELECT id FROM up ORDER BY steps DESC LIMIT 1);

-- All candidates who are this person, the person's own id among them.
CREATE FUNCTION candidates_of(person uuid) RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
  WITH RECURSIVE down (id) AS (
    SELECT person
    UNION ALL
    SELECT m.merged_id FROM down JOIN candidate_merge m ON m.into_id = down.id WHERE m.effective_at <= now())
  SELECT array_agg(id) FROM down);

-- A list that institutions were told to strike, since another one of the same person counts: its candidate and its place in the journal.
CREATE TABLE application_struck (
  candidate_id uuid   NOT NULL,
  seq          bigint NOT NULL,
  PRIMARY KEY (candidate_id, seq)
);

GRANT SELECT, INSERT ON entered_candidate, application_struck TO registration;
