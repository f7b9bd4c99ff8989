-- Who of the given people needs an owner, in the order given, and who looks after their account.
-- One row per person: id, account, the user who looks after the account, if that user is active.
-- That is the account's owner; without one, the owner of the newest person of the account.
-- Parameters: ids, whether owned people count as well, a user who does not count (0 for none).
-- Cost: each account is looked at once, however many of its people are asked for.

WITH asked AS (
    SELECT p.id, p.account_id, a.place
    FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS a (id, place)
    JOIN person p ON p.id = a.id
    WHERE p.deleted_at IS NULL AND (p.owner_id IS NULL OR %(owned)s)
), looked_after AS MATERIALIZED (
    SELECT account.id AS account_id, coalesce(
        (SELECT u.id FROM access_user u
         WHERE u.id = account.owner_id AND u.is_active AND u.id <> %(without)s),
        (SELECT u.id FROM person other JOIN access_user u ON u.id = other.owner_id
         WHERE other.account_id = account.id AND other.deleted_at IS NULL
             AND u.is_active AND u.id <> %(without)s
             AND other.id NOT IN (SELECT id FROM asked)
         ORDER BY other.id DESC LIMIT 1)
    ) AS owner_id
    FROM account
    WHERE account.id IN (SELECT account_id FROM asked) AND account.deleted_at IS NULL
)
SELECT asked.id, looked_after.account_id, looked_after.owner_id
FROM asked LEFT JOIN looked_after USING (account_id)
ORDER BY asked.place
