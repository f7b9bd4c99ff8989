-- Which of the given people are open, have an owner, and have nothing planned with them.
-- A row is one person: id, owner, cycle, whether there is a phone to call.
SELECT p.id, p.owner_id, p.cycle, p.phone <> ''
FROM person p
WHERE p.id = ANY(%(ids)s::bigint[]) AND p.owner_id IS NOT NULL AND p.deleted_at IS NULL
    AND NOT EXISTS (SELECT FROM status s WHERE s.key = p.status AND s.closed)
    AND NOT EXISTS (
        SELECT FROM task t
        WHERE t.person_id = p.id AND t.done_at IS NULL AND t.deleted_at IS NULL)
ORDER BY p.id
