-- Writes the scores that differ from those kept, and appends to the history where the total does.
-- A row of `moved` that is also in `written` is one person whose score was written; `before` and
-- `band_before` are null when there was no score. What is answered stands in scorer.py.
-- Places, in order: the SELECT of plan.scored where it says so; then the model, the instant, the
-- model, whether a score of a later instant stays, the instant.
-- MATERIALIZED matters: inlined, the pass over the events is made twice.
WITH scored AS MATERIALIZED (/*scored*/),
moved AS (
    SELECT scored.*, kept.total AS before, kept.band AS band_before
    FROM scored LEFT JOIN score kept USING (person_id)
    WHERE (kept.model_id, kept.fit, kept.engagement, kept.band, kept.rule_ids)
        IS DISTINCT FROM (%s::bigint, scored.fit, scored.engagement, scored.band, scored.rule_ids)
),
written AS (
    INSERT INTO score AS kept
        (scored_at, model_id, person_id, fit, engagement, total, band, rule_ids)
    SELECT %s::timestamptz, %s::bigint, person_id, fit, engagement, total, band, rule_ids
    FROM moved
    ON CONFLICT (person_id) DO UPDATE SET
        scored_at = EXCLUDED.scored_at, model_id = EXCLUDED.model_id, fit = EXCLUDED.fit,
        engagement = EXCLUDED.engagement, total = EXCLUDED.total, band = EXCLUDED.band,
        rule_ids = EXCLUDED.rule_ids
    WHERE NOT %s::boolean OR kept.scored_at <= EXCLUDED.scored_at
        OR kept.model_id <> EXCLUDED.model_id
    RETURNING person_id
),
told AS (
    INSERT INTO score_change (at, person_id, from_total, to_total, to_band)
    SELECT %s::timestamptz, person_id, before, total, band
    FROM moved JOIN written USING (person_id)
    WHERE before IS DISTINCT FROM total
)
