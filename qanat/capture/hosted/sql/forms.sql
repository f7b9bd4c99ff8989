-- The forms, one a row, with what came in by each. Parameters: now (instant), after (id), limit (rows).
-- Cost: for each form the rows of its last seven days in the index submission_form, counted up to 10,000, and one more.
SELECT f.id, f.name, f.slug, f.active, f.languages, week.count, last.at
FROM form f
LEFT JOIN LATERAL (
    SELECT count(*) FROM (
        SELECT FROM inbox_submission s
        WHERE s.door = 'form:' || f.id AND s.door LIKE 'form:%%'
            AND s.received_at > %(now)s::timestamptz - interval '7 days' AND s.state <> 'dropped'
        LIMIT 10000
    ) few
) week ON true
LEFT JOIN LATERAL (
    SELECT max(s.received_at) AS at FROM inbox_submission s
    WHERE s.door = 'form:' || f.id AND s.door LIKE 'form:%%'
) last ON true
WHERE f.id > %(after)s
ORDER BY f.id
LIMIT %(limit)s
