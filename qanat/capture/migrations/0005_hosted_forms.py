"""Forms that we host, the versions of what they ask consent to, and who sends too often."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('capture', '0004_uploads'),
    ]

    operations = [
        migrations.CreateModel(
            name='Form',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('slug', models.TextField()),
                ('language', models.CharField(max_length=2)),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), size=None)),
                ('fields', models.JSONField()),
                ('texts', models.JSONField()),
                ('redirect', models.TextField(db_default='')),
                ('source', models.TextField(db_default='')),
                ('medium', models.TextField(db_default='')),
                ('campaign', models.TextField(db_default='')),
                ('active', models.BooleanField(db_default=True)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'form',
                'constraints': [models.UniqueConstraint(fields=('slug',), name='form_slug_once')],
            },
        ),
        migrations.CreateModel(
            name='FormKnock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.TextField()),
                ('since', models.DateTimeField(db_index=True)),
                ('count', models.IntegerField()),
                ('form', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='capture.form')),
            ],
            options={
                'db_table': 'form_knock',
                'constraints': [models.UniqueConstraint(fields=('form', 'address', 'since'), name='form_knock_once')],
            },
        ),
        migrations.CreateModel(
            name='FormWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=2)),
                ('version', models.IntegerField()),
                ('text', models.TextField()),
                ('privacy_url', models.TextField(db_default='')),
                ('purpose', models.TextField()),
                ('channels', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('at', models.DateTimeField()),
                ('form', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='capture.form')),
            ],
            options={
                'db_table': 'form_wording',
                'constraints': [models.UniqueConstraint(fields=('form', 'language', 'version'), name='form_wording_once')],
            },
        ),
    ]
