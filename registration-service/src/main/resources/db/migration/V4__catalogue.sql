-- The catalogue in versions, each with a file of every kind. Rows are only ever added.

CREATE TABLE catalogue_file (
  digest   bytea PRIMARY KEY,                 -- SHA-256 of the content
  kind     text  NOT NULL,
  content  bytea NOT NULL,                    -- CSV, byte for byte as it was uploaded
  added_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE catalogue_version (
  number       integer PRIMARY KEY CHECK (number > 0),
  effective_at timestamptz NOT NULL,          -- grows with the number
  committed_at timestamptz NOT NULL DEFAULT now(),
  proposal_id  uuid UNIQUE REFERENCES proposal  -- null: built in
);

CREATE TABLE catalogue_part (
  version integer NOT NULL REFERENCES catalogue_version,
  kind    text    NOT NULL,
  digest  bytea   NOT NULL REFERENCES catalogue_file,
  PRIMARY KEY (version, kind)
);

GRANT SELECT, INSERT ON catalogue_file, catalogue_version, catalogue_part TO registration;

-- By what each filing was judged: the edition of the season's rules, and the version of the catalogue in force at its receipt.
ALTER TABLE filing_journal ADD COLUMN rules_version text, ADD COLUMN catalogue_version integer;
