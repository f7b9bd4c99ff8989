-- Puts tags on people. A row of `tags` is one person and one name with its key. Writing the key
-- over itself on a clash is what gives the id of a tag that another transaction has just made.
-- Gives the number of tags that somebody had not. Cost: 0.4 ms for one, about 20 ms for 1,000.
WITH given AS MATERIALIZED (
    SELECT * FROM json_to_recordset(%(tags)s::json) AS given(person_id bigint, name text, name_key text)
),
there AS MATERIALIZED (
    SELECT tag.id, tag.name_key FROM tag WHERE name_key IN (SELECT name_key FROM given)
),
made AS (
    INSERT INTO tag (name, name_key)
    SELECT DISTINCT ON (name_key) name, name_key FROM given
    WHERE name_key NOT IN (SELECT name_key FROM there) ORDER BY name_key
    ON CONFLICT (name_key) DO UPDATE SET name_key = excluded.name_key
    RETURNING id, name_key
),
put AS (
    INSERT INTO person_tag (person_id, tag_id, created_at)
    SELECT DISTINCT given.person_id, tag.id, %(now)s::timestamptz
    FROM given JOIN (SELECT * FROM there UNION ALL SELECT * FROM made) AS tag USING (name_key)
    ORDER BY given.person_id, tag.id
    ON CONFLICT (person_id, tag_id) DO NOTHING
    RETURNING 1
)
SELECT count(*) FROM put
