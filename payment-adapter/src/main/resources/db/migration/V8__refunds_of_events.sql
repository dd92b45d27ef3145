-- Registration is told which refund an event is of: one payment can have several. Events from before do not say.
ALTER TABLE event ADD refund_id uuid;

-- The first of those that were opened one in the place of the other; null where it is this one.
ALTER TABLE refund ADD origin uuid;
