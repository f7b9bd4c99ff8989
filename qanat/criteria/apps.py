from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CriteriaConfig(AppConfig):
    name = "qanat.criteria"
    label = "criteria"

    def ready(self) -> None:
        """Import `fields.py` of every domain, which is where each registers what it adds."""
        autodiscover_modules("fields")
