-- What the generators share: a number that looks like chance and is the same in every run, and the
-- names. A row of bench.name is one full name with its key.
CREATE SCHEMA bench;

CREATE FUNCTION bench.pick(number bigint, salt bigint, among int) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ((hashint8extended(number, salt) & 2147483647) %% among)::int
$$;

CREATE TABLE bench.name AS
SELECT (row_number() OVER ())::int - 1 AS id, given, family, given || ' ' || family AS full_name,
    qanat_matching_key(given || ' ' || family) AS key
FROM unnest(ARRAY['Amira', 'Reza', 'سارة', 'Omar', 'مریم', 'Lena', 'خالد', 'Daniel', 'زهرا', 'Youssef',
    'Hana', 'Ali', 'نورا', 'Peter', 'علی', 'Maryam', 'فاطمة', 'John', 'حسین', 'Karim']) AS given,
    unnest(ARRAY['Haddad', 'Karimi', 'الزهراني', 'Nassar', 'رضایی', 'Schmidt', 'المصري', 'Moore',
    'Farahani', 'Al-Saud', 'حسینی', 'Novak', 'القحطاني', 'Rossi', 'محمدی', 'Aziz']) AS family;

INSERT INTO campaign (name, key, currency, source, medium, cost)
SELECT 'campaign ' || n, 'campaign ' || n, 'USD', 'web', 'cpc', 1000 * n FROM generate_series(1, 12) AS n;
