-- Who holds each of the given keys now. A row is one key that somebody holds; the people in `but`
-- do not count. Cost: one look into an index per key.
SELECT identifier.kind, identifier.value, identifier.person_id
FROM json_to_recordset(%(keys)s::json) AS key(kind text, value text)
JOIN identifier ON identifier.kind = key.kind AND identifier.value = key.value
    AND identifier.deleted_at IS NULL
WHERE identifier.person_id <> ALL (%(but)s::bigint[])
