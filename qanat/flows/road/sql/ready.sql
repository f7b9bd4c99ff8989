-- Who of the given people is ready to be marketing-qualified and not that far yet: id, total.
SELECT p.id, s.total
FROM score s
JOIN score_model m ON m.id = s.model_id AND m.active AND s.total >= m.mql_at
JOIN person p ON p.id = s.person_id
WHERE s.person_id = ANY(%(ids)s::bigint[]) AND p.lifecycle IN ('subscriber', 'lead')
ORDER BY p.id
