-- Whoever is given a link can pay this bill, and do nothing else. The token is not kept: it is this id and a MAC of it.
CREATE TABLE payment_link (
  id         uuid PRIMARY KEY,
  bill_id    uuid NOT NULL REFERENCES bill,
  key        text NOT NULL,                    -- the candidate's name for it
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
  revoked_at timestamptz,
  UNIQUE (bill_id, key)
);
GRANT SELECT, INSERT ON payment_link TO registration;
GRANT UPDATE (revoked_at) ON payment_link TO registration;

ALTER TABLE bill_payment ADD CONSTRAINT bill_payment_link FOREIGN KEY (link_id) REFERENCES payment_link;
