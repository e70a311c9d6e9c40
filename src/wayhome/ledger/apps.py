from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The Django side of sealbook."""

    name = "wayhome.ledger"
    label = "ledger"
