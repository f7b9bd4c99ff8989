-- Open opportunities without a next step, by id. Parameters: id to go on after, those of the condition,
-- limit. Cost: walks opportunities by id until the page is full.
SELECT o.id, o.name, o.owner_id, o.entered_stage_at
FROM opportunity o
WHERE NOT EXISTS (SELECT FROM task t WHERE t.opportunity_id = o.id
                  AND t.done_at IS NULL AND t.deleted_at IS NULL)
    AND NOT EXISTS (SELECT FROM meeting m WHERE m.opportunity_id = o.id AND m.outcome = ''
                    AND m.deleted_at IS NULL)
    AND o.id > %s AND o.deleted_at IS NULL AND o.outcome = 'open'
    AND {condition}
ORDER BY o.id LIMIT %s
