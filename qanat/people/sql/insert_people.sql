-- Writes new people with their identifiers and the first entry of each history.
-- A row of `people` is one PersonDraft with its place `index`; a row of `keys` one identifier of
-- the person at that place. Gives one row per person in order: id, and whether every identifier
-- was free. A key that another transaction is just inserting is waited for; keys are inserted in
-- their own order so that two batches wait for each other in one direction only.
-- Cost: 0.5 ms for one person, about 60 ms for 1,000.
WITH given AS MATERIALIZED (
    SELECT nextval('person_id_seq') AS id, draft.*
    FROM json_to_recordset(%(people)s::json) AS draft(
        index int, given_name text, family_name text, full_name text, email text, phone text,
        job_title text, company text, account_id bigint, industry text, website text, country text,
        city text, language text, time_zone text, lifecycle text, status text, owner_id bigint,
        source text, medium text, custom jsonb, came_at timestamptz)
),
wanted AS MATERIALIZED (
    SELECT given.id AS person_id, key.kind, key.value
    FROM json_to_recordset(%(keys)s::json) AS key(index int, kind text, value text)
    JOIN given USING (index)
),
granted AS (
    INSERT INTO identifier (person_id, kind, value, created_at)
    SELECT person_id, kind, value, %(now)s::timestamptz FROM wanted ORDER BY kind, value
    ON CONFLICT (kind, value) WHERE deleted_at IS NULL DO NOTHING
    RETURNING person_id, kind, value
),
people AS (
    INSERT INTO person (
        id, given_name, family_name, full_name, name_key, email, phone, job_title, company,
        account_id, industry, website, country, city, language, time_zone, lifecycle, status,
        owner_id, source, medium, custom, came_at, created_at, updated_at)
    SELECT
        id, given_name, family_name, full_name, qanat_matching_key(full_name), email, phone,
        job_title, company, account_id, industry, website, country, city, language, time_zone,
        lifecycle, status, owner_id, source, medium, custom, came_at, %(now)s::timestamptz,
        %(now)s::timestamptz
    FROM given
),
lifecycles AS (
    INSERT INTO lifecycle_change (person_id, at, actor, to_lifecycle)
    SELECT id, came_at, %(actor)s::text, lifecycle FROM given
),
statuses AS (
    INSERT INTO status_change (person_id, at, actor, to_status)
    SELECT id, came_at, %(actor)s::text, status FROM given
),
owners AS (
    INSERT INTO owner_change (person_id, at, actor, to_owner_id)
    SELECT id, came_at, %(actor)s::text, owner_id FROM given WHERE owner_id IS NOT NULL
)
SELECT id, id NOT IN (
    SELECT person_id FROM wanted
    WHERE (kind, value) NOT IN (SELECT kind, value FROM granted)
) AS free
FROM given
ORDER BY index
