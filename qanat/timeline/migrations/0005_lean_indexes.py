"""Drop the indexes of foreign keys that another index begins with: each costs every write."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_lean_indexes'),
        ('timeline', '0004_touch_key'),
    ]

    operations = [
        migrations.AlterField(
            model_name='touch',
            name='campaign',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='timeline.campaign'),
        ),
        migrations.AlterField(
            model_name='touch',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person'),
        ),
        migrations.AlterField(
            model_name='visitor',
            name='person',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person'),
        ),
    ]
