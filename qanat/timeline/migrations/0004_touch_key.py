"""A key per touch, so that two deliveries of one touch are one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("timeline", "0003_event")]

    operations = [
        migrations.AddField("touch", "key", models.TextField(db_default="")),
        migrations.AddConstraint(
            "touch",
            models.UniqueConstraint(
                fields=["person", "key"], name="touch_key", condition=~models.Q(key="")
            ),
        ),
        migrations.AddConstraint(
            "touch",
            models.CheckConstraint(
                condition=models.Q(direction__in=["inbound", "outbound"]),
                name="touch_direction_known",
            ),
        ),
    ]
