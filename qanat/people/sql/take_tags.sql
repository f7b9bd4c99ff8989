-- Takes tags, given by key, off people. Gives how many were taken.
WITH taken AS (
    DELETE FROM person_tag USING tag
    WHERE tag.id = person_tag.tag_id AND tag.name_key = ANY (%(keys)s::text[])
        AND person_tag.person_id = ANY (%(ids)s::bigint[])
    RETURNING 1
)
SELECT count(*) FROM taken
