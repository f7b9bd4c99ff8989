-- qanat_matching_key(text): the key by which text is searched and matched, the same as
-- qanat.kernel.text.matching_key, for use in statements that key text of their own.
--
-- One expression, so that the planner inlines it. `I` and the sigmas are folded before lower(),
-- which then gives the same under every locale of a UTF-8 database. Characters newer than
-- Unicode 14 may differ: PostgreSQL 18 knows more of them than Python 3.11. Cost for a name:
-- 1.2 microseconds in ASCII, which takes a way of its own, else 4, nearly all for translate().
CREATE OR REPLACE FUNCTION qanat_matching_key(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN btrim(regexp_replace(CASE
    WHEN octet_length(value) = length(value)
    THEN lower(translate(value,
        U&'\0009\000A\000B\000C\000D\001C\001D\001E\001FI',
        '         i'))
    ELSE lower(replace(replace(translate(
        normalize(value, NFKC),
        -- letters: alef, waw, yeh, kaf, heh
        U&'\0622\0623\0625\0671\0624\0626\0649\06CC\06D2\06D3\06A9\0629\06C0\06D5\06C1\06C2\06C3\06BE'
        -- white space, ZWNJ
        '\0009\000A\000B\000C\000D\001C\001D\001E\001F\0085\1680\2028\2029\200C'
        -- digits, and case where it depends on place or locale
        '\0660\0661\0662\0663\0664\0665\0666\0667\0668\0669'
        '\06F0\06F1\06F2\06F3\06F4\06F5\06F6\06F7\06F8\06F9I\0130\03A3\03C2'
        -- dropped: bidi controls, invisible characters, tatweel, harakat
        '\202A\202B\202C\202D\202E\2066\2067\2068\2069\061C\200E\200F'
        '\00AD\180E\200B\200D\2060\FEFF\0640'
        '\064B\064C\064D\064E\064F\0650\0651\0652\0653\0654\0655\0656\0657\0658\0659\065A'
        '\065B\065C\065D\065E\065F\0670',
        U&'\0627\0627\0627\0627\0648\064A\064A\064A\064A\064A\0643\0647\0647\0647\0647\0647\0647\0647'
        '              '
        '0123456789'
        '0123456789ii\03C3\03C3'
    ), U&'\00DF', 'ss'), U&'\1E9E', 'ss'))
END, ' +', ' ', 'g'));
