-- A row is one change of the status, lifecycle or owner of a person, the last first; the first value
-- of each is none. Parameters: the person, three times; the condition follows. Cost: three index scans.
SELECT c.at, c.rank, c.id, c.kind, c.before, c.after, coalesce(nullif(u.name, ''), u.email, '') AS by,
       c.reason
FROM (
    SELECT at, 0 AS rank, id, 'owner' AS kind, actor, reason,
           (SELECT coalesce(nullif(o.name, ''), o.email) FROM access_user o WHERE o.id = from_owner_id)
               AS before,
           (SELECT coalesce(nullif(o.name, ''), o.email) FROM access_user o WHERE o.id = to_owner_id)
               AS after
    FROM owner_change WHERE person_id = %s
    UNION ALL
    SELECT at, 1, id, 'status', actor, reason, from_status, to_status
    FROM status_change WHERE person_id = %s AND from_status <> ''
    UNION ALL
    SELECT at, 2, id, 'lifecycle', actor, reason, from_lifecycle, to_lifecycle
    FROM lifecycle_change WHERE person_id = %s AND from_lifecycle <> ''
) c
LEFT JOIN access_user u ON u.id = (substring(c.actor FROM '^user:([0-9]+)'))::bigint
