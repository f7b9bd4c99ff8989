-- A row is the live token with this digest, with its user and the members of the user's teams.
-- Parameters: digest, now. No row when the token is unknown, revoked or expired, or the user is out.
-- Cost: one unique index look-up and one over the memberships, about 0.2 ms. Asked on every call
-- with a token, and never cached, so that a revoked token is out at once.
SELECT t.id, t.scopes, t.last_used_at, u.id, u.role, u.language,
       ARRAY(
           SELECT DISTINCT colleague.user_id
           FROM access_membership mine
           JOIN access_membership colleague USING (team_id)
           WHERE mine.user_id = u.id
       )
FROM access_token t
JOIN access_user u ON u.id = t.user_id
WHERE t.digest = %s
  AND t.revoked_at IS NULL
  AND (t.expires_at IS NULL OR t.expires_at > %s)
  AND u.is_active
