-- How people stand with one channel and purpose. A row is one person that is there: id, the address
-- of the kind (empty for none), the state of consent (null for none), whether it is in the trash.
SELECT
    person.id,
    CASE %(kind)s::text
        WHEN 'email' THEN person.email
        WHEN 'phone' THEN split_part(person.phone, ' ext. ', 1)
        ELSE ''
    END,
    consent_state.state,
    person.deleted_at IS NOT NULL
FROM person
LEFT JOIN consent_state ON consent_state.person_id = person.id
    AND consent_state.channel = %(channel)s::text AND consent_state.purpose = %(purpose)s::text
WHERE person.id = ANY (%(ids)s::bigint[])
