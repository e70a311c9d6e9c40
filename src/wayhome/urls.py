"""All addresses of the application; the only place beside wsgi that knows every app."""

from __future__ import annotations

from importlib.util import find_spec

from django.apps import apps
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("language/", set_language, name="set_language"),
    path("", include("wayhome.shell.urls")),
    path("", include("wayhome.people.urls")),
    path("", include("wayhome.tracing.urls")),
    path("", include("wayhome.lists.urls")),
    path("", include("wayhome.matches.urls")),
]
# Not every app has pages of its own; invented people are installed by demo settings only.
urlpatterns += [
    path("", include(f"wayhome.{name}.urls"))
    for name in ("accounts", "demo")
    if apps.is_installed(f"wayhome.{name}") and find_spec(f"wayhome.{name}.urls")
]

handler400 = "wayhome.shell.views.bad_request"
handler403 = "wayhome.shell.views.permission_denied"
handler404 = "wayhome.shell.views.page_not_found"
handler500 = "wayhome.shell.views.server_error"
