-- Opportunities 1 to %(opportunities)s of the default pipeline, spread over the converted people; more than half open,
-- with a visit for each stage that they went through.
INSERT INTO opportunity (id, name, person_id, account_id, pipeline_id, stage_id, entered_stage_at,
    outcome, amount, currency, owner_id, opened_at, closed_at, created_at, updated_at)
SELECT n, 'Opportunity ' || n, p.id, p.account_id, s.pipeline_id, s.id,
    way.opened_at + interval '3 days' * s.place, way.outcome, 100 + bench.pick(n, 42, 90000), 'USD',
    p.owner_id, way.opened_at,
    CASE WHEN way.outcome <> 'open' THEN way.opened_at + interval '3 days' * s.place END,
    way.opened_at, way.opened_at
FROM generate_series(1, %(opportunities)s::bigint) AS n
CROSS JOIN LATERAL (SELECT
    (ARRAY['open', 'open', 'open', 'open', 'open', 'open', 'won', 'won', 'won', 'lost'])
        [1 + bench.pick(n, 41, 10)] AS outcome,
    %(now)s::timestamptz - interval '15 days' - interval '1 day' * bench.pick(n, 43, 345) AS opened_at,
    (n - 1) %% (%(people)s / 10 * 3) AS place
) AS way
JOIN person p ON p.id = way.place / 3 * 10 + 1 + way.place %% 3
JOIN (
    SELECT id, pipeline_id, closed, row_number() OVER (ORDER BY closed, position) - 1 AS place
    FROM stage WHERE deleted_at IS NULL AND pipeline_id = (SELECT id FROM pipeline WHERE "default")
) AS s ON s.place = CASE WHEN way.outcome = 'open' THEN bench.pick(n, 44, 4) ELSE 4 END;

SELECT setval(pg_get_serial_sequence('opportunity', 'id'), %(opportunities)s);

INSERT INTO stage_visit (opportunity_id, stage_id, entered_at, left_at, outcome, actor)
SELECT o.id, s.id, o.opened_at + interval '3 days' * s.place,
    CASE WHEN s.id <> o.stage_id THEN o.opened_at + interval '3 days' * (s.place + 1) END,
    CASE WHEN s.id = o.stage_id THEN o.outcome ELSE 'open' END, 'user:1'
FROM opportunity o
JOIN (
    SELECT id, pipeline_id, row_number() OVER (ORDER BY closed, position) - 1 AS place
    FROM stage WHERE deleted_at IS NULL AND pipeline_id = (SELECT id FROM pipeline WHERE "default")
) AS s ON o.opened_at + interval '3 days' * s.place <= o.entered_stage_at;
