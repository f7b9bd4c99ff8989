-- Brings back what one cause deleted from {table}, unless its like is there again. A row is the id of a
-- row that is back. Parameters: cause, table. The audit keeps whole rows of what was deleted.
INSERT INTO {table} OVERRIDING SYSTEM VALUE
SELECT (jsonb_populate_record(NULL::{table}, e.before)).*
FROM audit_entry e
WHERE e.cause = %(cause)s AND e.table_name = %(table)s AND e.action = 'D'
ON CONFLICT DO NOTHING
RETURNING id
