-- The ids of the opportunities that are longest in a stage beyond its patience: of each stage as many
-- as the page holds, by the index `opportunity_board` backwards.
-- Parameters: those of the condition on o, now, limit.
SELECT found.id
FROM stage st
CROSS JOIN LATERAL (
    SELECT o.id
    FROM opportunity o
    WHERE o.stage_id = st.id AND {condition} AND o.outcome = 'open'
        AND o.entered_stage_at < %s - make_interval(days => st.patience_days)
    ORDER BY o.entered_stage_at, o.id LIMIT %s
) found
WHERE st.deleted_at IS NULL AND NOT st.closed AND st.patience_days IS NOT NULL
