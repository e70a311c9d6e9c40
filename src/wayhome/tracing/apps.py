from django.apps import AppConfig


class TracingConfig(AppConfig):
    name = "wayhome.tracing"
    label = "tracing"
    default_auto_field = "django.db.models.BigAutoField"
