-- Each stage of each pipeline: what is in it now, and how long stays in it take. A row is one stage
-- (and one owner, when grouped). Places: group (expression over o), opportunities (condition over o),
-- entered_when (period over the visit), currency, at (instant to which open stays are counted).
-- Cost: one pass over the opportunities and their visits.
WITH chosen AS MATERIALIZED (
    SELECT o.id, o.stage_id, o.outcome, o.amount, o.currency, o.chance, {group} AS grp
    FROM opportunity o WHERE {opportunities}
), now_in AS (
    SELECT c.grp, c.stage_id, count(*) AS open,
        coalesce(sum(c.amount) FILTER (WHERE c.currency = {currency}), 0) AS open_value,
        coalesce(sum(c.amount * coalesce(c.chance, s.chance) / 100.0)
            FILTER (WHERE c.currency = {currency}), 0) AS weighted_value,
        count(*) FILTER (WHERE s.patience_days IS NOT NULL
            AND v.entered_at < {at} - make_interval(days => s.patience_days)) AS ageing
    FROM chosen c
    JOIN stage s ON s.id = c.stage_id
    JOIN stage_visit v ON v.opportunity_id = c.id AND v.left_at IS NULL
    WHERE c.outcome = 'open' GROUP BY c.grp, c.stage_id
), stays AS (
    SELECT c.grp, v.stage_id, count(*) AS entered, count(v.left_at) AS left_it,
        avg(d.days)::double precision AS mean_days,
        (percentile_cont(0.5) WITHIN GROUP (ORDER BY d.days))::double precision AS median_days
    FROM chosen c JOIN stage_visit v ON v.opportunity_id = c.id
    CROSS JOIN LATERAL (
        SELECT extract(epoch FROM greatest(coalesce(v.left_at, {at}) - v.entered_at, interval '0'))
            / 86400 AS days
    ) d
    WHERE {entered_when} GROUP BY c.grp, v.stage_id
), places AS (
    SELECT grp, stage_id FROM now_in UNION SELECT grp, stage_id FROM stays
)
SELECT pl.id AS pipeline_id, pl.labels AS pipeline_labels, s.labels AS stage_labels,
    pl.key AS pipeline_key, s.key AS stage_key, places.grp,
    coalesce(n.open, 0) AS open,
    coalesce(n.open_value, 0)::numeric(18, 2) AS open_value,
    coalesce(n.weighted_value, 0)::numeric(18, 2) AS weighted_value,
    coalesce(n.ageing, 0) AS ageing,
    coalesce(y.entered, 0) AS entered, coalesce(y.left_it, 0) AS moved_on,
    y.mean_days, y.median_days
FROM places
JOIN stage s ON s.id = places.stage_id
JOIN pipeline pl ON pl.id = s.pipeline_id
LEFT JOIN now_in n ON n.stage_id = places.stage_id AND n.grp = places.grp
LEFT JOIN stays y ON y.stage_id = places.stage_id AND y.grp = places.grp
ORDER BY places.grp, pl.id, s.closed, s.position NULLS LAST
