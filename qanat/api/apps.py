from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "qanat.api"
    label = "api"
