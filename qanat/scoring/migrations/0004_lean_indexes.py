"""Drop the indexes of foreign keys that another index begins with: each costs every write."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_lean_indexes'),
        ('scoring', '0003_activated'),
    ]

    operations = [
        migrations.AlterField(
            model_name='score',
            name='model',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='scoring.scoremodel'),
        ),
        migrations.AlterField(
            model_name='scorechange',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person'),
        ),
        migrations.AlterField(
            model_name='scorerule',
            name='model',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='scoring.scoremodel'),
        ),
    ]
