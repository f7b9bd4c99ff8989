"""Python and PostgreSQL give every text the same key."""

import sys
from unicodedata import category

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from qanat.kernel.text import matching_key

ASSIGNED = [
    chr(code) for code in range(1, sys.maxunicode + 1) if category(chr(code)) not in ("Cs", "Cn")
]
TEXTS = st.lists(
    st.one_of(
        st.text(
            alphabet="aBßİIΣς١۳4آأإٱاوؤئىیےکكةۀەہهـ\u064e\u0651\u0654\u0301\u200c\u200d\u00a0\t "
        ),
        st.text(alphabet=st.sampled_from(ASSIGNED), max_size=12),
    ),
    min_size=20,
    max_size=60,
)


def keys_by_postgres(texts):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT qanat_matching_key(typed) FROM unnest(%s::text[]) WITH ORDINALITY t(typed, n)"
            " ORDER BY n",
            [texts],
        )
        return [key for (key,) in cursor.fetchall()]


@pytest.mark.django_db
def test_every_character_has_one_key_in_python_and_postgres():
    texts = [f"x{character}y" for character in ASSIGNED]
    differing = [
        (text, key)
        for text, key in zip(texts, keys_by_postgres(texts), strict=True)
        if key != matching_key(text)
    ]
    assert len(texts) > 280_000
    assert differing == []


@pytest.mark.django_db
@settings(deadline=None)
@given(TEXTS)
def test_every_text_has_one_key_in_python_and_postgres(texts):
    assert keys_by_postgres(texts) == [matching_key(text) for text in texts]


@pytest.mark.django_db
def test_the_key_function_may_stand_in_an_index_and_run_parallel():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT provolatile, proparallel FROM pg_proc WHERE proname = 'qanat_matching_key'"
        )
        assert cursor.fetchall() == [("i", "s")]
        cursor.execute(
            "EXPLAIN (VERBOSE) SELECT qanat_matching_key(n::text) FROM generate_series(1, 2) n"
        )
        assert "qanat_matching_key" not in cursor.fetchall()[1][0]  # inlined
        cursor.execute("SELECT qanat_matching_key(NULL)")
        assert cursor.fetchone() == (None,)
