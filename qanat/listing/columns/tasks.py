"""The columns of the list of tasks."""

from qanat.kernel.phrase import Phrase
from qanat.listing.subjects import COLUMNS, SUBJECTS, Column, Kind, Subject

SUBJECTS.add(
    Subject(
        name="tasks",
        table="task t",
        alias="t",
        alive="t.deleted_at IS NULL",
        owner="t.owner_id",
        permission="tasks.view",
        criteria="",
        joins={"owner": "LEFT JOIN access_user u ON u.id = t.owner_id"},
        shown=("name", "due", "kind", "about", "owner"),
        order="due",
    )
)

for column in (
    Column(
        name="tasks.name",
        label=Phrase("Task", "المهمة", "کار"),
        kind=Kind.RECORD,
        sql="t.title",
        width=18,
    ),
    Column(
        name="tasks.due",
        label=Phrase("Due", "الموعد", "سررسید"),
        kind=Kind.STEP,
        sql="json_build_object('what', 'task', 'kind', t.kind, 'title', '', 'at', t.due_at, 'done', t.done_at)",
        sort="t.due_at",
        width=10,
    ),
    Column(
        name="tasks.kind",
        label=Phrase("Kind", "النوع", "گونه"),
        kind=Kind.CHOICE,
        sql="t.kind",
        width=7,
    ),
    Column(
        name="tasks.about",
        label=Phrase("About", "بخصوص", "دربارهٔ"),
        kind=Kind.ABOUT,
        sql="json_build_object('person', t.person_id, 'deal', t.opportunity_id, 'name', coalesce("
        "(SELECT coalesce(nullif(p.full_name, ''), p.email) FROM person p WHERE p.id = t.person_id),"
        " (SELECT o.name FROM opportunity o WHERE o.id = t.opportunity_id), ''))",
        width=13,
    ),
    Column(
        name="tasks.owner",
        label=Phrase("Owner", "المسؤول", "مسئول"),
        kind=Kind.USER,
        sql="json_build_object('id', t.owner_id, 'name', coalesce(nullif(u.name, ''), u.email))",
        joins=("owner",),
        width=9,
    ),
    Column(
        name="tasks.done_at",
        label=Phrase("Done", "أُنجزت", "انجام"),
        kind=Kind.INSTANT,
        sql="t.done_at",
        width=7.5,
    ),
):
    COLUMNS.add(column)
