-- The people who came in a period, grouped, and what became of them since.
-- A row is one group; the last row is everybody. Places: campaigns (cohort_campaigns.sql or nothing), joined
-- (its tables, joined to p) and cost (of a person), group (expression over p and, with campaigns, brought),
-- people and sales (conditions over p and o), currency (of all amounts), order (of the groups).
-- Cost: two hash joins over the cohort; 1,000,000 people take a few seconds.
WITH {campaigns}
sales AS MATERIALIZED (
    SELECT o.person_id, count(*) AS opportunities,
        count(*) FILTER (WHERE o.outcome = 'won') AS won,
        count(*) FILTER (WHERE o.outcome = 'lost') AS lost,
        sum(o.amount) FILTER (WHERE o.outcome = 'won' AND o.currency = {currency}) AS won_value,
        count(*) FILTER (WHERE o.outcome = 'won' AND o.currency <> {currency}) AS other_currencies,
        min(o.closed_at) FILTER (WHERE o.outcome = 'won') AS first_sale_at
    FROM opportunity o JOIN person p ON p.id = o.person_id
    WHERE {sales} AND {people} GROUP BY o.person_id
), cohort AS (
    SELECT {group} AS grp, p.came_at, sales.*, {cost} AS cost,
        p.lifecycle IN ('mql', 'sql', 'opportunity', 'customer') OR EXISTS (
            SELECT FROM lifecycle_change l WHERE l.person_id = p.id
                AND l.to_lifecycle IN ('mql', 'sql', 'opportunity', 'customer')) AS is_qualified
    FROM person p
    LEFT JOIN sales ON sales.person_id = p.id
    {joined}
    WHERE {people}
)
SELECT grp,
    count(*) AS leads,
    count(*) FILTER (WHERE is_qualified) AS qualified,
    coalesce(sum(opportunities), 0)::bigint AS opportunities,
    coalesce(sum(won), 0)::bigint AS won,
    coalesce(sum(lost), 0)::bigint AS lost,
    count(*) FILTER (WHERE won > 0) AS customers,
    coalesce(sum(won_value), 0)::numeric(18, 2) AS won_value,
    coalesce(sum(other_currencies), 0)::bigint AS other_currencies,
    coalesce(sum(cost), 0)::numeric(18, 2) AS cost,
    (percentile_cont(0.5) WITHIN GROUP (
        ORDER BY extract(epoch FROM greatest(first_sale_at - came_at, interval '0')) / 86400
    ) FILTER (WHERE first_sale_at IS NOT NULL))::double precision AS days_to_sale
FROM cohort GROUP BY GROUPING SETS ((grp), ())
ORDER BY grouping(grp), {order}
