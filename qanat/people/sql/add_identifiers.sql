-- Gives keys to people where nobody holds them yet, in the order of the keys so that two batches
-- wait for each other in one direction only.
INSERT INTO identifier (person_id, kind, value, created_at)
SELECT DISTINCT ON (kind, value) person_id, kind, value, %(now)s::timestamptz
FROM json_to_recordset(%(keys)s::json) AS key(person_id bigint, kind text, value text)
ORDER BY kind, value
ON CONFLICT (kind, value) WHERE deleted_at IS NULL DO NOTHING
