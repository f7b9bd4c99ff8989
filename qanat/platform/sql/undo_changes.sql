-- What one cause changed in rows of {table} that it did not insert: one row per row and column, with the
-- value before the cause's first change, and whether its last value still stands (nobody else has
-- changed it since). Parameters: cause, table. Cost: the cause's entries and their rows.
WITH entry AS (
    SELECT e.id, e.row_id, k.key AS name, e.before -> k.key AS old, e.after -> k.key AS new
    FROM audit_entry e CROSS JOIN LATERAL jsonb_object_keys(e.after) AS k (key)
    WHERE e.cause = %(cause)s AND e.table_name = %(table)s AND e.action = 'U' AND k.key <> 'updated_at'
        AND NOT EXISTS (
            SELECT FROM audit_entry i WHERE i.cause = e.cause AND i.table_name = e.table_name
                AND i.row_id = e.row_id AND i.action = 'I')
), folded AS (
    SELECT row_id, name, (array_agg(old ORDER BY id))[1] AS old, (array_agg(new ORDER BY id DESC))[1] AS new
    FROM entry GROUP BY row_id, name
)
SELECT f.row_id, f.name, f.old, to_jsonb(t) -> f.name = f.new AS untouched
FROM folded f JOIN {table} t ON t.id = f.row_id
WHERE f.old IS DISTINCT FROM f.new AND to_jsonb(t) -> f.name IS DISTINCT FROM f.old
ORDER BY f.row_id, f.name
