-- The calls with one person, the last first. Parameters: person, those of the condition, limit.
SELECT c.id, c.direction, c.outcome, c.subject, c.purpose, c.started_at, c.duration_seconds,
       c.person_id, c.account_id, c.opportunity_id, c.owner_id,
       coalesce(nullif(u.name, ''), u.email, '') AS owner_name
FROM person p
JOIN call c ON c.person_id = p.id AND c.deleted_at IS NULL
LEFT JOIN access_user u ON u.id = c.owner_id
WHERE p.id = %s AND p.deleted_at IS NULL AND {condition}
ORDER BY c.started_at DESC, c.id DESC LIMIT %s
