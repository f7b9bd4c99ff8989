"""That lists with conditions on text are walked until the page is full, not read and sorted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qanat.criteria.public import where
from qanat.kernel.clock import now
from qanat.people.public import list_people
from qanat.platform.actor import system_actor

CROWD = """
INSERT INTO person (full_name, job_title, came_at)
SELECT 'Somebody', (ARRAY['Engineer', 'مدير المبيعات', 'Buyer', 'Sales manager'])[1 + n % 4],
    now() - interval '1 hour' * n
FROM generate_series(1, 20000) AS n
"""


@pytest.mark.parametrize("word", ["manager", "مدير"])
def test_a_list_with_a_condition_on_text_stops_when_its_page_is_full(db, word):
    criteria = {"field": "person.job_title", "is": "contains", "value": word}
    with connection.cursor() as cursor:
        cursor.execute(CROWD)
        cursor.execute("ANALYZE person")

    with CaptureQueriesContext(connection) as asked:
        people = list_people(system_actor("test"), where(criteria, at=now()), limit=80)

    assert len(people) == 80
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (COSTS off) " + asked.captured_queries[0]["sql"])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "using person_came" in plan
    assert "Seq Scan on person" not in plan


def test_what_lists_are_filtered_by_most_is_answered_from_the_index_alone(db):
    criteria = {
        "all": [
            {"field": "person.country", "is": "is", "value": "EG"},
            {"field": "person.job_title", "is": "contains", "value": "manager"},
        ]
    }
    with connection.cursor() as cursor:
        cursor.execute(CROWD)
        cursor.execute("ANALYZE person")

    with CaptureQueriesContext(connection) as asked:
        list_people(system_actor("test"), where(criteria, at=now()), limit=80)

    with connection.cursor() as cursor:
        for other in ("bitmapscan", "seqscan", "indexscan", "sort"):
            cursor.execute(
                f"SET LOCAL enable_{other} = off"
            )  # a young table is not yet all visible
        cursor.execute("EXPLAIN (COSTS off) " + asked.captured_queries[0]["sql"])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Index Only Scan using person_came" in plan
