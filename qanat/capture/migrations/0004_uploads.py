"""Keep files that were sent to be imported, and how they are to be read."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('capture', '0003_external_key_unresolved'),
    ]

    operations = [
        migrations.AddField(
            model_name='importrun',
            name='options',
            field=models.JSONField(db_default={}, default=dict),
        ),
        migrations.AddField(
            model_name='importrun',
            name='problem',
            field=models.TextField(db_default=''),
        ),
        migrations.AlterField(
            model_name='importrun',
            name='state',
            field=models.TextField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('undone', 'Undone')], default='running'),
        ),
        migrations.CreateModel(
            name='ImportFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.TextField(choices=[('source', 'Source'), ('refused', 'Refused')])),
                ('content', models.BinaryField()),
                ('run', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='capture.importrun')),
            ],
            options={
                'db_table': 'import_file',
                'constraints': [models.UniqueConstraint(fields=('run', 'part'), name='import_file_once')],
            },
        ),
    ]
