"""How long a session lives: idle for `SESSION_COOKIE_AGE`, in all for `SESSION_ABSOLUTE_AGE` seconds."""

from __future__ import annotations

from collections.abc import Callable
from time import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_BEGAN, _TOUCHED = "_began", "_touched"
# One database write a minute is enough to know who is idle.
_TOUCH_EVERY = 60


class SessionLimits:
    """End a session that is too old, and prolong one that is in use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key and "_auth_user_id" in request.session:
            self._limit(request, int(time()))
        return self.get_response(request)

    @staticmethod
    def _limit(request: HttpRequest, at: int) -> None:
        began = request.session.get(_BEGAN)
        touched = request.session.get(_TOUCHED, at)
        if began is not None and at - began > settings.SESSION_ABSOLUTE_AGE:
            request.session.flush()
            return
        if at - touched > settings.SESSION_COOKIE_AGE:
            request.session.flush()
            return
        if began is None:
            request.session[_BEGAN] = at
        if began is None or at - touched >= _TOUCH_EVERY:
            request.session[_TOUCHED] = at
