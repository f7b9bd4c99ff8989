-- Says who visitors are; waits for transactions that are just appending events of theirs.
WITH locked AS (
    SELECT visitor.id, pair.person_id
    FROM json_to_recordset(%(pairs)s::json) AS pair(visitor_id bigint, person_id bigint)
    JOIN visitor ON visitor.id = pair.visitor_id
    ORDER BY visitor.id FOR NO KEY UPDATE OF visitor
)
UPDATE visitor SET person_id = locked.person_id FROM locked WHERE visitor.id = locked.id
