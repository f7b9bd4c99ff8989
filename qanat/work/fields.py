"""What work adds to the criteria language: the next step, an open task or meeting."""

from qanat.criteria.public import FIELDS, INSTANT, YES_NO, Field
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql

FIELDS.add(
    Field(
        name="person.next_step_at",
        source="person",
        type=INSTANT,
        label=Phrase("the next step", "الخطوة التالية", "گام بعدی"),
        feminine=True,
        value=Sql(
            "least((SELECT min(tk.due_at) FROM task tk WHERE tk.person_id = p.id"
            " AND tk.done_at IS NULL AND tk.deleted_at IS NULL),"
            " (SELECT min(mt.starts_at) FROM meeting mt WHERE mt.person_id = p.id"
            " AND mt.outcome = '' AND mt.deleted_at IS NULL))"
        ),
        example="2026-01-01",
    )
)
FIELDS.add(
    Field(
        name="person.next_step_planned",
        source="person",
        type=YES_NO,
        label=Phrase("next step planned", "وُضعت خطوة تالية", "گام بعدی برنامه‌ریزی شده"),
        value=Sql(
            "(EXISTS (SELECT 1 FROM task tk WHERE tk.person_id = p.id"
            " AND tk.done_at IS NULL AND tk.deleted_at IS NULL)"
            " OR EXISTS (SELECT 1 FROM meeting mt WHERE mt.person_id = p.id"
            " AND mt.outcome = '' AND mt.deleted_at IS NULL))"
        ),
        nullable=False,
        example=True,
    )
)
FIELDS.add(
    Field(
        name="opportunity.next_step_at",
        source="opportunity",
        type=INSTANT,
        label=Phrase("the next step of the opportunity", "الخطوة التالية للفرصة", "گام بعدی فرصت"),
        feminine=True,
        value=Sql(
            "least((SELECT min(tk.due_at) FROM task tk WHERE tk.opportunity_id = o.id"
            " AND tk.done_at IS NULL AND tk.deleted_at IS NULL),"
            " (SELECT min(mt.starts_at) FROM meeting mt WHERE mt.opportunity_id = o.id"
            " AND mt.outcome = '' AND mt.deleted_at IS NULL))"
        ),
        example="2026-01-01",
    )
)
FIELDS.add(
    Field(
        name="opportunity.next_step_planned",
        source="opportunity",
        type=YES_NO,
        label=Phrase(
            "next step of the opportunity planned",
            "وُضعت خطوة تالية للفرصة",
            "گام بعدی فرصت برنامه‌ریزی شده",
        ),
        value=Sql(
            "(EXISTS (SELECT 1 FROM task tk WHERE tk.opportunity_id = o.id"
            " AND tk.done_at IS NULL AND tk.deleted_at IS NULL)"
            " OR EXISTS (SELECT 1 FROM meeting mt WHERE mt.opportunity_id = o.id"
            " AND mt.outcome = '' AND mt.deleted_at IS NULL))"
        ),
        nullable=False,
        example=True,
    )
)
