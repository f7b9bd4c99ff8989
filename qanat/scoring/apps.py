from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "qanat.scoring"
    label = "scoring"
    default_auto_field = "django.db.models.BigAutoField"
