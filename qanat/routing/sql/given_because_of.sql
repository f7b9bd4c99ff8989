-- A row is an owner and how many people they were given as part of one cause, and still have. Parameter: cause.
-- Cost: the entries of the audit by `audit_entry_cause`, each with two looks by key.
SELECT p.owner_id, count(DISTINCT p.id)
FROM audit_entry e
JOIN assignment a ON a.id = e.row_id
JOIN person p ON p.id = a.person_id AND p.owner_id = a.owner_id AND p.deleted_at IS NULL
WHERE e.cause = %(cause)s AND e.table_name = 'assignment' AND e.action = 'I'
GROUP BY p.owner_id
