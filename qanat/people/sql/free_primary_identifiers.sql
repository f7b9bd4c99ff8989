-- Frees the identifiers behind the primary e-mail or phone of one person, for the kinds given.
-- A phone is shown with its extension and keyed without.
UPDATE identifier SET deleted_at = %(now)s::timestamptz
FROM person
WHERE person.id = %(person_id)s AND identifier.person_id = person.id
    AND identifier.kind = ANY (%(kinds)s::text[]) AND identifier.deleted_at IS NULL
    AND identifier.value = split_part(
        CASE identifier.kind WHEN 'email' THEN person.email ELSE person.phone END, ' ext. ', 1)
