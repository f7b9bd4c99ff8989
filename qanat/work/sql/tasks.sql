-- A row is one task with the names of what it is about; the caller adds WHERE and ORDER BY.
-- Names are looked up for the rows of the page only.
SELECT t.id, t.title, t.kind, t.due_at, t.done_at, t.outcome, t.snoozes,
       t.person_id,
       coalesce((SELECT coalesce(nullif(p.full_name, ''), p.email) FROM person p
                 WHERE p.id = t.person_id), '') AS person_name,
       t.opportunity_id,
       coalesce((SELECT o.name FROM opportunity o WHERE o.id = t.opportunity_id), '')
           AS opportunity_name,
       t.owner_id,
       (SELECT coalesce(nullif(u.name, ''), u.email) FROM access_user u
        WHERE u.id = t.owner_id) AS owner_name
FROM task t
