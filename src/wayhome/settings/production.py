"""Settings of a real installation: TLS, second factor, `__Host-` cookies, hosts named."""

from __future__ import annotations

from wayhome.settings import env
from wayhome.settings.base import *  # noqa: F403

ALLOWED_HOSTS = [host.strip() for host in env.text("WAYHOME_HOSTS").split(",")]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
WAYHOME_SECOND_FACTOR_REQUIRED = True

SECURE_SSL_REDIRECT = env.flag("WAYHOME_TLS_REDIRECT", default=True)
# Whether the reader came by TLS is told by the web server, which believes the proxy named here and nobody else.
WAYHOME_TRUSTED_PROXY = env.text("WAYHOME_TRUSTED_PROXY", "127.0.0.1")
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True
