-- Why people have their owners. One row per person: id, owner's name, then the newest assignment
-- to that owner: reason, rule, pool, turn, share, shares, note, by whom, when; the reason is null
-- when the owner was set without an assignment, such as with the record itself.
SELECT p.id, coalesce(nullif(u.name, ''), u.email), a.reason, a.rule_name, a.pool_name,
    a.turn, a.share, a.shares, a.note,
    coalesce(nullif(by_user.name, ''), by_user.email, a.actor), a.at
FROM person p
LEFT JOIN access_user u ON u.id = p.owner_id
LEFT JOIN LATERAL (
    SELECT * FROM assignment WHERE person_id = p.id ORDER BY at DESC, id DESC LIMIT 1
) a ON a.owner_id = p.owner_id
LEFT JOIN access_user by_user ON a.actor = 'user:' || by_user.id
WHERE p.id = ANY(%(ids)s::bigint[])
