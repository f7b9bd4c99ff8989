-- Brings back what one cause deleted from {table}; its like, which came meanwhile, is a violation.
-- A row is the id of a row that is back. Parameters: cause, table. The audit keeps whole rows of what was deleted.
INSERT INTO {table} OVERRIDING SYSTEM VALUE
SELECT (jsonb_populate_record(NULL::{table}, e.before)).*
FROM audit_entry e
WHERE e.cause = %(cause)s AND e.table_name = %(table)s AND e.action = 'D'
    AND NOT EXISTS (SELECT FROM {table} t WHERE t.id = e.row_id)
RETURNING id
