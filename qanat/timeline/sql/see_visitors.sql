-- Has a visitor for every digest, in order so that two callers cannot block each other. A row of
-- `sightings` is one digest and when it was seen. A row of the answer is a digest, its visitor and
-- the person it is, if known.
INSERT INTO visitor (token_digest, first_seen_at, last_seen_at)
SELECT digest, min(at), max(at)
FROM json_to_recordset(%(sightings)s::json) AS sighting(digest text, at timestamptz)
GROUP BY digest ORDER BY digest
ON CONFLICT (token_digest) DO UPDATE SET
    first_seen_at = least(visitor.first_seen_at, excluded.first_seen_at),
    last_seen_at = greatest(visitor.last_seen_at, excluded.last_seen_at)
RETURNING token_digest, id, person_id
