"""Deeds for whole lists: how far each is, so that it can be watched, gone on with and taken back."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('listing', '0005_audit_of_files'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ListDeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.TextField()),
                ('asked', models.JSONField()),
                ('deed', models.TextField()),
                ('value', models.TextField()),
                ('cause', models.TextField()),
                ('state', models.TextField(db_default='doing')),
                ('total', models.IntegerField(null=True)),
                ('done', models.IntegerField(db_default=0)),
                ('above', models.BigIntegerField(db_default=0)),
                ('batches', models.IntegerField(db_default=0)),
                ('back', models.IntegerField(db_default=0)),
                ('kept', models.BooleanField(db_default=False)),
                ('problem', models.TextField(db_default='')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('ended_at', models.DateTimeField(null=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'list_deed',
            },
        ),
    ]
