"""Hold in the database that an opportunity lies in a stage of its own pipeline.

Django has no composite foreign keys between ordinary columns, so this one is made by hand.
"""

from django.db import migrations

ADD = """
ALTER TABLE opportunity ADD CONSTRAINT opportunity_stage_of_pipeline
FOREIGN KEY (pipeline_id, stage_id) REFERENCES stage (pipeline_id, id)
"""
DROP = "ALTER TABLE opportunity DROP CONSTRAINT opportunity_stage_of_pipeline"


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0003_stage_history")]

    operations = [migrations.RunSQL(ADD, DROP)]
