-- A row is one opportunity with the names of what it points at; the caller adds WHERE and ORDER BY
-- over `opportunity o` and `stage s`.
-- Names are looked up for the rows of the page only. Seven joins instead took the planner ten times
-- as long as finding 50 rows among 100,000.
SELECT o.id, o.name,
       o.person_id,
       coalesce((SELECT coalesce(nullif(p.full_name, ''), p.email) FROM person p
                 WHERE p.id = o.person_id), '') AS person_name,
       o.account_id,
       coalesce((SELECT a.name FROM account a WHERE a.id = o.account_id), '') AS account_name,
       o.campaign_id,
       o.owner_id,
       (SELECT coalesce(nullif(u.name, ''), u.email) FROM access_user u
        WHERE u.id = o.owner_id) AS owner_name,
       o.pipeline_id, (SELECT pl.labels FROM pipeline pl WHERE pl.id = o.pipeline_id) AS pipeline_labels,
       o.stage_id, s.key AS stage_key, s.labels AS stage_labels,
       o.outcome,
       (SELECT r.key FROM lost_reason r WHERE r.id = o.lost_reason_id) AS lost_reason,
       (SELECT r.labels FROM lost_reason r WHERE r.id = o.lost_reason_id) AS reason_labels,
       o.amount, o.currency, o.chance AS own_chance, s.chance AS stage_chance,
       o.kind, o.custom, o.expected_close_on,
       o.entered_stage_at, s.patience_days, o.opened_at, o.closed_at, o.updated_at
FROM opportunity o
JOIN stage s ON s.id = o.stage_id
