-- How far the people who came in a period got. A row is one group and one step, with the number of
-- people who reached it; reaching a stage means reaching all stages before it, and a sale means all.
-- Places: group (expression over p and brought), people, opportunities (conditions).
-- Steps 0 to 3 are the lead's; each pipeline then adds its open stages (10, 11, …) and won (1000).
-- Cost: hash joins over the cohort and the stage visits of its opportunities.
WITH brought AS (
    -- not materialized: no campaign in the grouping, no look at the touches
    SELECT DISTINCT ON (person_id) person_id, campaign_id
    FROM touch WHERE campaign_id IS NOT NULL ORDER BY person_id, at, id
), qualified AS MATERIALIZED (
    SELECT DISTINCT person_id FROM lifecycle_change
    WHERE to_lifecycle IN ('mql', 'sql', 'opportunity', 'customer')
), worked AS MATERIALIZED (
    SELECT DISTINCT person_id FROM status_change WHERE to_status NOT IN ('open', '')
), stages AS (
    SELECT id, pipeline_id, key, labels, closed,
        row_number() OVER (PARTITION BY pipeline_id ORDER BY closed, position) AS place
    FROM stage WHERE deleted_at IS NULL
), furthest AS MATERIALIZED (
    SELECT o.person_id, o.pipeline_id, bool_or(o.outcome = 'won') AS won,
        max(CASE WHEN o.outcome = 'won' THEN 1000 WHEN s.closed THEN 1 ELSE s.place END) AS place
    FROM opportunity o
    JOIN person p ON p.id = o.person_id
    JOIN stage_visit v ON v.opportunity_id = o.id
    JOIN stages s ON s.id = v.stage_id
    WHERE {people} AND {opportunities}
    GROUP BY o.person_id, o.pipeline_id
), cohort AS MATERIALIZED (
    SELECT p.id, {group} AS grp,
        EXISTS (SELECT FROM furthest f WHERE f.person_id = p.id) AS has_opportunity,
        p.status <> 'open' OR worked.person_id IS NOT NULL AS is_worked,
        p.lifecycle IN ('mql', 'sql', 'opportunity', 'customer') OR qualified.person_id IS NOT NULL
            AS is_qualified
    FROM person p
    LEFT JOIN brought ON brought.person_id = p.id
    LEFT JOIN qualified ON qualified.person_id = p.id
    LEFT JOIN worked ON worked.person_id = p.id
    WHERE {people}
), counted AS (
    SELECT grp, count(*) AS leads,
        count(*) FILTER (WHERE is_worked OR is_qualified OR has_opportunity) AS contacted,
        count(*) FILTER (WHERE is_qualified OR has_opportunity) AS qualified,
        count(*) FILTER (WHERE has_opportunity) AS opportunity
    FROM cohort GROUP BY grp
)
SELECT c.grp, NULL::bigint AS pipeline_id, step.place, step.name AS step, NULL::jsonb AS labels,
    step.name AS key, step.people
FROM counted c CROSS JOIN LATERAL (VALUES
    (0, 'lead', c.leads), (1, 'contacted', c.contacted), (2, 'qualified', c.qualified),
    (3, 'opportunity', c.opportunity)
) AS step (place, name, people)
UNION ALL
SELECT c.grp, s.pipeline_id, 9 + s.place, s.id::text, s.labels, s.key, count(*)
FROM cohort c JOIN furthest f ON f.person_id = c.id
JOIN stages s ON s.pipeline_id = f.pipeline_id AND NOT s.closed AND s.place <= f.place
GROUP BY c.grp, s.pipeline_id, s.place, s.id, s.labels, s.key
UNION ALL
SELECT c.grp, f.pipeline_id, 1000, 'won', NULL, 'won', count(*) FILTER (WHERE f.won)
FROM cohort c JOIN furthest f ON f.person_id = c.id
GROUP BY c.grp, f.pipeline_id
ORDER BY 1, 2 NULLS FIRST, 3
