-- The first part of cohort.sql where campaigns matter: which one brought whom, and what each person
-- of it cost. Place: currency. Cost: one pass over all touches of campaigns, whatever the period.
brought AS MATERIALIZED (
    -- the first campaign that brought each person
    SELECT DISTINCT ON (person_id) person_id, campaign_id
    FROM touch WHERE campaign_id IS NOT NULL ORDER BY person_id, at, id
), reached AS (
    -- counted before it meets the campaigns: they are few, and their join is estimated far too low
    SELECT b.campaign_id, count(*) AS people FROM brought b
    WHERE NOT EXISTS (SELECT FROM person d WHERE d.id = b.person_id AND d.deleted_at IS NOT NULL)
    GROUP BY b.campaign_id
), share AS (
    -- what each person of a campaign cost
    SELECT c.id AS campaign_id, c.cost / r.people AS cost
    FROM campaign c JOIN reached r ON r.campaign_id = c.id
    WHERE c.deleted_at IS NULL AND c.currency = {currency}
),
