from django.apps import AppConfig
from django.db import connections
from django.db.backends.signals import connection_created


class VaultConfig(AppConfig):
    """Puts the guard on every database connection of the process."""

    name = "wayhome.vault"
    label = "vault"

    def ready(self) -> None:
        from wayhome.vault import guard

        # The one signal in the house: Django offers no other moment at which every new connection passes by.
        connection_created.connect(guard.install, dispatch_uid="wayhome.vault.guard")
        for connection in connections.all(initialized_only=True):
            guard.install(connection=connection)
