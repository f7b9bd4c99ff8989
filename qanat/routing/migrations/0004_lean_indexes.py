"""Drop the indexes of foreign keys that another index begins with: each costs every write."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_lean_indexes'),
        ('routing', '0003_rotation'),
    ]

    operations = [
        migrations.AlterField(
            model_name='assignment',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person'),
        ),
        migrations.AlterField(
            model_name='poolmember',
            name='pool',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='routing.pool'),
        ),
        migrations.AlterField(
            model_name='seat',
            name='pool',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='routing.pool'),
        ),
    ]
