-- Writes new accounts. A row of `accounts` is one AccountDraft with its place `index`; a row of the
-- answer is the id of one account, in order.
WITH given AS MATERIALIZED (
    SELECT nextval('account_id_seq') AS id, draft.*
    FROM json_to_recordset(%(accounts)s::json) AS draft(
        index int, name text, domain text, website text, phone text, industry text, kind text,
        size int, country text, city text, owner_id bigint, custom jsonb, created_at timestamptz)
),
accounts AS (
    INSERT INTO account (
        id, name, name_key, domain, website, phone, industry, kind, size, country, city, owner_id,
        custom, created_at, updated_at)
    SELECT
        id, name, qanat_matching_key(name), domain, website, phone, industry, kind, size, country,
        city, owner_id, custom, created_at, %(now)s::timestamptz
    FROM given
)
SELECT id FROM given ORDER BY index
