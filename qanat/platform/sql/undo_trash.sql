-- Puts what one cause inserted into {table} into the trash, except rows that somebody else has changed
-- since, unless also the `touched` are to go. A row is an inserted row and whether it went. Parameters: cause, table, now, touched.
WITH inserted AS (
    SELECT e.row_id, NOT EXISTS (
            SELECT FROM audit_entry o WHERE o.table_name = e.table_name AND o.row_id = e.row_id
                AND o.id > e.id AND o.cause <> e.cause) AS untouched
    FROM audit_entry e
    WHERE e.cause = %(cause)s AND e.table_name = %(table)s AND e.action = 'I'
), trashed AS (
    UPDATE {table} t SET deleted_at = %(now)s
    FROM inserted i WHERE t.id = i.row_id AND (i.untouched OR %(touched)s) AND t.deleted_at IS NULL
    RETURNING t.id
)
SELECT i.row_id, trashed.id IS NOT NULL
FROM inserted i JOIN {table} t ON t.id = i.row_id LEFT JOIN trashed ON trashed.id = i.row_id
WHERE t.deleted_at IS NULL ORDER BY i.row_id
