"""All addresses of the application; the only place beside wsgi that knows every app."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path
from django.views.i18n import set_language

# An app's addresses are included once its urls module is there.
_APPS = ("shell", "accounts", "people", "tracing", "lists", "matches", "demo")

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("language/", set_language, name="set_language"),
    *[path("", include(f"wayhome.{name}.urls")) for name in _APPS if find_spec(f"wayhome.{name}.urls")],
]

handler400 = "wayhome.shell.views.bad_request"
handler403 = "wayhome.shell.views.permission_denied"
handler404 = "wayhome.shell.views.page_not_found"
handler500 = "wayhome.shell.views.server_error"
