-- Appends to the consent ledger and brings the current state up to it. A row of `consents` is one
-- ConsentDraft with its place `index`; what is in the ledger already is left out. Gives the number
-- of new entries. Cost: 0.4 ms for one, about 50 ms for 1,000.
WITH written AS (
    INSERT INTO consent_entry (
        person_id, channel, purpose, state, wording, language, source, evidence, actor, at)
    SELECT
        person_id, channel, purpose, state, wording, language, source, evidence, %(actor)s::text, at
    FROM json_to_recordset(%(consents)s::json) AS draft(
        index int, person_id bigint, channel text, purpose text, state text, wording text,
        language text, source text, evidence jsonb, at timestamptz)
    ORDER BY person_id, index
    ON CONFLICT (person_id, channel, purpose, state, at, source) DO NOTHING
    RETURNING id, person_id, channel, purpose, state, at
),
current AS (
    INSERT INTO consent_state (person_id, channel, purpose, state, at)
    SELECT DISTINCT ON (person_id, channel, purpose) person_id, channel, purpose, state, at
    FROM written ORDER BY person_id, channel, purpose, at DESC, id DESC
    ON CONFLICT (person_id, channel, purpose) DO UPDATE
        SET state = excluded.state, at = excluded.at
        WHERE consent_state.at <= excluded.at
)
SELECT count(*) FROM written
