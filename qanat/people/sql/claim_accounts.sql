-- Claims names and domains, in order so that two transactions wait in one direction only. Whoever has
-- claimed one of them is waited for.
INSERT INTO account_claim (key)
SELECT key FROM unnest(%(keys)s::text[]) AS key ORDER BY key
ON CONFLICT (key) DO NOTHING
