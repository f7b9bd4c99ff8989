-- How much there is of everything. One row. Places: *_when (period over each own clock),
-- people, accounts, opportunities, calls, meetings, tasks (alive and visible), currency.
SELECT
    (SELECT count(*) FROM person p WHERE {people} AND {people_when}) AS people,
    (SELECT count(*) FROM account a WHERE {accounts} AND {accounts_when}) AS accounts,
    opened.opportunities, closed.won, closed.lost, opened.still_open AS open,
    closed.won_value, closed.other_currencies, opened.open_value,
    calls.calls, calls.calls_unlinked, meetings.meetings, meetings.meetings_unlinked,
    (SELECT count(*) FROM task t WHERE {tasks} AND {tasks_when}) AS tasks
FROM
    (SELECT count(*) AS opportunities, count(*) FILTER (WHERE outcome = 'open') AS still_open,
        coalesce(sum(amount) FILTER (WHERE outcome = 'open' AND currency = {currency}), 0)::numeric(18, 2)
            AS open_value
     FROM opportunity o WHERE {opportunities} AND {opened_when}) opened,
    (SELECT count(*) FILTER (WHERE outcome = 'won') AS won,
        count(*) FILTER (WHERE outcome = 'lost') AS lost,
        coalesce(sum(amount) FILTER (WHERE outcome = 'won' AND currency = {currency}), 0)::numeric(18, 2)
            AS won_value,
        count(*) FILTER (WHERE outcome = 'won' AND currency <> {currency}) AS other_currencies
     FROM opportunity o WHERE {opportunities} AND {closed_when}) closed,
    (SELECT count(*) AS calls,
        count(*) FILTER (WHERE person_id IS NULL AND account_id IS NULL AND opportunity_id IS NULL)
            AS calls_unlinked
     FROM call c WHERE {calls} AND {calls_when}) calls,
    (SELECT count(*) AS meetings,
        count(*) FILTER (WHERE person_id IS NULL AND account_id IS NULL AND opportunity_id IS NULL)
            AS meetings_unlinked
     FROM meeting m WHERE {meetings} AND {meetings_when}) meetings
