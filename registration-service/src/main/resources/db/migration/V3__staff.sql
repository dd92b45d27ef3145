-- Who may do what, what takes two people, and what was done.

-- Changes with every change of who may do what, also one made by hand: nodes look at it each second.
CREATE TABLE access_version (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  version  bigint NOT NULL DEFAULT 1
);
INSERT INTO access_version DEFAULT VALUES;

CREATE FUNCTION access_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE access_version SET version = version + 1;
  RETURN NULL;
END $$;

CREATE TABLE staff_grant (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  person_id    uuid NOT NULL,
  subject      text NOT NULL,                 -- the portal's name for the person; of a machine, this grant's id
  role         text NOT NULL CHECK (role IN ('school', 'department', 'institution', 'finance', 'finance-approver', 'auditor', 'operator',
                                             'operator-approver')),
  organisation text NOT NULL DEFAULT '',      -- empty: the whole country
  valid_from   timestamptz NOT NULL,
  valid_until  timestamptz NOT NULL,
  public_key   jsonb,                         -- a machine's, as a JWK
  granted_by   uuid,                          -- null: by configuration
  granted_at   timestamptz NOT NULL DEFAULT now(),
  note         text NOT NULL DEFAULT '',
  idempotency_key text,
  ended_at     timestamptz,
  ended_by     uuid,
  UNIQUE (granted_by, idempotency_key),
  CHECK (valid_from < valid_until)
);
CREATE INDEX staff_grant_organisation ON staff_grant (role, organisation);
CREATE TRIGGER staff_grant_changed AFTER INSERT OR UPDATE OR DELETE ON staff_grant FOR EACH STATEMENT EXECUTE FUNCTION access_changed();

-- What one person proposes and another one decides.
CREATE TABLE proposal (
  id              uuid PRIMARY KEY DEFAULT uuidv7(),
  kind            text  NOT NULL,
  content         jsonb NOT NULL,
  note            text  NOT NULL,
  proposed_by     uuid  NOT NULL,
  idempotency_key text  NOT NULL,
  proposed_at     timestamptz NOT NULL DEFAULT now(),
  state           text  NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'approved', 'rejected', 'withdrawn')),
  decided_by      uuid,
  decided_at      timestamptz,
  UNIQUE (proposed_by, idempotency_key),
  CHECK ((state = 'open') = (decided_by IS NULL) AND (state = 'open') = (decided_at IS NULL)),
  CHECK (state <> 'approved' OR decided_by <> proposed_by)
);
CREATE INDEX proposal_state ON proposal (state, id);

-- What staff did and looked at. Rows are only ever added.
CREATE TABLE audit (
  number       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor        uuid  NOT NULL,
  role         text  NOT NULL,
  organisation text  NOT NULL,
  action       text  NOT NULL,
  object       text  NOT NULL,
  details      jsonb NOT NULL,
  request_id   text  NOT NULL
);

-- Every version of every window, for ever: a receipt time is judged by the versions that were in force at that moment.
ALTER TABLE season_window
  ADD department_code text NOT NULL DEFAULT '' CHECK (department_code ~ '^([0-9]{2})?$'),  -- empty: the whole country
  ADD replaces        text NOT NULL DEFAULT '',          -- the national window that does not hold for this department
  ADD version         integer NOT NULL DEFAULT 1 CHECK (version > 0),
  ADD effective_at    timestamptz NOT NULL DEFAULT '2000-01-01T00:00:00Z',
  ADD proposal_id     uuid REFERENCES proposal,          -- null: by migration
  ADD CHECK (step IN ('trial', 'exam-registration', 'preferences', 'payment', 'confirmation')),
  DROP CONSTRAINT season_window_pkey,
  ADD PRIMARY KEY (id, version);

-- DOMAIN: the season and its numbers. Vietnam is UTC+7; a window that names no hour ends with its last day.
-- Of 2022, and of 2026's exam registration, the source has no days: 2022 as the Ministry announced it, 2026 as in 2025.
INSERT INTO season_window (id, season, step, opens_at, closes_at) VALUES
  ('2022-trial',             '2022', 'trial',             '2022-04-26T00:00+07', '2022-05-01T00:00+07'),
  ('2022-exam-registration', '2022', 'exam-registration', '2022-05-04T00:00+07', '2022-05-13T17:00+07'),
  ('2022-preferences',       '2022', 'preferences',       '2022-07-22T00:00+07', '2022-08-20T17:00+07'),
  ('2022-confirmation',      '2022', 'confirmation',      '2022-09-16T00:00+07', '2022-09-30T17:00+07'),
  ('2025-trial',             '2025', 'trial',             '2025-04-15T00:00+07', '2025-04-19T00:00+07'),
  ('2025-exam-registration', '2025', 'exam-registration', '2025-04-21T00:00+07', '2025-04-28T17:00+07'),
  ('2025-preferences',       '2025', 'preferences',       '2025-07-16T00:00+07', '2025-07-28T17:00+07'),
  ('2025-confirmation',      '2025', 'confirmation',      '2025-08-23T00:00+07', '2025-08-30T17:00+07'),
  ('2026-trial',             '2026', 'trial',             '2026-06-17T00:00+07', '2026-06-22T00:00+07'),
  ('2026-exam-registration', '2026', 'exam-registration', '2026-04-21T00:00+07', '2026-04-28T17:00+07'),
  ('2026-confirmation',      '2026', 'confirmation',      '2026-08-11T00:00+07', '2026-08-21T17:00+07');

-- The confirmation of 2025 was extended.
INSERT INTO season_window (id, season, step, opens_at, closes_at, version, effective_at) VALUES
  ('2025-confirmation', '2025', 'confirmation', '2025-08-23T00:00+07', '2025-09-02T17:00+07', 2, '2025-08-30T12:00+07');

-- Fees are paid in six groups of departments (exam codes 01-19 and 21-65), a day apart; which department is in which group is published
-- each year, and operators change it here.
INSERT INTO season_window (id, season, step, department_code, opens_at, closes_at)
SELECT format('%s-payment-%s', s.season, d.code), s.season, 'payment', d.code, s.opens + (d.day_group - 1) * interval '1 day', s.closes
FROM (VALUES
    ('2022', timestamptz '2022-08-21T00:00+07', timestamptz '2022-08-28T17:00+07'),
    ('2025', timestamptz '2025-07-29T00:00+07', timestamptz '2025-08-05T17:00+07'),
    ('2026', timestamptz '2026-07-15T00:00+07', timestamptz '2026-07-21T17:00+07')) AS s (season, opens, closes),
  (SELECT to_char(number, 'FM00') AS code, ntile(6) OVER (ORDER BY number) AS day_group
   FROM generate_series(1, 65) AS number WHERE number <> 20) AS d;

-- Which season this installation runs, and whether it is its trial; chosen by its first start.
ALTER TABLE installation ADD season text, ADD trial boolean;

GRANT INSERT ON season_window TO registration;
GRANT SELECT, INSERT ON audit, staff_grant, proposal TO registration;
GRANT UPDATE (ended_at, ended_by) ON staff_grant TO registration;
GRANT UPDATE (state, decided_by, decided_at) ON proposal TO registration;
GRANT SELECT, UPDATE ON access_version TO registration;
