-- People %(first)s to %(last)s with all that the intake leaves behind: identifiers, histories, a touch,
-- an assignment; and who looks after their accounts. Three in ten (those whose number ends in 1, 2 or 3) are converted. They came
-- during the year before %(now)s, in the order of their numbers within each call.
INSERT INTO person (id, given_name, family_name, full_name, name_key, email, phone, job_title,
    company, account_id, industry, country, city, language, lifecycle, status, owner_id, source,
    medium, came_at, created_at, updated_at, converted_at)
SELECT n, w.given, w.family, w.full_name, w.key, 'lead' || n || '@' || a.domain,
    '+9665' || lpad(n::text, 8, '0'),
    (ARRAY['Marketing manager', 'CEO', 'مدير المبيعات', 'Engineer', 'مدیرعامل', 'Buyer', 'Student',
        'Director of sales', 'Accountant', ''])[1 + bench.pick(n, 11, 10)],
    a.name, a.id, a.industry, a.country, a.city, (ARRAY['en', 'ar', 'fa'])[1 + bench.pick(n, 12, 3)],
    CASE WHEN n %% 10 BETWEEN 1 AND 3 THEN 'opportunity'
        ELSE (ARRAY['lead', 'lead', 'lead', 'mql', 'subscriber'])[1 + bench.pick(n, 13, 5)] END,
    CASE WHEN n %% 10 BETWEEN 1 AND 3 THEN 'qualified'
        ELSE (ARRAY['open', 'open', 'contacted', 'unqualified', 'nurture'])[1 + bench.pick(n, 14, 5)] END,
    (%(owners)s::bigint[])[1 + bench.pick(n, 15, cardinality(%(owners)s::bigint[]))],
    (ARRAY['web', 'google', 'referral', 'trade show', 'linkedin', 'partner'])[1 + bench.pick(n, 16, 6)],
    (ARRAY['cpc', 'organic', 'email'])[1 + bench.pick(n, 17, 3)],
    came.at, came.at, came.at, CASE WHEN n %% 10 BETWEEN 1 AND 3 THEN came.at + interval '5 days' END
FROM generate_series(%(first)s::bigint, %(last)s) AS n
JOIN bench.name w ON w.id = bench.pick(n, 18, (SELECT count(*)::int FROM bench.name))
JOIN account a ON a.id = 1 + bench.pick(n, 19, (SELECT count(*)::int FROM account))
CROSS JOIN LATERAL (
    SELECT %(now)s::timestamptz
        - interval '365 days' * ((%(last)s - n + 1) / (%(last)s - %(first)s + 1)::float8) AS at
) AS came;

SELECT setval('person_id_seq', %(last)s);

INSERT INTO identifier (person_id, kind, value, created_at)
SELECT p.id, key.kind, key.value, p.came_at
FROM person p CROSS JOIN LATERAL (VALUES ('email', p.email), ('phone', p.phone)) AS key (kind, value)
WHERE p.id BETWEEN %(first)s AND %(last)s;

INSERT INTO touch (person_id, at, source, medium, campaign_id, key)
SELECT id, came_at, source, medium, 1 + bench.pick(id, 20, 12), 'stock'
FROM person WHERE id BETWEEN %(first)s AND %(last)s;

INSERT INTO lifecycle_change (person_id, at, actor, to_lifecycle)
SELECT id, came_at, 'system:intake', 'lead' FROM person WHERE id BETWEEN %(first)s AND %(last)s
UNION ALL
SELECT id, came_at + interval '2 days', 'system:intake', lifecycle FROM person
WHERE id BETWEEN %(first)s AND %(last)s AND lifecycle <> 'lead';

INSERT INTO status_change (person_id, at, actor, to_status)
SELECT id, came_at, 'system:intake', 'open' FROM person WHERE id BETWEEN %(first)s AND %(last)s
UNION ALL
SELECT id, came_at + interval '3 days', 'user:1', status FROM person
WHERE id BETWEEN %(first)s AND %(last)s AND status <> 'open';

INSERT INTO owner_change (person_id, at, actor, to_owner_id)
SELECT id, came_at, 'system:intake', owner_id FROM person WHERE id BETWEEN %(first)s AND %(last)s;

INSERT INTO assignment (person_id, owner_id, reason, pool_name, turn, share, shares, at, actor)
SELECT id, owner_id, 'fallback', 'Everybody', id, 1, cardinality(%(owners)s::bigint[]), came_at,
    'system:intake'
FROM person WHERE id BETWEEN %(first)s AND %(last)s;

UPDATE account a SET owner_id = owner.id
FROM (SELECT account_id, min(owner_id) AS id FROM person GROUP BY account_id) AS owner
WHERE owner.account_id = a.id AND a.owner_id IS NULL;
