-- One person with everything around the record, as PersonCard; the condition on whom the actor may
-- see follows. Parameters: the cap of the count of events, the id. Cost: 1 ms.
SELECT
    p.id, p.given_name, p.family_name, p.full_name, p.email, p.phone, p.job_title, p.company,
    p.industry, p.website, p.country, p.city, p.language, p.time_zone, p.lifecycle, p.status,
    p.cycle, p.source, p.medium, p.custom, p.came_at, p.created_at, p.updated_at, p.converted_at,
    (SELECT jsonb_build_object('id', a.id, 'name', a.name, 'domain', a.domain)
     FROM account a WHERE a.id = p.account_id AND a.deleted_at IS NULL),
    (SELECT jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email)
     FROM access_user u WHERE u.id = p.owner_id),
    (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value) ORDER BY i.id), '[]')
     FROM identifier i WHERE i.person_id = p.id AND i.deleted_at IS NULL),
    (SELECT coalesce(jsonb_agg(t.name ORDER BY t.name_key), '[]')
     FROM person_tag pt JOIN tag t ON t.id = pt.tag_id WHERE pt.person_id = p.id),
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name) ORDER BY l.name_key), '[]')
     FROM list_member m JOIN static_list l ON l.id = m.static_list_id WHERE m.person_id = p.id),
    (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'channel', c.channel, 'purpose', c.purpose, 'state', c.state, 'at', c.at)
        ORDER BY c.channel, c.purpose), '[]')
     FROM consent_state c WHERE c.person_id = p.id),
    (SELECT jsonb_build_object('at', t.at, 'source', t.source, 'medium', t.medium, 'campaign', c.name)
     FROM touch t LEFT JOIN campaign c ON c.id = t.campaign_id
     WHERE t.person_id = p.id ORDER BY t.at, t.id LIMIT 1),
    (SELECT jsonb_build_object('at', t.at, 'source', t.source, 'medium', t.medium, 'campaign', c.name)
     FROM touch t LEFT JOIN campaign c ON c.id = t.campaign_id
     WHERE t.person_id = p.id ORDER BY t.at DESC, t.id DESC LIMIT 1),
    (SELECT count(*) FROM touch t WHERE t.person_id = p.id),
    (SELECT count(*) FROM (SELECT FROM event e WHERE e.person_id = p.id LIMIT %s) AS counted)
FROM person p
WHERE p.id = %s AND p.deleted_at IS NULL
