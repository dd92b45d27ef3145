-- On which days of a year banks do not work: one of finance says the whole list, another decides. What is in force stands in
-- `holiday`, too. Of a year without a list nobody knows when banks pay: nothing is compared with the bank, and no day closed.
CREATE TABLE calendar (
  number      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  year        integer NOT NULL CHECK (year BETWEEN 2000 AND 2099),
  days        date[] NOT NULL,
  names       text[] NOT NULL,
  state       text NOT NULL CHECK (state IN ('proposed', 'in-force', 'rejected', 'replaced')),
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by  text CHECK (decided_by <> proposed_by),
  decided_at  timestamptz,
  CHECK (cardinality(days) = cardinality(names)),
  CHECK (state IN ('proposed', 'replaced') OR decided_by IS NOT NULL)
);
CREATE UNIQUE INDEX calendar_in_force ON calendar (year) WHERE state = 'in-force';
CREATE UNIQUE INDEX calendar_proposed ON calendar (year) WHERE state = 'proposed';

INSERT INTO holiday VALUES
  ('2025-01-01', 'Tết Dương lịch'), ('2025-01-27', 'Tết Nguyên đán'), ('2025-01-28', 'Tết Nguyên đán'),
  ('2025-01-29', 'Tết Nguyên đán'), ('2025-01-30', 'Tết Nguyên đán'), ('2025-01-31', 'Tết Nguyên đán'),
  ('2025-04-07', 'Giỗ Tổ Hùng Vương'), ('2025-04-30', 'Ngày Chiến thắng'), ('2025-05-01', 'Quốc tế Lao động'),
  ('2025-05-02', 'Nghỉ hoán đổi'), ('2025-09-01', 'Quốc khánh'), ('2025-09-02', 'Quốc khánh')
  ON CONFLICT DO NOTHING;
INSERT INTO calendar (year, days, names, state, proposed_by, proposed_at, decided_by, decided_at)
SELECT extract(year FROM day)::integer, array_agg(day ORDER BY day), array_agg(name ORDER BY day), 'in-force', 'installation', now(),
  'system', now()
FROM holiday WHERE extract(year FROM day) IN (2025, 2026) GROUP BY 1;

-- Whether there is a list of each year from the day after this one to when banks work again.
CREATE FUNCTION calendar_known(day date) RETURNS boolean LANGUAGE sql STABLE
  RETURN NOT EXISTS (SELECT FROM generate_series(extract(year FROM day + 1)::integer, extract(year FROM credit_day(day))::integer) AS y
    WHERE NOT EXISTS (SELECT FROM calendar c WHERE c.year = y AND c.state = 'in-force'));

GRANT SELECT, INSERT ON calendar TO payment;
GRANT UPDATE (state, decided_by, decided_at) ON calendar TO payment;
GRANT INSERT, DELETE ON holiday TO payment;
