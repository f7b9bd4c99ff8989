from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "qanat.web"
    label = "web"
