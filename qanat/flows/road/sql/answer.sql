-- How people stand at the end of the road, as the sender is told. A row is one person: id, answer.
SELECT p.id, json_build_object(
    'person_id', p.id,
    'lifecycle', p.lifecycle,
    'status', p.status,
    'cycle', p.cycle,
    'account_id', p.account_id,
    'owner', CASE WHEN u.id IS NOT NULL THEN json_build_object(
        'id', u.id, 'name', coalesce(nullif(u.name, ''), u.email), 'reason', a.reason,
        'rule', a.rule_name, 'pool', a.pool_name) END,
    'score', CASE WHEN s.person_id IS NOT NULL THEN json_build_object(
        'fit', s.fit, 'engagement', s.engagement, 'total', s.total, 'band', s.band) END)
FROM person p
LEFT JOIN access_user u ON u.id = p.owner_id
LEFT JOIN score s ON s.person_id = p.id
LEFT JOIN LATERAL (
    SELECT reason, rule_name, pool_name FROM assignment
    WHERE person_id = p.id AND owner_id = p.owner_id ORDER BY at DESC, id DESC LIMIT 1
) a ON true
WHERE p.id = ANY(%(ids)s::bigint[])
