"""Leave what the same statement has checked already to the application (ADR 0040)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0009_derived_rows_unchecked'),
        ('scoring', '0004_lean_indexes'),
    ]

    operations = [
        migrations.AlterField(
            model_name='score',
            name='model',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='scoring.scoremodel'),
        ),
        migrations.AlterField(
            model_name='score',
            name='person',
            field=models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='people.person'),
        ),
        migrations.AlterField(
            model_name='scorechange',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person'),
        ),
    ]
