-- The notes on one person, the last first. Parameters: person, those of the condition, limit.
SELECT n.id, n.text, n.at, n.person_id, n.opportunity_id, n.author_id,
       coalesce(nullif(u.name, ''), u.email, '') AS author_name
FROM person p
JOIN note n ON n.person_id = p.id AND n.deleted_at IS NULL
LEFT JOIN access_user u ON u.id = n.author_id
WHERE p.id = %s AND p.deleted_at IS NULL AND {condition}
ORDER BY n.at DESC, n.id DESC LIMIT %s
