"""A notice can be about something that was done to a whole list."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0002_file_of_a_list'),
    ]

    operations = [
        migrations.AddField(
            model_name='notice',
            name='deed_id',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.TextField(choices=[('lead_assigned', 'lead_assigned'), ('task_due', 'task_due'), ('deal_won', 'deal_won'), ('import_finished', 'import_finished'), ('list_ready', 'list_ready'), ('list_deed', 'list_deed')]),
        ),
    ]
