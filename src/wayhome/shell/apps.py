"""The shell as a Django application."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "wayhome.shell"
    label = "shell"
