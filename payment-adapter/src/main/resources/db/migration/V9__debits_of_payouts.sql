-- What left our account with a text that names no payout, and was one: two people say which.
ALTER TABLE difference DROP CONSTRAINT difference_resolution_check,
  ADD CONSTRAINT difference_resolution_check
    CHECK (resolution IN ('explained', 'returned', 'credited', 'written-off', 'paid-out')),
  ADD payout bigint;
GRANT UPDATE (payout) ON difference TO payment;
