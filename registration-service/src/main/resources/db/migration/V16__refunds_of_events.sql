-- Which refund an event is of: whether a surplus is on its way back, or was decided otherwise. Events from before do not say.
ALTER TABLE payment_event ADD refund_id uuid;
CREATE INDEX payment_event_refund ON payment_event (refund_id) WHERE refund_id IS NOT NULL;
