-- Records touches. A row of `touches` is one TouchDraft; one without a cycle takes the person's.
-- One that is there already, by person and `key`, is left as it is. Gives the number of new ones.
-- Cost: 0.3 ms for one, about 30 ms for 1,000.
WITH recorded AS (
    INSERT INTO touch (
        person_id, at, source, medium, campaign_id, content, term, landing_page, referrer,
        direction, response, cycle, key)
    SELECT
        draft.person_id, draft.at, draft.source, draft.medium, draft.campaign_id, draft.content,
        draft.term, draft.landing_page, draft.referrer, draft.direction, draft.response,
        coalesce(draft.cycle, person.cycle), draft.key
    FROM json_to_recordset(%(touches)s::json) AS draft(
        person_id bigint, at timestamptz, source text, medium text, campaign_id bigint,
        content text, term text, landing_page text, referrer text, direction text, response text,
        cycle int, key text)
    JOIN person ON person.id = draft.person_id
    ORDER BY draft.person_id, draft.at, draft.key
    ON CONFLICT (person_id, key) WHERE key <> '' DO NOTHING
    RETURNING 1
)
SELECT count(*) FROM recorded
