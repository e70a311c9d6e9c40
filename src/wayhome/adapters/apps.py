from django.apps import AppConfig


class AdaptersConfig(AppConfig):
    """Browser headers, session limits, and the worker's jobs."""

    name = "wayhome.adapters"
    label = "adapters"
