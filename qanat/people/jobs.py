"""What takes long about people: clearing deleted fields, and building the index of one."""

from procrastinate.contrib.django import app

from qanat.kernel.errors import NotFound
from qanat.people.custom_fields import clear_deleted_fields, index_field
from qanat.platform.actor import system_actor


@app.periodic(cron="37 2 * * *")
@app.task(name="people.clear_fields", queueing_lock="people.clear_fields")
def clear_fields(timestamp: int) -> None:
    """Take the values of deleted fields from the records, every night; may run twice."""
    del timestamp
    clear_deleted_fields(actor=system_actor("people"))


@app.task(name="people.build_index", queueing_lock="people.build_index")
def build_index(entity: str, key: str) -> None:
    """Build the index of a custom field; may run twice. One deleted meanwhile needs none."""
    try:
        index_field(entity, key, actor=system_actor("people"))
    except NotFound:
        return
