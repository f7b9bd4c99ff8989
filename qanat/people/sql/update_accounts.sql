-- Writes the changes of accounts that the transaction has locked, as update_people.sql does.
WITH given AS (
    SELECT given.id, given.changes FROM json_to_recordset(%(changes)s::json) AS given(id bigint, changes jsonb)
),
wanted AS (
    SELECT
        account.id,
        CASE WHEN %(fill)s::boolean THEN (
            SELECT coalesce(jsonb_object_agg(change.key, change.value), '{}')
            FROM jsonb_each(given.changes) AS change
            WHERE coalesce(to_jsonb(account) ->> change.key, '') = ''
        ) ELSE given.changes - 'custom' END
        || jsonb_build_object('custom', jsonb_strip_nulls(CASE
            WHEN %(fill)s::boolean THEN coalesce(given.changes -> 'custom', '{}') || account.custom
            ELSE account.custom || coalesce(given.changes -> 'custom', '{}')
        END)) AS changes
    FROM given JOIN account USING (id)
    WHERE account.deleted_at IS NULL
),
fresh AS (
    SELECT fresh.*
    FROM wanted JOIN account USING (id)
    CROSS JOIN LATERAL jsonb_populate_record(account, wanted.changes) AS fresh
    WHERE fresh IS DISTINCT FROM account
)
UPDATE account SET
    name = fresh.name, name_key = qanat_matching_key(fresh.name), domain = fresh.domain,
    website = fresh.website, phone = fresh.phone, industry = fresh.industry, kind = fresh.kind,
    size = fresh.size, country = fresh.country, city = fresh.city, owner_id = fresh.owner_id,
    custom = fresh.custom, updated_at = %(now)s::timestamptz
FROM fresh
WHERE account.id = fresh.id
RETURNING account.id
