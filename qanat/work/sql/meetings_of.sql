-- The meetings with one person, the last first. Parameters: person, those of the condition, limit.
SELECT m.id, m.kind, m.outcome, m.subject, m.place, m.starts_at, m.ends_at,
       m.person_id, m.account_id, m.opportunity_id, m.owner_id,
       coalesce(nullif(u.name, ''), u.email, '') AS owner_name
FROM person p
JOIN meeting m ON m.person_id = p.id AND m.deleted_at IS NULL
LEFT JOIN access_user u ON u.id = m.owner_id
WHERE p.id = %s AND p.deleted_at IS NULL AND {condition}
ORDER BY m.starts_at DESC, m.id DESC LIMIT %s
