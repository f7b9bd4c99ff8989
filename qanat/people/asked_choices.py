"""The choices that fields of people have: lifecycles, statuses, users."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from qanat.criteria.public import Choices
from qanat.kernel.phrase import Phrase
from qanat.people.models import Status

MOST_LISTED = 500

LIFECYCLES = Choices.of(
    {
        "subscriber": Phrase("subscriber", "مشترك", "مشترک"),
        "lead": Phrase("lead", "عميل محتمل", "سرنخ"),
        "mql": Phrase(
            "marketing-qualified lead", "عميل محتمل مؤهل تسويقيًّا", "سرنخ واجد شرایط بازاریابی"
        ),
        "sql": Phrase("sales-qualified lead", "عميل محتمل مؤهل للبيع", "سرنخ واجد شرایط فروش"),
        "opportunity": Phrase("opportunity", "فرصة", "فرصت"),
        "customer": Phrase("customer", "عميل", "مشتری"),
    }
)


def lifecycle_words(language: str) -> dict[str, str]:
    """The lifecycles by key, as they are called in a language."""
    named = LIFECYCLES.named(())
    return {str(key): phrase.in_language(language) for key, phrase in named.items()}


BUILT_IN_STATUSES = {
    "open": Phrase("open", "مفتوح", "باز"),
    "contacted": Phrase("contacted", "تم التواصل", "تماس گرفته شده"),
    "qualified": Phrase("qualified", "مؤهل", "واجد شرایط"),
    "unqualified": Phrase("unqualified", "غير مؤهل", "فاقد شرایط"),
}

TEAM_MATES = (
    "SELECT m.user_id FROM access_membership m JOIN access_membership mine"
    " ON mine.team_id = m.team_id WHERE mine.user_id = %s"
)
USER_BY_EMAIL = "SELECT u.id FROM access_user u WHERE lower(u.email) = ANY(%s)"


def phrase_of(labels: Mapping[str, str], fallback: str) -> Phrase:
    """The labels of a record by language, English first."""
    english = labels.get("en") or next(iter(labels.values()), "") or fallback
    return Phrase(english, labels.get("ar", ""), labels.get("fa", ""))


def _named_statuses(values: Sequence[Any]) -> Mapping[Any, Phrase]:
    rows = Status.objects.filter(key__in=values)
    return BUILT_IN_STATUSES | {row.key: phrase_of(row.labels, row.key) for row in rows}


def _listed_statuses() -> Mapping[Any, Phrase]:
    rows = Status.objects.order_by("position")[:MOST_LISTED]
    return BUILT_IN_STATUSES | {row.key: phrase_of(row.labels, row.key) for row in rows}


STATUSES = Choices(named=_named_statuses, listed=_listed_statuses)


def _named_users(values: Sequence[Any]) -> Mapping[Any, Phrase]:
    """By id and by e-mail address, whichever was asked for."""
    ids = [value for value in values if isinstance(value, int)]
    emails = [value for value in values if isinstance(value, str)]
    named: dict[Any, Phrase] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, lower(email), COALESCE(NULLIF(name, ''), email) FROM access_user"
            " WHERE id = ANY(%s::bigint[]) OR lower(email) = ANY(%s::text[])",
            (ids, emails),
        )
        for user_id, email, name in cursor.fetchall():
            named[user_id] = named[email] = Phrase(name, name, name)
    return named


def _listed_users() -> Mapping[Any, Phrase]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, COALESCE(NULLIF(name, ''), email) FROM access_user WHERE is_active"
            " ORDER BY 2, 1 LIMIT %s",
            (MOST_LISTED,),
        )
        return {user_id: Phrase(name, name, name) for user_id, name in cursor.fetchall()}


USERS = Choices(named=_named_users, listed=_listed_users)
