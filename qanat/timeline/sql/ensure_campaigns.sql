-- Has a campaign for every given key. A row of `campaigns` is one key and its name. A row of the
-- answer is one key with its id. Writing the key over itself on a clash is what gives the id of a
-- campaign that another transaction has just made; campaigns that are there are not written.
WITH given AS MATERIALIZED (
    SELECT * FROM json_to_recordset(%(campaigns)s::json) AS given(key text, name text)
),
there AS MATERIALIZED (
    SELECT campaign.key, campaign.id FROM campaign JOIN given USING (key)
    WHERE campaign.deleted_at IS NULL
),
made AS (
    INSERT INTO campaign (name, key, currency, created_at)
    SELECT name, key, %(currency)s::text, %(now)s::timestamptz
    FROM given WHERE key NOT IN (SELECT key FROM there) ORDER BY key
    ON CONFLICT (key) WHERE deleted_at IS NULL DO UPDATE SET key = excluded.key
    RETURNING key, id
)
SELECT key, id FROM there UNION ALL SELECT key, id FROM made
