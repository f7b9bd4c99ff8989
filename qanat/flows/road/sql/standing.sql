-- How known people stand; they are locked by the statement before, so that two batches with
-- the same person go one after the other. A row is one person alive: id, lifecycle, status, whether
-- that status is closed, cycle, owner, account, and the columns that a returning lead can fill.
SELECT p.id, p.lifecycle, p.status, coalesce(s.closed, false), p.cycle, p.owner_id, p.account_id,
    json_build_object(
        'given_name', p.given_name, 'family_name', p.family_name, 'full_name', p.full_name,
        'email', p.email, 'phone', p.phone, 'job_title', p.job_title, 'company', p.company,
        'industry', p.industry, 'website', p.website, 'country', p.country, 'city', p.city,
        'language', p.language, 'time_zone', p.time_zone, 'source', p.source, 'medium', p.medium,
        'custom', p.custom)
FROM person p LEFT JOIN status s ON s.key = p.status
WHERE p.id = ANY(%(ids)s::bigint[]) AND p.deleted_at IS NULL
ORDER BY p.id
