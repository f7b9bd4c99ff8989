"""Keep which digits, theme and density a user wants."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0004_lean_indexes'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='density',
            field=models.TextField(db_default='compact'),
        ),
        migrations.AddField(
            model_name='user',
            name='digits',
            field=models.TextField(db_default='auto'),
        ),
        migrations.AddField(
            model_name='user',
            name='theme',
            field=models.TextField(db_default='system'),
        ),
    ]
