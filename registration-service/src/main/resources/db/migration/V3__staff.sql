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

GRANT SELECT, INSERT ON audit, staff_grant, proposal TO registration;
GRANT UPDATE (ended_at, ended_by) ON staff_grant TO registration;
GRANT UPDATE (state, decided_by, decided_at) ON proposal TO registration;
GRANT SELECT, UPDATE ON access_version TO registration;
