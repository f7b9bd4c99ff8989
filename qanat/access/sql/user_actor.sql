-- A row is the user, when active, with the members of the user's teams. Parameter: user id.
SELECT u.role, u.language,
       ARRAY(
           SELECT DISTINCT colleague.user_id
           FROM access_membership mine
           JOIN access_membership colleague USING (team_id)
           WHERE mine.user_id = u.id
       )
FROM access_user u
WHERE u.id = %s AND u.is_active
