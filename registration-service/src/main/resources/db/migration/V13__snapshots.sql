-- What institutions were given as one, and what they sent in. Rows are only ever added.

-- An institution's applicants as they stood when all lists were closed and recorded.
CREATE TABLE snapshot (
  institution_code text COLLATE "C" NOT NULL,
  number        integer  NOT NULL CHECK (number > 0),
  closes        text     NOT NULL,             -- of which windows, behind which it was made
  as_of_us      bigint   NOT NULL,             -- the last of these closes
  position      bigint   NOT NULL,             -- of the feed at which it was cut
  mark          integer  NOT NULL,
  lines         integer  NOT NULL,
  held_back     integer  NOT NULL,             -- applicants with a filing that could not be recorded
  bytes         bigint   NOT NULL,
  sha256        bytea    NOT NULL,
  rules_version text     NOT NULL,
  key_id        text     NOT NULL,
  signature     bytea    NOT NULL,
  made_us       bigint   NOT NULL,
  PRIMARY KEY (institution_code, number),
  UNIQUE (institution_code, closes)
);

-- The file, in pieces of at most 1,000 lines, each compressed by itself.
CREATE TABLE snapshot_part (
  institution_code text COLLATE "C" NOT NULL,
  number           integer NOT NULL,
  part             integer NOT NULL,
  lines            integer NOT NULL,
  content          bytea   NOT NULL,
  PRIMARY KEY (institution_code, number, part)
);
ALTER TABLE snapshot_part ALTER content SET STORAGE EXTERNAL;

-- Whom an institution would admit, for a round of filtering (lọc ảo); the newest of a round counts.
CREATE TABLE admitted_list (
  institution_code text COLLATE "C" NOT NULL,
  round            smallint NOT NULL,
  number           integer  NOT NULL CHECK (number > 0),
  sha256           bytea    NOT NULL,
  lines            integer  NOT NULL,
  content          bytea    NOT NULL,
  uploaded_by      uuid     NOT NULL,
  uploaded_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (institution_code, round, number)
);

GRANT SELECT, INSERT ON snapshot, snapshot_part, admitted_list TO registration;
