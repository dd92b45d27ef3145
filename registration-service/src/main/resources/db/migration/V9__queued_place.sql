-- Where the filing received last stands in the queue, if the record, which got it without the queue, gave it a later place: what the queue
-- has after it is later all the same.
ALTER TABLE current_filing ADD COLUMN queued_us bigint;
