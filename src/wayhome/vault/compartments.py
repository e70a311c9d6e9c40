"""The compartments of need-to-know. Each has its own key; docs/reference maps roles to them."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Compartment(models.TextChoices):
    """What kind of knowledge a sealed value is; a person's membership in a case names those she may open."""

    IDENTITY = "identity", _("Identity")
    LOCATION = "location", _("Location")
    CONTACT = "contact", _("Contact")
    LEGAL = "legal", _("Legal")
    MEDICAL = "medical", _("Medical")
    PROTECTION = "protection", _("Protection")
    CHILD = "child", _("Child")
    SOURCE = "source", _("Source")
    TESTIMONY = "testimony", _("Testimony")


class Journal(StrEnum):
    """Keys of the house itself; no membership opens them, only the app that owns them."""

    LEDGER = "ledger"
