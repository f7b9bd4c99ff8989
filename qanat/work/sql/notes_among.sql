-- The notes among ids, on people who are not deleted; the condition on whom the actor sees follows.
SELECT n.id, n.text, n.at, n.person_id, n.opportunity_id, n.author_id,
       coalesce(nullif(u.name, ''), u.email, '') AS author_name
FROM note n
JOIN person p ON p.id = n.person_id AND p.deleted_at IS NULL
LEFT JOIN access_user u ON u.id = n.author_id
WHERE n.id = ANY(%s) AND n.deleted_at IS NULL
