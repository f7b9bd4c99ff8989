-- Takes locked people back out of the trash, with the identifiers they were deleted with.
WITH back AS (
    UPDATE identifier SET deleted_at = NULL
    FROM person
    WHERE person.id = identifier.person_id AND identifier.deleted_at = person.deleted_at
        AND person.id = ANY (%(ids)s::bigint[])
)
UPDATE person SET deleted_at = NULL, updated_at = %(now)s::timestamptz
WHERE id = ANY (%(ids)s::bigint[])
