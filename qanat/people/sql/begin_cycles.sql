-- Begins a new cycle for locked people: open again, and a lead again unless already a customer; both
-- histories are kept. A row of `moves` is one person. A row of the answer is one who did begin anew.
-- Cost: about 40 ms for 1,000.
WITH wanted AS (
    SELECT person.id, person.status AS status_before, person.lifecycle AS lifecycle_before,
        move.to AS status_after, move.at, move.reason,
        CASE person.lifecycle WHEN 'customer' THEN 'customer' ELSE 'lead' END AS lifecycle_after
    FROM json_to_recordset(%(moves)s::json)
        AS move(person_id bigint, "to" text, at timestamptz, reason text)
    JOIN person ON person.id = move.person_id AND person.deleted_at IS NULL
),
moved AS (
    UPDATE person SET
        status = wanted.status_after, lifecycle = wanted.lifecycle_after, cycle = person.cycle + 1,
        updated_at = %(now)s::timestamptz
    FROM wanted WHERE person.id = wanted.id
    RETURNING wanted.*
),
statuses AS (
    INSERT INTO status_change (person_id, at, actor, reason, from_status, to_status)
    SELECT id, at, %(actor)s::text, reason, status_before, status_after FROM moved
    WHERE status_before <> status_after ORDER BY id
),
lifecycles AS (
    INSERT INTO lifecycle_change (person_id, at, actor, reason, from_lifecycle, to_lifecycle)
    SELECT id, at, %(actor)s::text, reason, lifecycle_before, lifecycle_after FROM moved
    WHERE lifecycle_before <> lifecycle_after ORDER BY id
)
SELECT id, status_before, status_after FROM moved ORDER BY id
