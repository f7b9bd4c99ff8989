-- Writes down who was given to whom, and why; gives an account without an active owner the owner
-- of the first of its people. One row of the parameters is one assignment.
-- Cost: one statement, whatever the number.

WITH given AS (
    SELECT * FROM unnest(
        %(persons)s::bigint[], %(owners)s::bigint[], %(accounts)s::bigint[], %(reasons)s::text[],
        %(rules)s::bigint[], %(rule_names)s::text[], %(pool_names)s::text[],
        %(turns)s::bigint[], %(member_shares)s::int[], %(all_shares)s::int[]
    ) WITH ORDINALITY AS g (
        person_id, owner_id, account_id, reason, rule_id, rule_name, pool_name,
        turn, share, shares, place
    )
), first_of_account AS (
    SELECT DISTINCT ON (account_id) account_id, owner_id FROM given
    WHERE account_id IS NOT NULL ORDER BY account_id, place
), accounts AS (
    UPDATE account SET owner_id = f.owner_id
    FROM first_of_account f
    WHERE account.id = f.account_id AND account.owner_id IS DISTINCT FROM f.owner_id
        AND NOT EXISTS (
            SELECT FROM access_user u
            WHERE u.id = account.owner_id AND u.is_active AND u.id <> %(without)s
        )
)
INSERT INTO assignment (
    person_id, owner_id, reason, rule_id, rule_name, pool_name, turn, share, shares, note, at, actor
)
SELECT person_id, owner_id, reason, rule_id, rule_name, pool_name, turn, share, shares,
    %(note)s, %(at)s, %(actor)s
FROM given ORDER BY place
