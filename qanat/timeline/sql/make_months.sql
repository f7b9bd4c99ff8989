-- Has a partition of event for every given month, in order, so that two callers cannot block
-- each other. Cost: 0.1 ms per month that is there, 5 ms per one that is not.
SELECT event_month(month) FROM unnest(%(months)s::timestamptz[]) AS month ORDER BY month
