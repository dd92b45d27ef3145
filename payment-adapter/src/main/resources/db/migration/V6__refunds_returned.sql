-- What was sent back and did not reach the payer is owed to the payer again.
ALTER TABLE refund DROP CONSTRAINT refund_state_check,
  ADD CONSTRAINT refund_state_check CHECK (state IN
    ('open', 'prepared', 'released', 'sent', 'unknown', 'refunded', 'refused', 'dismissed', 'returned'));
