-- A row is one opportunity with the names of what it points at; the caller adds WHERE and ORDER BY
-- over `opportunity o` and `stage s`.
-- Cost: the joins are by primary key, about 5 µs for each row found.
SELECT o.id, o.name,
       o.person_id, coalesce(nullif(p.full_name, ''), p.email, '') AS person_name,
       o.account_id, coalesce(a.name, '') AS account_name,
       o.campaign_id,
       o.owner_id, coalesce(nullif(u.name, ''), u.email) AS owner_name,
       o.pipeline_id, pl.labels AS pipeline_labels,
       o.stage_id, s.key AS stage_key, s.labels AS stage_labels,
       o.outcome, r.key AS lost_reason, r.labels AS reason_labels,
       o.amount, o.currency, o.chance AS own_chance, s.chance AS stage_chance,
       o.kind, o.custom, o.expected_close_on,
       o.entered_stage_at, s.patience_days, o.opened_at, o.closed_at, o.updated_at
FROM opportunity o
JOIN pipeline pl ON pl.id = o.pipeline_id
JOIN stage s ON s.id = o.stage_id
JOIN access_user u ON u.id = o.owner_id
LEFT JOIN person p ON p.id = o.person_id
LEFT JOIN account a ON a.id = o.account_id
LEFT JOIN lost_reason r ON r.id = o.lost_reason_id
