-- A row is one task with the names of what it is about; the caller adds WHERE and ORDER BY.
SELECT t.id, t.title, t.kind, t.due_at, t.done_at, t.outcome, t.snoozes,
       t.person_id, coalesce(nullif(p.full_name, ''), p.email, '') AS person_name,
       t.opportunity_id, coalesce(o.name, '') AS opportunity_name,
       t.owner_id, coalesce(nullif(u.name, ''), u.email) AS owner_name
FROM task t
JOIN access_user u ON u.id = t.owner_id
LEFT JOIN person p ON p.id = t.person_id
LEFT JOIN opportunity o ON o.id = t.opportunity_id
