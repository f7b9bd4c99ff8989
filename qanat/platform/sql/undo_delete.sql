-- Deletes what one cause inserted into {table}. A row is the id of a deleted row. Parameters: cause, table.
DELETE FROM {table} t USING audit_entry e
WHERE e.cause = %(cause)s AND e.table_name = %(table)s AND e.action = 'I' AND t.id = e.row_id
RETURNING t.id
