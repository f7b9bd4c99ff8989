-- What each representative got, did, won and carries. A row is one owner who has anything; the last
-- row is all of them. Places: people, opportunities, calls, meetings, tasks (alive and visible, by
-- owner), *_when (period over each own clock), currency, at (instant of asking).
-- A follow-up is an outgoing call, a meeting held, or a done task that touches the person and that no
-- call or meeting fulfilled, after the first time one spoke with the person.
-- Cost: one pass over calls, meetings and tasks of the period, with an index scan for each person.
WITH came AS MATERIALIZED (
    SELECT p.owner_id, p.came_at, response.at AS answered_at,
        p.status = 'open' AND p.lifecycle IN ('lead', 'mql') AND response.at IS NULL AS is_untouched
    FROM person p
    CROSS JOIN LATERAL (
        SELECT least(
            (SELECT min(c.started_at) FROM call c
             WHERE c.person_id = p.id AND c.deleted_at IS NULL AND c.started_at >= p.came_at
                AND (c.direction = 'outbound' OR c.outcome IN ('answered', 'call_back', 'not_interested'))),
            (SELECT min(m.starts_at) FROM meeting m
             WHERE m.person_id = p.id AND m.deleted_at IS NULL AND m.starts_at >= p.came_at
                AND m.outcome = 'held')
        ) AS at
    ) response
    WHERE p.owner_id IS NOT NULL AND {people} AND {came_when}
), called AS MATERIALIZED (
    SELECT c.owner_id, c.person_id, c.started_at AS at, c.direction,
        c.outcome IN ('answered', 'call_back', 'not_interested') AS reached
    FROM call c WHERE c.owner_id IS NOT NULL AND {calls} AND {calls_when}
), met AS MATERIALIZED (
    SELECT m.owner_id, m.person_id, m.starts_at AS at
    FROM meeting m WHERE m.owner_id IS NOT NULL AND m.outcome = 'held' AND {meetings} AND {meetings_when}
), finished AS MATERIALIZED (
    SELECT t.owner_id, t.person_id, t.done_at AS at,
        t.kind IN ('call', 'email', 'meeting', 'follow_up')
            AND NOT EXISTS (SELECT FROM call c WHERE c.task_id = t.id)
            AND NOT EXISTS (SELECT FROM meeting m WHERE m.task_id = t.id) AS touches
    FROM task t WHERE {tasks} AND {done_when}
), followed AS (
    SELECT k.owner_id, count(*) AS follow_ups
    FROM (
        SELECT owner_id, person_id, at FROM called WHERE direction = 'outbound'
        UNION ALL SELECT owner_id, person_id, at FROM met
        UNION ALL SELECT owner_id, person_id, at FROM finished WHERE touches
    ) k
    WHERE k.person_id IS NOT NULL AND k.at > least(
        (SELECT min(c.started_at) FROM call c WHERE c.person_id = k.person_id
            AND c.deleted_at IS NULL AND c.outcome IN ('answered', 'call_back', 'not_interested')),
        (SELECT min(m.starts_at) FROM meeting m
         WHERE m.person_id = k.person_id AND m.deleted_at IS NULL AND m.outcome = 'held')
    )
    GROUP BY k.owner_id
), planned AS MATERIALIZED (
    SELECT person_id FROM task
    WHERE done_at IS NULL AND deleted_at IS NULL AND person_id IS NOT NULL
    UNION
    SELECT person_id FROM meeting
    WHERE outcome = '' AND deleted_at IS NULL AND person_id IS NOT NULL
), carried AS (
    SELECT p.owner_id, count(*) AS open_people,
        count(*) FILTER (WHERE n.person_id IS NULL) AS without_next_step
    FROM person p LEFT JOIN planned n ON n.person_id = p.id
    WHERE p.owner_id IS NOT NULL AND p.lifecycle IN ('lead', 'mql', 'sql', 'opportunity')
        AND p.status NOT IN (SELECT st.key FROM status st WHERE st.closed)
        AND {people}
    GROUP BY p.owner_id
), figures AS (
    SELECT owner_id, 'came' AS what, answered_at IS NOT NULL AS yes, is_untouched AS also,
        extract(epoch FROM answered_at - came_at) / 3600 AS hours, NULL::numeric AS amount
    FROM came
    UNION ALL SELECT owner_id, 'call', reached, NULL, NULL, NULL FROM called
    UNION ALL SELECT owner_id, 'meeting', NULL, NULL, NULL, NULL FROM met
    UNION ALL SELECT owner_id, 'task', NULL, NULL, NULL, NULL FROM finished
    UNION ALL SELECT t.owner_id, 'overdue', NULL, NULL, NULL, NULL FROM task t
        WHERE t.done_at IS NULL AND t.due_at < {at} AND {tasks}
    UNION ALL SELECT o.owner_id, 'closed', o.outcome = 'won', o.currency = {currency}, NULL, o.amount
        FROM opportunity o WHERE o.outcome <> 'open' AND {opportunities} AND {closed_when}
    UNION ALL SELECT o.owner_id, 'open', NULL, o.currency = {currency}, NULL, o.amount
        FROM opportunity o WHERE o.outcome = 'open' AND {opportunities}
    UNION ALL SELECT owner_id, 'carried', NULL, NULL, NULL, NULL FROM carried
), told AS (
    SELECT owner_id,
        count(*) FILTER (WHERE what = 'came') AS leads,
        count(*) FILTER (WHERE what = 'came' AND yes) AS answered,
        count(*) FILTER (WHERE what = 'came' AND also) AS untouched,
        (percentile_cont(0.5) WITHIN GROUP (ORDER BY hours) FILTER (WHERE what = 'came' AND yes))
            ::double precision AS response_hours,
        count(*) FILTER (WHERE what = 'call') AS calls,
        count(*) FILTER (WHERE what = 'call' AND yes) AS reached,
        count(*) FILTER (WHERE what = 'meeting') AS meetings,
        count(*) FILTER (WHERE what = 'task') AS tasks_done,
        count(*) FILTER (WHERE what = 'overdue') AS overdue,
        count(*) FILTER (WHERE what = 'closed' AND yes) AS won,
        count(*) FILTER (WHERE what = 'closed' AND NOT yes) AS lost,
        coalesce(sum(amount) FILTER (WHERE what = 'closed' AND yes AND also), 0)::numeric(18, 2)
            AS won_value,
        count(*) FILTER (WHERE what = 'closed' AND yes AND NOT also) AS other_currencies,
        count(*) FILTER (WHERE what = 'open') AS open,
        coalesce(sum(amount) FILTER (WHERE what = 'open' AND also), 0)::numeric(18, 2) AS open_value
    FROM figures GROUP BY GROUPING SETS ((owner_id), ())
)
SELECT u.id AS owner_id, coalesce(nullif(u.name, ''), u.email) AS owner, told.*,
    coalesce(f.follow_ups, (SELECT sum(follow_ups) FROM followed WHERE told.owner_id IS NULL), 0)::bigint
        AS follow_ups,
    coalesce(c.open_people, (SELECT sum(open_people) FROM carried WHERE told.owner_id IS NULL), 0)::bigint
        AS open_people,
    coalesce(c.without_next_step,
        (SELECT sum(without_next_step) FROM carried WHERE told.owner_id IS NULL), 0)::bigint
        AS without_next_step
FROM told
LEFT JOIN access_user u ON u.id = told.owner_id
LEFT JOIN followed f ON f.owner_id = told.owner_id
LEFT JOIN carried c ON c.owner_id = told.owner_id
ORDER BY told.owner_id IS NULL, told.won_value DESC, told.leads DESC, told.owner_id
