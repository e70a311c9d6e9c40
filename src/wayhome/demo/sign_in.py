"""Coming in at one click, in the demonstration and nowhere else."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wayhome.accounts.models import Role, User
from wayhome.demo.world.staff import STAFF

NOTES = {
    Role.INTAKE: _("takes a relative's request"),
    Role.FIELD: _("keeps places and brings lists"),
    Role.REVIEWER: _("compares two records"),
    Role.LAWYER: _("sees the files shared with a lawyer"),
    Role.COORDINATOR: _("sees the files of those who may travel"),
    Role.SOCIAL: _("sees the files of families"),
    Role.TESTIMONY: _("opens no file"),
    Role.DIRECTOR: _("sees totals, no names"),
    Role.AUDITOR: _("opens no file"),
    Role.ADMINISTRATOR: _("opens no file"),
}


def is_offered() -> bool:
    """Say whether this installation is the demonstration, whose staff is invented and has no passwords."""
    return bool(settings.WAYHOME_ONE_CLICK_SIGN_IN)


def roles(request: HttpRequest) -> dict[str, Any]:
    """Give the sign-in page `demo_roles`: one button for each invented member of staff (a context processor)."""
    match = request.resolver_match
    if not is_offered() or match is None or match.view_name != "account_login":
        return {}
    there = set(User.objects.filter(is_active=True).values_list("username", flat=True))
    return {
        "demo_roles": [
            {
                "label": f"{Role(one.roles[0]).label}: {one.name}",
                "url": reverse("demo:enter", args=[one.username]),
                "note": NOTES[Role(one.roles[0])],
            }
            for one in STAFF
            if one.username in there
        ]
    }


@require_POST
def enter(request: HttpRequest, username: str) -> HttpResponse:
    """Sign in as one of the invented staff.

    Raises:
        Http404: this is no demonstration, or there is nobody of this name; a real installation has no such address.
    """
    if not is_offered() or username not in {one.username for one in STAFF}:
        raise Http404
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise Http404
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("/")
