"""What was typed while the sign-in ran out: kept sealed in the browser's session, and put into the draft after it.

A form that is sent by somebody who is no longer signed in has passed the check against foreign pages, but nobody
acts. What it holds is sealed under a key of the house and waits; only the owner of the draft gets it back.
"""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from wayhome.tracing import actions
from wayhome.tracing.models import Draft
from wayhome.tracing.policies import STEPS
from wayhome.tracing.typed import from_post
from wayhome.vault.boxes import SealBroken, open_text, seal_text

_PURPOSE = "tracing/typed without sign-in"
_KEY = "tracing_waiting"
_MOST = 200_000


def sign_in_first(request: HttpRequest, draft_id: UUID, step: str) -> HttpResponse:
    """Ask for the sign-in, and keep what was sent until then."""
    if request.method == "POST" and step in STEPS:
        waiting = {
            "draft": str(draft_id), "step": step, "typed": from_post(request.POST.lists()),
            "version": request.POST.get("version", ""), "tab": request.POST.get("tab", "")[:40],
        }  # fmt: skip
        packed = json.dumps(waiting)
        if len(packed) <= _MOST:
            request.session[_KEY] = seal_text(_PURPOSE, packed)
    return redirect_to_login(reverse("tracing:step", args=[draft_id, step]))


def give_back(request: HttpRequest, draft: Draft) -> Draft:
    """Put into the draft what waited for it, if anything did; the caller has made sure that the draft is hers."""
    sealed = request.session.get(_KEY)
    if not sealed:
        return draft
    try:
        waiting = json.loads(open_text(_PURPOSE, sealed))
    except SealBroken:
        del request.session[_KEY]
        return draft
    if waiting["draft"] != str(draft.pk):
        return draft
    del request.session[_KEY]
    version = waiting["version"]
    saved = actions.save_step(
        draft=draft, step=waiting["step"], typed=waiting["typed"],
        version=int(version) if version.isdecimal() else -1, tab=waiting["tab"], by=request.user, at=now(),
    )  # fmt: skip
    messages.info(request, _("What you sent after the sign-in had run out is kept."))
    return saved.draft
