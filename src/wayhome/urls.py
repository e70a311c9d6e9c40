"""All addresses of the application; the only place beside wsgi that knows every app."""

from __future__ import annotations

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
if apps.is_installed("wayhome.demo"):  # a real installation does not carry invented people
    urlpatterns.append(path("", include("wayhome.demo.urls")))

handler400 = "wayhome.shell.views.bad_request"
handler403 = "wayhome.shell.views.permission_denied"
handler404 = "wayhome.shell.views.page_not_found"
handler500 = "wayhome.shell.views.server_error"
