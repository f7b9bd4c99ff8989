"""Drop the indexes of foreign keys that another index begins with: each costs every write."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consent', '0005_audit'),
        ('people', '0006_lean_indexes'),
    ]

    operations = [
        migrations.AlterField(
            model_name='consententry',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person'),
        ),
        migrations.AlterField(
            model_name='consentstate',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person'),
        ),
    ]
