-- A row is one stage and one currency in it, stages in order; a stage with nothing in it has one
-- row without a currency. `weighted` is by the chance of each opportunity in per cent.
-- Parameters: pipeline, those of the condition, pipeline, since when closed ones count, those of
-- the condition again, pipeline.
-- Cost: one index-only scan over the open opportunities of the pipeline, which are added up by
-- their own chance first and weighted then (half of what weighting each takes), and an index scan
-- over those closed since.
SELECT s.id, s.key, s.labels, s.position, s.closed, s.chance, s.patience_days, s.gate,
       t.currency, t.count, t.amount, t.weighted
FROM stage s
LEFT JOIN (
    SELECT stage_id, currency, sum(count)::bigint AS count, sum(amount) AS amount,
           round(sum(weighted) / 100, 2) AS weighted
    FROM (
        SELECT alike.stage_id, alike.currency, alike.count, alike.amount,
               alike.amount * coalesce(alike.chance, at.chance) AS weighted
        FROM (
            SELECT o.stage_id, o.currency, o.chance, count(*) AS count,
                   coalesce(sum(o.amount), 0) AS amount
            FROM opportunity o
            WHERE o.pipeline_id = %s AND o.outcome = 'open' AND {condition}
            GROUP BY o.stage_id, o.currency, o.chance
        ) alike
        JOIN stage at ON at.id = alike.stage_id
        UNION ALL
        SELECT o.stage_id, o.currency, count(*),
               coalesce(sum(o.amount) FILTER (WHERE o.outcome = 'won'), 0),
               coalesce(sum(o.amount) FILTER (WHERE o.outcome = 'won'), 0) * 100
        FROM opportunity o
        WHERE o.pipeline_id = %s AND o.outcome IN ('won', 'lost') AND o.closed_at >= %s
            AND {condition}
        GROUP BY o.stage_id, o.currency
    ) parts
    GROUP BY stage_id, currency
) t ON t.stage_id = s.id
WHERE s.pipeline_id = %s AND s.deleted_at IS NULL
ORDER BY s.position, t.currency
