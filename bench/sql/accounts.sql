-- Accounts 1 to %(accounts)s, those that bench/leads.py names.
INSERT INTO account (id, name, name_key, domain, website, industry, size, country, city)
SELECT n, 'Company ' || n, qanat_matching_key('Company ' || n), 'company' || n || '.example.com',
    'https://company' || n || '.example.com',
    (ARRAY['Manufacturing', 'Retail', 'Software', 'Health', 'Construction', ''])[1 + bench.pick(n, 1, 6)],
    (ARRAY[5, 20, 60, 200, 700, 5000])[1 + bench.pick(n, 2, 6)],
    (ARRAY['SA', 'AE', 'EG', 'IR'])[1 + bench.pick(n, 3, 4)], 'Riyadh'
FROM generate_series(1, %(accounts)s) AS n;

SELECT setval(pg_get_serial_sequence('account', 'id'), %(accounts)s);
