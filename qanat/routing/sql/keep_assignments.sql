-- Writes down who was given to whom, and why; gives an account without an active owner the owner
-- of the first of its people. A row of `given` is one Given, its turn flat.
-- Cost: one statement, whatever the number.

WITH given AS (
    SELECT * FROM ROWS FROM (json_to_recordset(%(given)s::json) AS (
        person_id bigint, owner_id bigint, account_id bigint, reason text, rule_id bigint,
        rule_name text, pool_name text, turn bigint, share int, shares int
    )) WITH ORDINALITY AS g (
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
    %(note)s::text, %(at)s::timestamptz, %(actor)s::text
FROM given ORDER BY place
