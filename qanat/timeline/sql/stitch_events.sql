-- Joins the events of visitors, where nobody is known yet, to the people they are. Gives how many.
-- Cost: one look into each month's index per visitor.
WITH stitched AS (
    UPDATE event SET person_id = pair.person_id
    FROM json_to_recordset(%(pairs)s::json) AS pair(visitor_id bigint, person_id bigint)
    WHERE event.visitor_id = pair.visitor_id AND event.person_id IS NULL
    RETURNING 1
)
SELECT count(*) FROM stitched
