"""The built-in statuses, and the lifecycles that the database accepts."""

import json

from django.db import migrations, models

STATUSES = [
    ("open", "Open", "مفتوح", "باز", False),
    ("contacted", "Contacted", "تم التواصل", "تماس گرفته شده", False),
    ("qualified", "Qualified", "مؤهل", "واجد شرایط", False),
    ("unqualified", "Unqualified", "غير مؤهل", "فاقد شرایط", True),
    ("nurture", "Nurture", "قيد الرعاية", "در حال پرورش", True),
]
INSERT = "INSERT INTO status (key, labels, position, closed) VALUES (%s, %s, %s, %s)"


class Migration(migrations.Migration):
    dependencies = [("people", "0003_search")]

    operations = [
        migrations.RunSQL(
            [
                (INSERT, [key, json.dumps({"en": en, "ar": ar, "fa": fa}), position, closed])
                for position, (key, en, ar, fa, closed) in enumerate(STATUSES, start=1)
            ],
            "DELETE FROM status",
        ),
        migrations.AddConstraint(
            "person",
            models.CheckConstraint(
                condition=models.Q(
                    lifecycle__in=["subscriber", "lead", "mql", "sql", "opportunity", "customer"]
                ),
                name="person_lifecycle_known",
            ),
        ),
    ]
