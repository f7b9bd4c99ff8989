-- Static lists by id with the number of their people that may be seen (owners in `sees`, or `all`),
-- counted up to 10,001.
SELECT list.id, list.name, list.owner_id, (
    SELECT count(*) FROM (
        SELECT FROM list_member JOIN person ON person.id = list_member.person_id
        WHERE list_member.static_list_id = list.id AND person.deleted_at IS NULL
            AND (%(all)s::boolean OR person.owner_id = ANY (%(sees)s::bigint[]))
        LIMIT 10001
    ) AS member
)
FROM static_list AS list
WHERE list.id > %(after)s
ORDER BY list.id
LIMIT %(limit)s
