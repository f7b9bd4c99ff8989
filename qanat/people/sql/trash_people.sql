-- Puts locked people into the trash. Their identifiers get the same instant, by which they are
-- found again when the people come back.
WITH freed AS (
    UPDATE identifier SET deleted_at = %(now)s::timestamptz
    WHERE person_id = ANY (%(ids)s::bigint[]) AND deleted_at IS NULL
)
UPDATE person SET deleted_at = %(now)s::timestamptz WHERE id = ANY (%(ids)s::bigint[])
