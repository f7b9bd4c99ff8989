-- Opportunities with their stage visits, from a JSON array in which `index` is the place of each.
-- A row is the id of one opportunity, in the order of `index`. The last visit is the present one
-- and carries the outcome; the others were open.
-- Parameters: drafts (JSON), actor, now. Cost: about 60 µs for an opportunity with two visits.
WITH draft AS MATERIALIZED (
    SELECT nextval(pg_get_serial_sequence('opportunity', 'id')) AS id, d.*
    FROM jsonb_to_recordset(%(drafts)s::jsonb) AS d (
        index int, name text, person_id bigint, account_id bigint, campaign_id bigint,
        pipeline_id bigint, stage_id bigint, entered_stage_at timestamptz, outcome text,
        lost_reason text, amount numeric, currency text, chance smallint, kind text,
        owner_id bigint, expected_close_on date, custom jsonb, opened_at timestamptz,
        closed_at timestamptz, visits jsonb
    )
), written AS (
    INSERT INTO opportunity (
        id, name, person_id, account_id, campaign_id, pipeline_id, stage_id, entered_stage_at,
        outcome, lost_reason_id, amount, currency, chance, kind, owner_id, expected_close_on,
        custom, opened_at, closed_at, created_at, updated_at
    )
    SELECT d.id, d.name, d.person_id, d.account_id, d.campaign_id, d.pipeline_id, d.stage_id,
           d.entered_stage_at, d.outcome, r.id, d.amount, d.currency, d.chance, d.kind, d.owner_id,
           d.expected_close_on, d.custom, d.opened_at, d.closed_at, %(now)s, %(now)s
    FROM draft d
    LEFT JOIN lost_reason r ON r.key = d.lost_reason
    ORDER BY d.index
), visited AS (
    INSERT INTO stage_visit (
        opportunity_id, stage_id, entered_at, left_at, outcome, recorded_at, actor
    )
    SELECT d.id, v.stage_id, v.entered_at, v.left_at,
           CASE WHEN v.left_at IS NULL THEN d.outcome ELSE 'open' END, %(now)s, %(actor)s
    FROM draft d
    CROSS JOIN LATERAL jsonb_to_recordset(d.visits) AS v (
        stage_id bigint, entered_at timestamptz, left_at timestamptz
    )
    ORDER BY d.index, v.entered_at, v.left_at NULLS LAST
)
SELECT id FROM draft ORDER BY index
