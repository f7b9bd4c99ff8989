-- The identifiers that locked people in the trash were deleted with and that somebody else holds
-- now. A row is a key and its holder. Two people of the trash who share one clash too.
WITH wanted AS (
    SELECT kind, value, identifier.person_id
    FROM identifier JOIN person ON person.id = identifier.person_id
        AND identifier.deleted_at = person.deleted_at
    WHERE person.id = ANY (%(ids)s::bigint[])
)
SELECT wanted.kind, wanted.value, held.person_id
FROM wanted JOIN identifier AS held USING (kind, value) WHERE held.deleted_at IS NULL
UNION
SELECT kind, value, min(person_id) FROM wanted
GROUP BY kind, value HAVING count(DISTINCT person_id) > 1
ORDER BY 1, 2
