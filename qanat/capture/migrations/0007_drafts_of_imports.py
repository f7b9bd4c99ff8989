"""Imports that are not begun yet, looked through, stopped and taken back in the background."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('capture', '0006_audit_forms'),
    ]

    operations = [
        migrations.AddField(
            model_name='importrun',
            name='outcome',
            field=models.JSONField(db_default={}, default=dict),
        ),
        migrations.AddField(
            model_name='importrun',
            name='plan',
            field=models.JSONField(db_default={}, default=dict),
        ),
        migrations.AddField(
            model_name='importrun',
            name='rows',
            field=models.IntegerField(null=True),
        ),
        migrations.AddField(
            model_name='importrun',
            name='stop_asked',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AlterField(
            model_name='importrun',
            name='state',
            field=models.TextField(choices=[('draft', 'Draft'), ('waiting', 'Waiting'), ('running', 'Running'), ('stopped', 'Stopped'), ('done', 'Done'), ('failed', 'Failed'), ('undoing', 'Undoing'), ('undone', 'Undone')], default='running'),
        ),
    ]
