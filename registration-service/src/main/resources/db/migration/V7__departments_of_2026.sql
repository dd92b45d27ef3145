-- In 2026 departments have the codes of the 34 provinces, and 65 (Cục Nhà trường) goes on: V3 gave their windows for payment the codes of
-- 2025. Nobody has paid by these, so they are replaced instead of hidden: what operators have changed meanwhile stays.
DELETE FROM season_window WHERE season = '2026' AND step = 'payment' AND proposal_id IS NULL;

INSERT INTO season_window (id, season, step, department_code, opens_at, closes_at)
SELECT '2026-payment-' || code, '2026', 'payment', code,
  timestamptz '2026-07-15T00:00+07' + (ntile(6) OVER (ORDER BY code) - 1) * interval '1 day', timestamptz '2026-07-21T17:00+07'
FROM unnest(string_to_array(
  '01 04 08 11 12 14 15 19 20 22 24 25 31 33 37 38 40 42 44 46 48 51 52 56 65 66 68 75 79 80 82 86 91 92 96', ' ')) AS code;
