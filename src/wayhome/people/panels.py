"""Places on the person page that apps above fill: each adds a function when it is ready. Nothing here knows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from wayhome.people.models import Person


@dataclass(frozen=True, slots=True)
class Panel:
    """A template with its context, shown in the main column or beside it."""

    template: str
    context: dict[str, object]
    beside: bool = False


panels: list[Callable[[HttpRequest, Person], Panel | None]] = []


def panels_for(request: HttpRequest, person: Person) -> list[Panel]:
    """Return what the apps above have to show of a person, in the order in which they were added."""
    return [panel for build in panels if (panel := build(request, person)) is not None]
