-- What a request of staff said: ids, amounts, resolution, assignee; null where it said nothing. What people wrote stands elsewhere.
ALTER TABLE audit ADD named jsonb;
