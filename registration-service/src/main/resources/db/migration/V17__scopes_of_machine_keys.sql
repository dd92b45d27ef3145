-- What a machine's key may be used for. Keys that were registered before keep what they could do.
ALTER TABLE staff_grant ADD scopes text[];      -- null: of a person; of a machine, that a node of the version before registered it

UPDATE staff_grant SET scopes = CASE role
  WHEN 'institution' THEN ARRAY['admitted-lists', 'applications', 'grants']
  WHEN 'finance' THEN ARRAY['grants', 'payments']
  WHEN 'auditor' THEN ARRAY['grants', 'operations', 'payments']
  ELSE ARRAY[]::text[] END
WHERE public_key IS NOT NULL;
