-- Writes notes of people; a row of `notes` is one NoteDraft. The answer is their ids, in order.
INSERT INTO note (person_id, author_id, text, at)
SELECT draft.person_id, %(author)s::bigint, draft.text, draft.at
FROM json_to_recordset(%(notes)s::json) AS draft (person_id bigint, text text, at timestamptz)
RETURNING id
