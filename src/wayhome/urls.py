"""All addresses of the application; the only place beside wsgi that knows every app."""

from __future__ import annotations

from allauth.account.urls import urlpatterns as account_addresses
from django.apps import apps
from django.urls import include, path
from django.views.i18n import set_language

# Of allauth only what we offer. Nobody signs up, and there is no mail: no reset by mail, no page of addresses.
_SIGN_IN = frozenset(
    {
        "account_login", "account_logout", "account_inactive", "account_reauthenticate",
        "account_change_password", "account_set_password",
    }
)  # fmt: skip

urlpatterns = [
    path("accounts/", include([one for one in account_addresses if one.name in _SIGN_IN])),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("language/", set_language, name="set_language"),
    path("", include("wayhome.shell.urls")),
    path("", include("wayhome.accounts.urls")),
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
