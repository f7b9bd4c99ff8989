-- The account that each name and domain mean; null for none. A row of `wanted` is one pair with
-- its place `index`; a row of the answer one account id, in order. Cost: two looks per pair.
SELECT coalesce(
    (SELECT min(id) FROM account
     WHERE account.domain = wanted.domain AND wanted.domain <> '' AND account.domain <> ''
        AND deleted_at IS NULL),
    (SELECT min(id) FROM account
     WHERE account.name_key = wanted.name_key AND wanted.name_key <> '' AND deleted_at IS NULL))
FROM json_to_recordset(%(wanted)s::json) AS wanted(index int, name_key text, domain text)
ORDER BY wanted.index
