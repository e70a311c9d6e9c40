"""What every installation shares. `demo`, `test` and `production` say how they differ."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from wayhome.settings import env, keys

SOURCE = Path(__file__).resolve().parents[1]
HOME = env.path("WAYHOME_HOME", Path("var"))

DEBUG = False
SECRET_KEY = keys.derive("django secret key").hex()
ALLOWED_HOSTS = env.words("WAYHOME_HOSTS", "localhost,127.0.0.1,[::1]")
ROOT_URLCONF = "wayhome.urls"
WSGI_APPLICATION = "wayhome.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# `wayhome.demo` is added by the settings of demo and tests: a real installation does not carry invented people.
OUR_APPS = [
    "wayhome.shell",
    "wayhome.adapters",
    "wayhome.vault",
    "wayhome.ledger",
    "wayhome.accounts",
    "wayhome.people",
    "wayhome.tracing",
    "wayhome.lists",
    "wayhome.matches",
]

INSTALLED_APPS = [
    *OUR_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "wayhome.adapters.headers.PrivatePages",
    "wayhome.adapters.headers.PlainMethods",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "wayhome.adapters.sessions.SessionLimits",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wayhome.vault.sign_in.SecondFactorRequired",
    "wayhome.accounts.middleware.ActingMiddleware",
    "wayhome.accounts.middleware.RefusalMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wayhome.shell.context.frame",
            ],
        },
    },
]

# --- database ---------------------------------------------------------------------------------------------------
_EMBEDDED: dict[str, Any] = {
    "ENGINE": "wayhome.database.sqlcipher",
    "NAME": HOME / "wayhome.db",
    "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
    "CONN_MAX_AGE": 600,
}


def server(address: dict[str, str]) -> dict[str, Any]:
    """Describe a PostgreSQL connection."""
    return {
        "ENGINE": "wayhome.database.postgresql",
        **address,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES: dict[str, dict[str, Any]] = {"default": _EMBEDDED}
# Who the pages run as on PostgreSQL, and whether this process acts as the owner of the tables instead. One process has
# one role: other people's migrations ask the default connection, and would wait for ever for the locks of a second.
WAYHOME_RUN_TIME_ROLE = env.database("DATABASE_URL")
WAYHOME_AS_OWNER = (
    env.flag("WAYHOME_AS_OWNER", default=False) and env.database("WAYHOME_OWNER_DATABASE_URL") is not None
)
if _address := env.database("WAYHOME_OWNER_DATABASE_URL" if WAYHOME_AS_OWNER else "DATABASE_URL"):
    DATABASES = {"default": server(_address)}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "wayhome_cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Only test and demo reset may recreate a ledger; see wayhome.ledger.
WAYHOME_LEDGER_MAY_BE_RECREATED = False
WAYHOME_SECOND_FACTOR_REQUIRED = True
WAYHOME_ONE_CLICK_SIGN_IN = False
# The demonstration names the day on which its invented world ends; everywhere else today is today.
WAYHOME_TODAY: date | None = None
NAVIGATION_POLICY = "wayhome.accounts.navigation.may_see"
# The address of a proxy whose X-Forwarded headers are believed; empty where there is none.
WAYHOME_TRUSTED_PROXY = ""

# --- files ------------------------------------------------------------------------------------------------------
MEDIA_ROOT = HOME / "files"
STATIC_ROOT = HOME / "static"
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
FILE_UPLOAD_PERMISSIONS = 0o600
# Uploads stay in memory: no readable copy in a temporary folder. Larger files are dropped, their form is kept.
FILE_UPLOAD_HANDLERS = ["wayhome.adapters.uploads.InMemoryOnly"]
WAYHOME_LIST_FILE_BYTES = 50_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- languages --------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ru", _("Russian")), ("ar", _("Arabic"))]
USE_TZ = True
TIME_ZONE = env.text("WAYHOME_TIME_ZONE", "UTC")

# --- sign-in ----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "wayhome.vault.sign_in.StaffOnly"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = "wayhome.vault.sign_in.shown_name"
MFA_ADAPTER = "wayhome.vault.sign_in.SealedSecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Wayhome"
USERSESSIONS_TRACK_ACTIVITY = False

# --- sessions and headers ---------------------------------------------------------------------------------------
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 15 * 60
SESSION_ABSOLUTE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
LANGUAGE_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
X_FRAME_OPTIONS = "DENY"
# Not "no-referrer": browsers would then send forms with `Origin: null`, and the CSRF check refuses those.
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "wayhome.shell.views.csrf_failure"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

# --- log: codes, ids and paths without queries; never a name, a form or a task argument ---------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "wayhome": {"level": "INFO"},
        # Django's own mail-the-admins handler would carry request data out of the process.
        "django": {"handlers": [], "propagate": True, "level": "WARNING"},
        "django.server": {"handlers": [], "propagate": False},
    },
}
