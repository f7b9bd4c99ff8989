-- One row: how many open people and opportunities there are, and how many of them are neglected.
-- Parameters: now, those of the condition on p, now, those of the condition on o.
-- Cost: hash anti-joins over open tasks and meetings to come, about 0.1 s for 100,000 people.
WITH people AS (
    SELECT p.owner_id,
           EXISTS (SELECT FROM task t WHERE t.person_id = p.id
                   AND t.done_at IS NULL AND t.deleted_at IS NULL)
           OR EXISTS (SELECT FROM meeting m WHERE m.person_id = p.id AND m.outcome = ''
                      AND m.starts_at >= %s AND m.deleted_at IS NULL) AS planned
    FROM person p
    WHERE p.deleted_at IS NULL AND p.lifecycle IN ('lead', 'mql', 'sql', 'opportunity')
        AND NOT EXISTS (SELECT FROM status st WHERE st.key = p.status AND st.closed)
        AND {condition}
), opportunities AS (
    SELECT EXISTS (SELECT FROM task t WHERE t.opportunity_id = o.id
                   AND t.done_at IS NULL AND t.deleted_at IS NULL)
           OR EXISTS (SELECT FROM meeting m WHERE m.opportunity_id = o.id AND m.outcome = ''
                      AND m.starts_at >= %s AND m.deleted_at IS NULL) AS planned
    FROM opportunity o
    WHERE o.deleted_at IS NULL AND o.outcome = 'open' AND {condition}
)
SELECT p.people, p.people_without_owner, p.people_without_next_step,
       o.opportunities, o.opportunities_without_next_step
FROM (
    SELECT count(*) AS people,
           count(*) FILTER (WHERE owner_id IS NULL) AS people_without_owner,
           count(*) FILTER (WHERE NOT planned) AS people_without_next_step
    FROM people
) p, (
    SELECT count(*) AS opportunities,
           count(*) FILTER (WHERE NOT planned) AS opportunities_without_next_step
    FROM opportunities
) o
