-- The audit of every change, bulk SQL included.
-- A row of audit_entry is one changed row: see AuditEntry. Statement-level triggers with transition
-- tables cost one INSERT per statement, not one per row.
-- The actor and the cause come from the settings qanat.actor and qanat.cause, which platform/actor.py
-- sets for the transaction; a change made past it is kept as made by "database".

CREATE OR REPLACE FUNCTION audit_statement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    who text := coalesce(nullif(current_setting('qanat.actor', true), ''), 'database');
    why text := coalesce(current_setting('qanat.cause', true), '');
    -- Not kept: secrets, what changes at every sign-in, and what the database works out by itself.
    unkept text[] := ARRAY['password', 'digest', 'last_login', 'last_used_at', 'job_title_key',
        'company_key', 'industry_key', 'city_key', 'source_key', 'medium_key'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO audit_entry (actor, cause, table_name, row_id, action)
        SELECT who, why, TG_TABLE_NAME, id, 'I' FROM new_rows ORDER BY id;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO audit_entry (actor, cause, table_name, row_id, action, before)
        SELECT who, why, TG_TABLE_NAME, id, 'D', to_jsonb(old_rows) - unkept
        FROM old_rows ORDER BY id;
    ELSE
        INSERT INTO audit_entry (actor, cause, table_name, row_id, action, before, after)
        SELECT who, why, TG_TABLE_NAME, o.id, 'U', d.before, d.after
        FROM old_rows o
        JOIN new_rows n USING (id)
        -- Looking up each key costs two thirds of joining the keys of both rows.
        CROSS JOIN LATERAL (
            SELECT to_jsonb(o) - unkept AS was, to_jsonb(n) - unkept AS becomes OFFSET 0
        ) j
        CROSS JOIN LATERAL (
            SELECT jsonb_object_agg(a.key, j.was -> a.key) AS before,
                jsonb_object_agg(a.key, a.value) AS after
            FROM jsonb_each(j.becomes) a
            WHERE a.value IS DISTINCT FROM j.was -> a.key
        ) d
        WHERE d.before IS NOT NULL
        ORDER BY o.id;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION audit_follow(followed text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'CREATE TRIGGER audit_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
         FOR EACH STATEMENT EXECUTE FUNCTION audit_statement()', followed);
    EXECUTE format(
        'CREATE TRIGGER audit_update AFTER UPDATE ON %I
         REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
         FOR EACH STATEMENT EXECUTE FUNCTION audit_statement()', followed);
    EXECUTE format(
        'CREATE TRIGGER audit_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows
         FOR EACH STATEMENT EXECUTE FUNCTION audit_statement()', followed);
END $$;
