from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "qanat.insight"
    label = "insight"
