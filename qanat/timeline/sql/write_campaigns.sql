-- Makes campaigns or brings them up to date. A row of `campaigns` is one CampaignDraft with its
-- key; what it leaves empty stays as it was. A row of the answer is one key with its id.
INSERT INTO campaign (
    name, key, kind, status, source, medium, budget, cost, expected_revenue, currency, starts_on,
    ends_on, created_at)
SELECT
    name, key, kind, status, source, medium, budget, cost, expected_revenue,
    coalesce(nullif(currency, ''), %(currency)s::text), starts_on, ends_on, %(now)s::timestamptz
FROM json_to_recordset(%(campaigns)s::json) AS draft(
    name text, key text, kind text, status text, source text, medium text, budget numeric,
    cost numeric, expected_revenue numeric, currency text, starts_on date, ends_on date)
ORDER BY key
ON CONFLICT (key) WHERE deleted_at IS NULL DO UPDATE SET
    name = excluded.name,
    kind = coalesce(nullif(excluded.kind, ''), campaign.kind),
    status = coalesce(nullif(excluded.status, ''), campaign.status),
    source = coalesce(nullif(excluded.source, ''), campaign.source),
    medium = coalesce(nullif(excluded.medium, ''), campaign.medium),
    budget = coalesce(excluded.budget, campaign.budget),
    cost = coalesce(excluded.cost, campaign.cost),
    expected_revenue = coalesce(excluded.expected_revenue, campaign.expected_revenue),
    currency = excluded.currency,
    starts_on = coalesce(excluded.starts_on, campaign.starts_on),
    ends_on = coalesce(excluded.ends_on, campaign.ends_on)
RETURNING key, id
