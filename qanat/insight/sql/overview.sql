-- The figures of a period. One row. People by when they came (leads to untouched), sales by when they
-- closed, and what stands now (open to without_next_step), whatever the period.
-- Places: people, opportunities (alive and visible), came_when, closed_when (period), currency.
-- The first response is the first outgoing call, or call or meeting in which one spoke with the person,
-- since they came in; its hours are the median over those who were answered.
-- Cost: joins over the people of the period with whom one spoke, and over what is planned for the rest.
WITH response AS MATERIALIZED (
    SELECT p.id AS person_id, min(spoken.at) AS at
    FROM person p
    JOIN (
        SELECT c.person_id, c.started_at AS at FROM call c
        WHERE c.deleted_at IS NULL
            AND (c.direction = 'outbound' OR c.outcome IN ('answered', 'call_back', 'not_interested'))
        UNION ALL
        SELECT m.person_id, m.starts_at FROM meeting m
        WHERE m.deleted_at IS NULL AND m.outcome = 'held'
    ) spoken ON spoken.person_id = p.id AND spoken.at >= p.came_at
    WHERE {people} AND {came_when}
    GROUP BY p.id
), came AS MATERIALIZED (
    SELECT p.came_at, response.at AS answered_at,
        p.lifecycle IN ('mql', 'sql', 'opportunity', 'customer') OR EXISTS (
            SELECT FROM lifecycle_change l WHERE l.person_id = p.id
                AND l.to_lifecycle IN ('mql', 'sql', 'opportunity', 'customer')) AS is_qualified,
        p.status = 'open' AND p.lifecycle IN ('lead', 'mql') AND response.at IS NULL AS is_untouched
    FROM person p LEFT JOIN response ON response.person_id = p.id
    WHERE {people} AND {came_when}
), planned AS MATERIALIZED (
    SELECT person_id FROM task
    WHERE done_at IS NULL AND deleted_at IS NULL AND person_id IS NOT NULL
    UNION
    SELECT person_id FROM meeting
    WHERE outcome = '' AND deleted_at IS NULL AND person_id IS NOT NULL
)
SELECT came.*, closed.*, standing.*, neglected.*
FROM (
    SELECT count(*) AS leads, count(*) FILTER (WHERE is_qualified) AS qualified,
        count(answered_at) AS answered, count(*) FILTER (WHERE is_untouched) AS untouched,
        (percentile_cont(0.5) WITHIN GROUP (
            ORDER BY extract(epoch FROM answered_at - came_at) / 3600
        ) FILTER (WHERE answered_at IS NOT NULL))::double precision AS response_hours
    FROM came
) came, (
    SELECT count(*) FILTER (WHERE o.outcome = 'won') AS won,
        count(*) FILTER (WHERE o.outcome = 'lost') AS lost,
        coalesce(sum(o.amount) FILTER (WHERE o.outcome = 'won' AND o.currency = {currency}), 0)
            ::numeric(18, 2) AS won_value,
        count(*) FILTER (WHERE o.outcome = 'won' AND o.currency <> {currency}) AS other_currencies
    FROM opportunity o WHERE {opportunities} AND {closed_when}
) closed, (
    SELECT count(*) AS open,
        coalesce(sum(o.amount) FILTER (WHERE o.currency = {currency}), 0)::numeric(18, 2) AS open_value,
        coalesce(sum(o.amount * coalesce(o.chance, s.chance) / 100.0)
            FILTER (WHERE o.currency = {currency}), 0)::numeric(18, 2) AS weighted_value
    FROM opportunity o JOIN stage s ON s.id = o.stage_id
    WHERE o.outcome = 'open' AND {opportunities}
) standing, (
    SELECT count(*) AS open_people, count(*) FILTER (WHERE n.person_id IS NULL) AS without_next_step
    FROM person p LEFT JOIN planned n ON n.person_id = p.id
    WHERE p.lifecycle IN ('lead', 'mql', 'sql', 'opportunity')
        AND p.status NOT IN (SELECT st.key FROM status st WHERE st.closed)
        AND {people}
) neglected
