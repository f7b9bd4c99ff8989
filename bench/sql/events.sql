-- Events number %(first)s to %(last)s of %(all)s, spread evenly over the year before %(now)s, so that they are
-- appended in the order of time. Those who came last do the most: a tenth of all do a third.
INSERT INTO event (at, person_id, kind, properties, recorded_at)
SELECT moment.at, %(people)s - floor(%(people)s * power(bench.pick(n, 31, 1000003) / 1000003.0::float8, 2))::bigint,
    kind.kind,
    CASE kind.kind
        WHEN 'page_view' THEN ('[{"url": "/pricing"}, {"url": "/plans"}, {"url": "/"}, {"url": "/blog/1"},
            {"url": "/blog/2"}, {"url": "/docs"}, {"url": "/about"}, {"url": "/contact"},
            {"url": "/careers"}, {"url": "/features"}]'::jsonb) -> bench.pick(n, 32, 10)
        WHEN 'download' THEN '{"file": "brochure.pdf"}'::jsonb
        WHEN 'call' THEN '{"direction": "outbound", "outcome": "reached"}'::jsonb
        ELSE '{}'::jsonb END,
    moment.at
FROM generate_series(%(first)s::bigint, %(last)s) AS n
CROSS JOIN LATERAL (SELECT (ARRAY['page_view', 'page_view', 'page_view', 'page_view', 'page_view',
    'page_view', 'page_view', 'page_view', 'page_view', 'page_view', 'email_sent', 'email_sent',
    'email_sent', 'email_open', 'email_open', 'email_click', 'form_submit', 'download',
    'webinar_attended', 'chat', 'call', 'meeting', 'email_reply', 'email_bounce'])
    [1 + bench.pick(n, 33, 24)] AS kind) AS kind
CROSS JOIN LATERAL (SELECT %(now)s::timestamptz
    - interval '364 days' * ((%(all)s - n + 1) / %(all)s::float8) AS at) AS moment;
